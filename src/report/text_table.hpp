#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tiendo::report {

/// The cells of one line; none at all: a rule across the table.
using TextLine = std::vector<std::string>;

/// Lines as plain text, columns aligned by display width; no line ends in a blank.
/// @param right  columns that are aligned to the right
/// @pre each line that is no rule has as many cells as the first
std::string text_table(const std::vector<TextLine>& lines, const std::vector<std::size_t>& right);

}  // namespace tiendo::report
