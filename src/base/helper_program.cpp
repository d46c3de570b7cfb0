#include "tiendo/base/helper_program.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <unistd.h>

#include <system_error>
#include <vector>

namespace tiendo {

namespace {

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

Result<std::filesystem::path> helper_program(std::string_view name,
                                             const std::filesystem::path& folder) {
    const auto folders = folder.empty() ? installed_folders() : std::vector{folder};
    for (const auto& each : folders) {
        std::error_code failed;
        if (std::filesystem::is_regular_file(each / name, failed) &&
            ::access((each / name).c_str(), X_OK) == 0) {
            return each / name;
        }
    }
    return Error{ErrorCode::unsupported,
                 fmt::format("the program {} is missing from '{}'", name, folders.back().string()),
                 "install the whole package"};
}

}  // namespace tiendo
