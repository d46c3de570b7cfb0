#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// Reads a whole regular file.
/// @param limit_bytes a longer file is refused before anything of it is read
/// @return not_found, malformed_input (a directory, a device, too long) or storage (not readable);
/// the error names the
///         path and what to do
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes);

/// Writes `content` so that a reader sees either the old file or the whole new one: a temporary
/// file in the same folder, fsync, rename. Missing parent folders are made.
/// @return storage (disk full, no rights); the old file is untouched
Result<void> write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace tiendo
