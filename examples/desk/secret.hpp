#pragma once

#include <string>
#include <string_view>

namespace desk {

/// 256 bits that nobody can guess, as 64 hexadecimal digits.
/// @return empty where the system has no chance to give
std::string new_secret();
/// Of the form that `new_secret` gives.
bool looks_like_a_secret(std::string_view text) noexcept;
/// Whether two secrets are equal, in a time that does not tell where they differ.
bool same_secret(std::string_view left, std::string_view right) noexcept;

}  // namespace desk
