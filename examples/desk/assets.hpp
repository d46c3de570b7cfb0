#pragma once

#include <tiendo/http/message.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace desk {

/// The style sheet and the icon, which are part of the program.
/// @return nothing where the path is neither
std::optional<tiendo::http::Response> asset(std::string_view path);

/// With the digest of its content, so that browsers keep it until it changes.
const std::string& style_address();

}  // namespace desk
