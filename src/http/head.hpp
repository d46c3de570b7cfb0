#pragma once

#include "tiendo/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Writing the head of a message; private to the layer.
namespace tiendo::http {

/// RFC 9110 §5.6.2: what a method and a header's name are made of.
bool is_token(std::string_view text);

/// The first header that cannot be sent as it is, and why; its value is never shown. Control
/// characters would let data become headers of their own.
std::optional<std::string> why_not_sendable(const Headers& headers);

/// The same name, without regard to case.
bool same_header(std::string_view left, std::string_view right);

void append_header(std::string& head, std::string_view name, std::string_view value);

/// "404 Not Found"
std::string status_line_text(unsigned status);

}  // namespace tiendo::http
