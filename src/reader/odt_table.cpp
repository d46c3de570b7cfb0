#include "odt_story.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// As many columns and rows as one cell may cover or repeat; spreadsheets pad to thousands.
constexpr long most_columns = 256;
constexpr long most_rows = 10'000;

int in_range(std::optional<long> value, long most) noexcept {
    return static_cast<int>(std::clamp(value.value_or(1), 1L, most));
}

}  // namespace

void OdtStory::begin_table(const XmlTag& /*tag*/) {
    context_.builder.begin_table();
    tables_.emplace_back();
}
void OdtStory::end_table() {
    if (!tables_.empty()) {
        context_.builder.end_table();
        tables_.pop_back();
    }
}

void OdtStory::begin_header_rows(const XmlTag& /*tag*/) {
    if (!tables_.empty()) {
        tables_.back().header = true;
    }
}
void OdtStory::end_header_rows() {
    if (!tables_.empty()) {
        tables_.back().header = false;
    }
}

void OdtStory::begin_row(const XmlTag& /*tag*/) {
    if (tables_.empty() || tables_.back().row_depth) {
        return;
    }
    auto& table = tables_.back();
    context_.builder.begin_row(table.header);
    table.row_depth = open_.size();
    table.column = 0;
}
void OdtStory::end_row() {
    if (!tables_.empty() && tables_.back().row_depth == open_.size()) {
        context_.builder.end_row();
        tables_.back().row_depth.reset();
    }
}

void OdtStory::begin_cell(const XmlTag& tag) {
    if (tables_.empty() || !tables_.back().row_depth || tables_.back().cell_depth) {
        return;
    }
    auto& table = tables_.back();
    const auto columns = in_range(tag.number("table:number-columns-spanned"), most_columns);
    const auto repeated = in_range(tag.number("table:number-columns-repeated"), most_columns);
    context_.builder.begin_cell(
        table.column, columns, in_range(tag.number("table:number-rows-spanned"), most_rows));
    table.columns = repeated;  // covered cells behind it count for themselves
    table.cell_depth = open_.size();
}
void OdtStory::end_cell() {
    if (tables_.empty() || tables_.back().cell_depth != open_.size()) {
        return;
    }
    auto& table = tables_.back();
    context_.builder.end_cell();
    table.column += table.columns;
    table.cell_depth.reset();
}
void OdtStory::covered_cell(const XmlTag& tag) {
    if (!tables_.empty()) {
        tables_.back().column +=
            in_range(tag.number("table:number-columns-repeated"), most_columns);
    }
    skip(tag);
}

}  // namespace tiendo::reader
