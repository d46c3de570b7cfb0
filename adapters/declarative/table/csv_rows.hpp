#pragma once

#include "raw_sheet.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// Reads CSV after RFC 4180. Rows end at CR, LF or both; a quote inside a cell that does not begin
/// with one is a character like any other; blanks behind a closing quote are skipped.
/// @param most  so many rows that are not empty, and no more; 0: all
/// @param rows  what was read, on failure too
/// @return rejected: a NUL, no UTF-8, an open quote, text behind a closing one, beyond a limit
adapter::Expected<void> read_csv_rows(std::string_view text,
                                      char separator,
                                      std::size_t most,
                                      const TableLimits& limits,
                                      std::vector<RawRow>& rows);

}  // namespace tiendo::declarative
