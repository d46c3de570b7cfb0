#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace declarative {

/// A file in a drop folder.
struct FolderFile {
    std::string name;  ///< without the folder
    std::size_t size_bytes = 0;
    Instant changed_at;
};

/// How drop folders are looked into, so that a test can stand in for the disk.
struct Folders {
    /// The regular files that lie in the folder itself; links are not followed.
    /// @return not_found, storage
    std::function<Result<std::vector<FolderFile>>(const std::string& folder)> list;
    /// @return not_found, storage, malformed_input beyond `limit_bytes`
    std::function<Result<std::string>(const std::string& folder,
                                      const std::string& name,
                                      std::size_t limit_bytes)>
        read;
};

/// Those of this machine.
Folders folders_on_disk();

}  // namespace declarative
}  // namespace tiendo
