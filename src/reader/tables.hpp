#pragma once

#include "draft.hpp"
#include "outline.hpp"
#include "shape_words.hpp"

#include <string>
#include <vector>

namespace tiendo::reader {

enum class RowKind : std::uint8_t {
    header,  ///< names of the columns, their numbers, the same again on the next page
    group,   ///< a heading inside the table: "I | Nhóm nhiệm vụ …"
    duty,
    plain,  ///< a row of a table that gives no duties
};

/// A row of a table as the plan takes it; all spans clean.
struct ReadRow {
    RowKind kind = RowKind::plain;
    Span span;                          ///< of all its cells, and of the rows that go on with it
    std::vector<Span> text;             ///< what the duty or heading says, in order
    std::string ordinal;                ///< as printed; empty where the table numbers no rows
    std::vector<Attribute> attributes;  ///< cells of the columns that describe the duty
};

struct ReadTable {
    Span span;  ///< clean
    bool duties = false;
    std::vector<ReadRow> rows;
};

/// What the tables of a document are for: those that give duties, row by row, and those that hold
/// anything else. Tables that only lay out a page (letterhead, signature) are left to the outline.
/// @return one for each table that is not laid out, with its place in `Document::tables`
struct FoundTable {
    std::size_t table = 0;
    ReadTable reading;
};
std::vector<FoundTable> read_tables(const Draft& draft);

}  // namespace tiendo::reader
