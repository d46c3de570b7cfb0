#pragma once

#include "profile.hpp"

#include <string>

namespace tiendo::declarative {

/// The manifest of a profile as JSON (docs/abi.md).
std::string manifest_json(const Profile& profile);

}  // namespace tiendo::declarative
