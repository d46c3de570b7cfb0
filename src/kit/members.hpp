#pragma once

#include "tiendo/plugin/manifest.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::kit {

/// Members that carry something across, by JSON lines of records, and that the stream's manifest
/// does not name; each once, in order. Lines of other types are not looked at.
std::vector<std::string> undeclared_members(std::string_view lines,
                                            const plugin::ManifestStream& stream);

}  // namespace tiendo::kit
