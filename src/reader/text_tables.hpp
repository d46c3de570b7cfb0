#pragma once

#include "tiendo/reader/document.hpp"

#include <string_view>
#include <vector>

namespace tiendo::reader {

/// The tables that a plain text shows by signs.
struct TextTables {
    std::vector<Table> tables;
    bool markdown = false;  ///< one of them is a pipe table
};

/// Finds three kinds of table; every row is one line of the text.
/// - pipe tables of Markdown: a row with bars and below it `|---|:--:|` of as many columns
/// - grid tables: rows with bars between borders `+---+---+`; one whose cells run over several
///   lines is left as text, since a cell is one stretch
/// - lines with tabs: at least two below each other, of as many columns, at least three of them
///   filled in the first
/// The span of a table covers its lines whole, with bars and borders; those of its cells do not.
/// @param text UTF-8; spans count its bytes
TextTables text_tables(std::string_view text);

}  // namespace tiendo::reader
