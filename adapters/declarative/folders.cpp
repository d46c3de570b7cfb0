#include "tiendo/declarative/folders.hpp"

#include "tiendo/base/file.hpp"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tiendo::declarative {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 100'000;

Error unreadable(const std::string& folder, const std::error_code& why) {
    const bool gone = why == std::errc::no_such_file_or_directory;
    return Error{gone ? ErrorCode::not_found : ErrorCode::storage,
                 "the folder cannot be read: " + why.message(),
                 gone ? "make it, or correct the setting" : "give the service the right to read it"}
        .at(folder);
}

Result<std::vector<FolderFile>> list(const std::string& folder) {
    std::error_code fault;
    std::vector<FolderFile> files;
    fs::directory_iterator it(folder, fault);
    for (const fs::directory_iterator end; !fault && it != end; it.increment(fault)) {
        std::error_code gone;  // between listing and looking: then it is not there
        if (it->is_symlink(gone) || !it->is_regular_file(gone)) {
            continue;
        }
        const auto size = it->file_size(gone);
        const auto changed = it->last_write_time(gone);
        if (gone) {
            continue;
        }
        if (files.size() == most_files) {
            return Error{ErrorCode::storage,
                         "the folder holds more than 100000 files",
                         "move those that were read long ago"}
                .at(folder);
        }
        const auto system = std::chrono::file_clock::to_sys(changed);
        files.push_back({it->path().filename().string(),
                         static_cast<std::size_t>(size),
                         Instant(std::chrono::floor<std::chrono::milliseconds>(system))});
    }
    if (fault) {
        return unreadable(folder, fault);
    }
    return files;
}

}  // namespace

Folders folders_on_disk() {
    return {
        .list = &list,
        .read = [](const std::string& folder, const std::string& name, std::size_t limit_bytes) {
            return read_file(fs::path(folder) / name, limit_bytes);
        }};
}

}  // namespace tiendo::declarative
