#include "helper_program.hpp"

#include "tiendo/base/helper_program.hpp"
#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace tiendo::reader {

namespace {

bool can_run(const std::filesystem::path& file) {
    std::error_code failed;
    return std::filesystem::is_regular_file(file, failed) && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

Result<std::filesystem::path> helper_program(std::string_view name, const ReadOptions& options) {
    auto program = tiendo::helper_program(name, options.helper_folder);
    if (!program) {
        return Error{program.error().code(),
                     program.error().message(),
                     "install the whole package; when building tiendo, install libpoppler-cpp-dev "
                     "first; or save the document as docx"};
    }
    return program;
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
