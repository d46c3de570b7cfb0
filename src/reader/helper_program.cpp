#include "helper_program.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace tiendo::reader {

namespace {

bool can_run(const std::filesystem::path& file) {
    std::error_code failed;
    return std::filesystem::is_regular_file(file, failed) && ::access(file.c_str(), X_OK) == 0;
}

/// The installed package may have been moved, so the library's own place comes first.
std::vector<std::filesystem::path> installed_folders() {
    std::vector<std::filesystem::path> folders;
    Dl_info self{};
    if (::dladdr(reinterpret_cast<const void*>(&helper_program), &self) != 0 &&
        self.dli_fname != nullptr) {
        std::error_code failed;
        const auto library = std::filesystem::canonical(self.dli_fname, failed);
        if (!failed) {
            folders.push_back(
                (library.parent_path() / TIENDO_HELPER_FROM_LIBRARY).lexically_normal());
        }
    }
    folders.emplace_back(TIENDO_HELPER_INSTALLED);
    return folders;
}

}  // namespace

Result<std::filesystem::path> helper_program(std::string_view name, const ReadOptions& options) {
    const auto folders =
        options.helper_folder.empty() ? installed_folders() : std::vector{options.helper_folder};
    for (const auto& folder : folders) {
        if (can_run(folder / name)) {
            return folder / name;
        }
    }
    return Error{ErrorCode::unsupported,
                 fmt::format("the program {} is missing from '{}'", name, folders.back().string()),
                 "install the whole package; when building tiendo, install libpoppler-cpp-dev "
                 "first; or save the document as docx"};
}

std::optional<std::filesystem::path> system_program(std::string_view name,
                                                    const ReadOptions& options) {
    const auto folder = std::ranges::find_if(
        options.program_folders,
        [&](const std::filesystem::path& each) { return can_run(each / name); });
    return folder == options.program_folders.end() ? std::nullopt : std::optional(*folder / name);
}

Error complaint_of(const ProgramEnd& end) {
    constexpr std::size_t longest = 200;
    auto said = std::string(trim(end.complaint));
    said = said.substr(0, std::min(said.find('\n'), longest));
    // Words of another program: what is not text must not reach a terminal.
    std::erase_if(said, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; });
    if (first_invalid_utf8(said)) {
        said.clear();
    }
    return Error{
        ErrorCode::internal,
        fmt::format(
            "it ended with status {}{}{}", end.exit_code, said.empty() ? "" : " and said: ", said)};
}

}  // namespace tiendo::reader
