#pragma once

#include "figure_value.hpp"

#include "tiendo/report/report.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace tiendo::report::xlsx {

/// The number that a cell prints, where it prints one figure and nothing else.
std::optional<FigureValue> number_of(const Report& report, const Prose& cell);

/// How a cell follows from others of its table: the sum of the rows above in a total, a quotient in
/// a rate. Only where calculating it gives the report's figure; a total that also counts what no
/// row shows stays a number.
/// @param first_row of the sheet, counted from 1, that holds the table's first row; columns are
///                  those of the table, from A
/// @return with '=' before it
std::optional<std::string> formula_of(const Report& report,
                                      const Table& table,
                                      std::size_t row,
                                      std::size_t column,
                                      std::size_t first_row);

}  // namespace tiendo::report::xlsx
