#pragma once

#include "tiendo/base/result.hpp"

#include <sys/types.h>

#include <filesystem>

namespace tiendo::plugin {

/// Whether root and `who` alone decide what lies at `path`, as far as the rights for everybody
/// tell: nobody else may write to it or to a folder above it; and where one of these folders takes
/// files of everybody (sticky, as /tmp is), what lies in it belongs to root or to `who`. Both the
/// path as given and the one behind its links are looked at.
/// @param path absolute; something lies there
/// @return config, with the place that is open and what to do
Result<void> in_safe_hands(const std::filesystem::path& path, uid_t who);

}  // namespace tiendo::plugin
