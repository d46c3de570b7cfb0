#include "docx_story.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// As many columns as Word can draw, and some more.
constexpr int most_columns = 256;

int columns_in_range(std::optional<long> value, int least) noexcept {
    return static_cast<int>(std::clamp(
        value.value_or(least), static_cast<long>(least), static_cast<long>(most_columns)));
}

}  // namespace

void DocxStory::begin_table(const XmlTag& tag) {
    if (in_dropped_cell()) {
        skip(tag);
        return;
    }
    finish_flow();
    open_cells();
    context_.builder.begin_table();
    tables_.emplace_back();
}

void DocxStory::end_table() {
    finish_flow();
    context_.builder.end_table();
    tables_.pop_back();
}

void DocxStory::begin_row(const XmlTag& /*tag*/) {
    if (tables_.empty() || tables_.back().row_depth) {
        return;
    }
    auto& table = tables_.back();
    table.row_depth = open_.size();
    table.column = 0;
    table.cells = 0;
    table.header = false;
    table.row_dropped = false;
    table.row_begun = false;
}

void DocxStory::end_row() {
    if (tables_.empty() || tables_.back().row_depth != open_.size()) {
        return;
    }
    finish_flow();
    auto& table = tables_.back();
    if (table.row_begun) {
        context_.builder.end_row();
        ++table.rows;
    }
    table.row_depth.reset();
}

void DocxStory::begin_cell(const XmlTag& tag) {
    if (tables_.empty() || !tables_.back().row_depth || tables_.back().cell_depth) {
        return;
    }
    auto& table = tables_.back();
    if (table.row_dropped) {
        skip(tag);
        return;
    }
    if (!table.row_begun) {
        finish_flow();
        context_.builder.begin_row(table.header);
        table.row_begun = true;
    }
    table.cell_depth = open_.size();
    table.columns = 1;
    table.goes_on = false;
    table.cell_dropped = false;
    table.cell_begun = false;
}

/// Begins the cells around the text that is about to be written; their first properties are known
/// only now.
void DocxStory::open_cells() {
    for (auto& table : tables_) {
        if (table.cell_depth && !table.cell_begun) {
            context_.builder.begin_cell(table.column, table.columns, 1);
            table.cell_begun = true;
            table.above[table.column] = {table.rows, table.cells};
            ++table.cells;
        }
    }
}

void DocxStory::end_cell() {
    if (tables_.empty() || tables_.back().cell_depth != open_.size()) {
        return;
    }
    finish_flow();
    auto& table = tables_.back();
    const auto above = table.above.find(table.column);
    if (table.goes_on && !table.cell_begun && above != table.above.end()) {
        context_.builder.grow_cell(above->second.row, above->second.cell);
    } else if (!table.cell_dropped) {
        open_cells();
        context_.builder.end_cell();
    }
    table.column += table.cell_dropped ? 0 : table.columns;
    table.cell_dropped = false;
    table.cell_depth.reset();
}

void DocxStory::cell_columns(const XmlTag& tag) {
    if (within("w:tcPr") && !tables_.empty()) {
        tables_.back().columns = columns_in_range(tag.number("w:val"), 1);
    }
}
void DocxStory::cell_goes_on(const XmlTag& tag) {
    if (within("w:tcPr") && !tables_.empty()) {
        tables_.back().goes_on = tag.attribute("w:val").value_or("continue") != "restart";
    }
}
void DocxStory::cell_deleted(const XmlTag& /*tag*/) {
    ++context_.findings.deleted;
    if (within("w:tcPr") && !tables_.empty()) {
        tables_.back().cell_dropped = !tables_.back().cell_begun;
    }
}
void DocxStory::row_header(const XmlTag& tag) {
    if (within("w:trPr") && !tables_.empty()) {
        tables_.back().header = is_on(tag.attribute("w:val"));
    }
}
void DocxStory::row_gap(const XmlTag& tag) {
    if (within("w:trPr") && !tables_.empty()) {
        tables_.back().column = columns_in_range(tag.number("w:val"), 0);
    }
}

}  // namespace tiendo::reader
