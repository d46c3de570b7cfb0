#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The text of one sign of a symbol font, as w:sym stores it: arrows, boxes and bullets of
/// Wingdings and Symbol in Unicode, letters of other fonts as they are.
/// @param sign what the file says, often in the private range F000..F0FF; any number
std::string symbol_text(std::string_view font, std::uint32_t sign);

}  // namespace tiendo::reader
