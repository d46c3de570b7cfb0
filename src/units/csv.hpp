#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

struct CsvRow {
    std::size_t line = 0;            ///< on which it begins
    std::vector<std::string> cells;  ///< trimmed, as many as the header has
};

struct CsvTable {
    std::vector<std::string> columns;
    std::vector<CsvRow> rows;
};

/// Reads a table by RFC 4180: UTF-8 (a byte order mark is passed over), lines that end with LF or
/// CRLF, the first one a header; empty lines are passed over. Where the header has semicolons and
/// no comma, semicolons part the cells, as spreadsheets of a Vietnamese desktop write them. At most
/// 32 MiB, 200,000 rows and 64 columns.
/// @return malformed_input with the line: no UTF-8, no header, a column twice, a quote in the
/// middle
///         of a cell or one that is not closed, too many or too few cells
Result<CsvTable> parse_csv(std::string_view text);

}  // namespace tiendo::units
