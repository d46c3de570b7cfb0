#include "header.hpp"
#include "header_names.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

/// A cell that is merged over several rows counts for each of them that is not empty.
Expected<void> spread_down(RawSheet& sheet, std::size_t first_row, const TableLimits& limits) {
    CellCounter counter(limits);
    auto steps = limits.rows * limits.columns;  // each cell once
    for (const auto& merged : sheet.merged) {
        const auto from = row_from(sheet, merged.first_row);
        if (merged.first_row < first_row || from == sheet.rows.end() ||
            from->number != merged.first_row || from->cells.size() <= merged.first_column) {
            continue;
        }
        const auto text = from->cells[merged.first_column];
        const auto begin = from - sheet.rows.begin();
        const auto end = row_from(sheet, merged.last_row + 1) - sheet.rows.begin();
        for (auto i = begin + 1; i < end; ++i) {
            if (steps-- == 0) {
                return Failure::rejected("merged cells lie over each other",
                                         "open it in its program and save a copy");
            }
            auto& row = sheet.rows[static_cast<std::size_t>(i)];
            if (row.cells.size() > merged.first_column && !row.cells[merged.first_column].empty()) {
                continue;
            }
            if (auto added = counter.add(row, merged.first_column, text); !added) {
                return std::move(added).error().at(cell_place(row.number, merged.first_column));
            }
        }
    }
    return {};
}

/// "(1) (2) (3)" below a header: the numbers of its columns.
bool numbers_columns(const std::vector<std::string>& cells) {
    constexpr std::size_t fewest = 3;
    if (cells.size() < fewest) {
        return false;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto number = std::to_string(i + 1);
        if (cells[i] != number && cells[i] != "(" + number + ")" &&
            cells[i] != "[" + number + "]") {
            return false;
        }
    }
    return true;
}

/// Makes the rows of a table below its header.
class RowMaker {
public:
    RowMaker(Table& table, const TableOptions& options)
        : table_(&table),
          options_(&options),
          counter_(options.limits),
          header_end_(table.header_row + options.header_rows) {
        for (const auto& word : options.total_words) {
            totals_.push_back(name_key(word));
        }
        for (const auto& name : options.columns) {
            wanted_.push_back(column_named(table.columns, name).value_or(0));
        }
        if (!options.key_column.empty()) {
            key_ = column_named(table.columns, options.key_column);
        }
    }

    Expected<void> add(RawRow row) {
        const auto width = table_->columns.size();
        if (row.cells.size() > width && table_->sheet.empty()) {
            return Failure::rejected(
                       std::to_string(row.cells.size()) + " cells where the header has " +
                           std::to_string(width),
                       "put cells that hold the separator into quotes, or give every column a name")
                .at("row " + std::to_string(row.number));
        }
        row.cells.resize(std::min(row.cells.size(), width));
        if (auto wide = counter_.widen(row.cells, width); !wide) {
            return std::move(wide).error().at("row " + std::to_string(row.number));
        }
        const auto first =
            std::ranges::find_if(row.cells, [](const auto& cell) { return !cell.empty(); });
        const bool empty =
            first == row.cells.end();  // or all that it holds stands beside the table
        if (const auto why = empty ? std::nullopt : left_out(row, *first)) {
            table_->left_out.push_back({row.number, *why});
            return {};
        }
        for (const auto column : row.uncomputed) {
            if (column < width && (wanted_.empty() || std::ranges::count(wanted_, column) > 0)) {
                return Failure::rejected("the formula has no stored result",
                                         "open the file in a spreadsheet program and save it")
                    .at("row " + std::to_string(row.number) + ": column '" +
                        table_->columns[column] + "'");
            }
        }
        if (!empty) {
            table_->rows.push_back({row.number, std::move(row.cells)});
        }
        return {};
    }

private:
    [[nodiscard]] std::optional<LeftOut> left_out(const RawRow& row, std::string_view first) const {
        if (row.hidden && options_->skip_hidden_rows) {
            return LeftOut::hidden;
        }
        if (is_total_label(first, totals_)) {
            return LeftOut::total;
        }
        if (row.cells == table_->columns) {
            return LeftOut::header;
        }
        if (row.number == header_end_ && numbers_columns(row.cells)) {
            return LeftOut::numbering;
        }
        if (key_ && row.cells[*key_].empty() && std::ranges::count(row.uncomputed, *key_) == 0) {
            return LeftOut::no_key;
        }
        return std::nullopt;
    }

    Table* table_;
    const TableOptions* options_;
    CellCounter counter_;
    std::size_t header_end_;
    std::vector<std::string> totals_;   // keys
    std::vector<std::size_t> wanted_;   // columns
    std::optional<std::size_t> key_{};  // column
};

Expected<Table> table_in(RawSheet& sheet, const TableOptions& options) {
    auto header = find_header(sheet, options);
    if (!header) {
        return std::move(header).error();
    }
    const auto first = header->row + options.header_rows;
    if (auto fine = spread_down(sheet, first, options.limits); !fine) {
        return std::move(fine).error();
    }
    Table table{sheet.name, header->row, std::move(header->columns)};
    RowMaker maker(table, options);
    const auto begin = row_from(sheet, first) - sheet.rows.cbegin();
    for (auto i = static_cast<std::size_t>(begin); i < sheet.rows.size(); ++i) {
        if (auto added = maker.add(std::move(sheet.rows[i])); !added) {
            return std::move(added).error();
        }
    }
    return table;
}

}  // namespace

Expected<Table> table_of(RawSheet sheet, const TableOptions& options) {
    auto table = table_in(sheet, options);
    if (!table) {
        return in_sheet(std::move(table).error(), sheet.name);
    }
    return table;
}

}  // namespace tiendo::declarative
