#pragma once

#include <string>
#include <string_view>

namespace desk {

/// SHA-256 in base64, as a Content-Security-Policy names what it allows.
std::string sha256_base64(std::string_view bytes);

}  // namespace desk
