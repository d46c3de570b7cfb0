#include "csv.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_bytes = std::size_t{32} << 20U;
constexpr std::size_t limit_rows = 200'000;
constexpr std::size_t limit_columns = 64;

Error wrong_at(std::size_t line, std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
        fmt::format("line {}", line));
}

class Rows {
public:
    explicit Rows(std::string_view text) : text_(text) {
        const auto header = text.substr(0, text.find('\n'));
        const bool semicolons = header.find(',') == std::string_view::npos &&
                                header.find(';') != std::string_view::npos;
        mark_ = semicolons ? ';' : ',';
    }

    [[nodiscard]] bool done() const { return at_ >= text_.size(); }

    /// The next row; one empty cell where the line is empty.
    Result<CsvRow> next() {
        CsvRow row{line_, {}};
        while (true) {
            auto cell = text_.substr(at_).starts_with('"') ? quoted() : plain();
            if (!cell) {
                return std::move(cell).error();
            }
            row.cells.emplace_back(trim(*cell));
            if (row.cells.size() > limit_columns) {
                return wrong_at(row.line, "more than 64 cells", "leave out what is not needed");
            }
            if (done() || text_[at_] != mark_) {
                break;
            }
            ++at_;
        }
        end_line();
        return row;
    }

private:
    Result<std::string> plain() {
        const char ends[] = {mark_, '\n', '\r', '\0'};
        const auto end = std::min(text_.find_first_of(ends, at_), text_.size());
        auto cell = std::string(text_.substr(at_, end - at_));
        at_ = end;
        if (cell.find('"') != std::string::npos) {
            return wrong_at(line_,
                            "a quote stands in the middle of a cell",
                            "put the whole cell in quotes and write each quote in it twice");
        }
        return cell;
    }

    Result<std::string> quoted() {
        const auto begin = line_;
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (done() || text_[at_] != '"') {
                    return closed()
                               ? Result<std::string>(std::move(cell))
                               : wrong_at(line_,
                                          "something stands behind the closing quote of a cell",
                                          "write each quote inside a cell twice");
                }
            }
            line_ += text_[at_] == '\n' ? 1 : 0;
            cell += text_[at_];
        }
        return wrong_at(begin, "a quote is not closed", "close the quote that begins the cell");
    }

    [[nodiscard]] bool closed() const {
        return done() || text_[at_] == mark_ || text_[at_] == '\n' || text_[at_] == '\r';
    }

    void end_line() {
        at_ += !done() && text_[at_] == '\r' ? 1 : 0;
        at_ += !done() && text_[at_] == '\n' ? 1 : 0;
        ++line_;
    }

    std::string_view text_;
    char mark_ = ',';
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

Result<void> check_columns(const CsvRow& header) {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const auto& column = header.cells[i];
        const auto before = header.cells.begin() + static_cast<std::ptrdiff_t>(i);
        if (column.empty() || std::find(header.cells.begin(), before, column) != before) {
            return wrong_at(header.line,
                            column.empty()
                                ? fmt::format("column {} has no name", i + 1)
                                : fmt::format("the column '{}' stands twice", column.substr(0, 40)),
                            "name each column once in the first line");
        }
    }
    return {};
}

}  // namespace

Result<CsvTable> parse_csv(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    if (text.size() > limit_bytes || first_invalid_utf8(text)) {
        return Error{ErrorCode::malformed_input,
                     text.size() > limit_bytes ? "the table is longer than 32 MiB"
                                               : "the table is not UTF-8",
                     "split the table, or save it as CSV UTF-8"};
    }
    CsvTable table;
    for (Rows rows(text); !rows.done();) {
        auto row = rows.next();
        if (!row) {
            return std::move(row).error();
        }
        if (std::ranges::all_of(row->cells, [](const auto& cell) { return cell.empty(); })) {
            continue;
        }
        if (table.columns.empty()) {
            if (auto sound = check_columns(*row); !sound) {
                return std::move(sound).error();
            }
            table.columns = std::move(row->cells);
            continue;
        }
        if (row->cells.size() != table.columns.size()) {
            return wrong_at(
                row->line,
                fmt::format("{} cells under {} columns", row->cells.size(), table.columns.size()),
                "give each line as many cells as the first; put a cell with a comma in "
                "quotes");
        }
        if (table.rows.size() >= limit_rows) {
            return wrong_at(row->line, "more than 200,000 rows", "split the table");
        }
        table.rows.push_back(*std::move(row));
    }
    if (table.columns.empty()) {
        return Error{ErrorCode::malformed_input, "the table is empty", "name the columns first"};
    }
    return table;
}

}  // namespace tiendo::units
