#pragma once

#include "declarative/table.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tiendo::declarative {

/// The text of a file as UTF-8 without its mark. Text that is said to be UTF-8 is not looked at:
/// see `first_bad_byte`.
/// @return rejected where it is not of the stated encoding, or is no text at all
adapter::Expected<std::string> csv_text(std::string_view bytes, TableEncoding encoding);

/// Where `text` stops being UTF-8, or holds a NUL; its end where all is well.
std::size_t first_bad_byte(std::string_view text) noexcept;

}  // namespace tiendo::declarative
