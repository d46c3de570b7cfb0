#include "raw_sheet.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

Failure too_large(const std::string& what, std::size_t limit) {
    return Failure::rejected(what + " than the limit of " + std::to_string(limit),
                             "export a shorter period or fewer columns; or raise the limit");
}

}  // namespace

std::string column_letters(std::size_t column) {
    std::string letters;
    for (auto left = column + 1; left > 0; left = (left - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return letters;
}

std::string cell_place(std::size_t row, std::size_t column) {
    return "row " + std::to_string(row) + ": column " + column_letters(column);
}

Failure in_sheet(Failure failure, std::string_view sheet) {
    return sheet.empty() ? std::move(failure)
                         : std::move(failure).at("sheet '" + std::string(sheet) + "'");
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    constexpr std::string_view no_break_space = "\xC2\xA0";
    while (true) {
        const auto begin = std::min(text.find_first_not_of(blanks), text.size());
        text.remove_prefix(begin);
        text = text.substr(0, text.find_last_not_of(blanks) + 1);  // npos + 1 is 0
        if (text.starts_with(no_break_space)) {
            text.remove_prefix(no_break_space.size());
        } else if (text.ends_with(no_break_space)) {
            text.remove_suffix(no_break_space.size());
        } else {
            return text;
        }
    }
}

Expected<void> CellCounter::add(RawRow& row, std::size_t column, std::string_view text) {
    text = trimmed(text);
    if (text.empty()) {
        return {};
    }
    if (column >= limits_->columns) {
        return too_large("more columns", limits_->columns);
    }
    if (text.size() > limits_->cell_bytes) {
        return too_large("more bytes in a cell", limits_->cell_bytes);
    }
    if (text.size() > text_) {
        return too_large("more bytes of text", limits_->text_bytes);
    }
    text_ -= text.size();
    if (auto wide = widen(row.cells, std::max(row.cells.size(), column + 1)); !wide) {
        return wide;
    }
    row.cells[column] = text;
    return {};
}

Expected<void> CellCounter::widen(std::vector<std::string>& cells, std::size_t width) {
    const auto more = width - cells.size();
    if (more > cells_) {
        return too_large("more cells", limits_->cells);
    }
    cells_ -= more;
    cells.resize(width);
    return {};
}

Expected<void> CellCounter::keep(std::vector<RawRow>& rows, RawRow row) const {
    if (row.cells.empty() && row.uncomputed.empty()) {
        return {};
    }
    if (rows.size() == limits_->rows) {
        return too_large("more rows", limits_->rows);
    }
    rows.push_back(std::move(row));
    return {};
}

}  // namespace tiendo::declarative
