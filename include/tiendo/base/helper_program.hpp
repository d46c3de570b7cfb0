#pragma once

#include "tiendo/base/result.hpp"

#include <filesystem>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// A program of tiendo's own that the library starts: in `folder`, or where that is empty in the
/// folder that the library was installed with, which is found from where the library lies.
/// @return unsupported where it is missing or may not be run
Result<std::filesystem::path> helper_program(std::string_view name,
                                             const std::filesystem::path& folder);

}  // namespace tiendo
