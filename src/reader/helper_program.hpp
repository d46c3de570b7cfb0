#pragma once

#include "tiendo/base/program.hpp"
#include "tiendo/reader/document.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// A program of tiendo's own that reads a format for the library: in `options.helper_folder`, or
/// where that is empty in the folder that the library was installed with.
/// @return unsupported where it is missing
Result<std::filesystem::path> helper_program(std::string_view name, const ReadOptions& options);

/// A program of the system's in one of `options.program_folders`.
std::optional<std::filesystem::path> system_program(std::string_view name,
                                                    const ReadOptions& options);

/// What a program that failed said, as the cause of an error.
Error complaint_of(const ProgramEnd& end);

}  // namespace tiendo::reader
