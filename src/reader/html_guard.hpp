#pragma once

#include "tiendo/base/result.hpp"

#include <string_view>

namespace tiendo::reader {

/// Refuses a page whose tags nest so deep, or are left open so often, that a parser by the HTML
/// standard would need far more time and memory than the page is long. Looks at tags alone, one
/// pass; estimates too high rather than too low.
/// @return malformed_input
Result<void> check_nesting(std::string_view html);

/// Lower case of an ASCII letter, everything else as it is.
constexpr char ascii_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Where `needle`, given in lower case, stands in `text` from `from` on, letters of ASCII in any
/// case; npos if nowhere.
std::size_t find_caseless(std::string_view text, std::string_view needle, std::size_t from);

}  // namespace tiendo::reader
