#include "csv.hpp"

#include <cstddef>
#include <utility>

namespace lich_tiep_dan {

namespace {

constexpr std::size_t most_rows = 100'001;
constexpr std::size_t most_columns = 64;

/// Takes one cell off the front of `rest`, up to but without the comma or line end behind it.
std::optional<std::string> take_cell(std::string_view& rest) {
    if (!rest.starts_with('"')) {
        const auto cell = rest.substr(0, rest.find_first_of(",\r\n"));
        rest.remove_prefix(cell.size());
        return cell.find('"') == std::string_view::npos ? std::optional<std::string>(cell)
                                                        : std::nullopt;
    }
    std::string cell;
    rest.remove_prefix(1);
    while (true) {
        const auto quote = rest.find('"');
        if (quote == std::string_view::npos) {
            return std::nullopt;
        }
        cell += rest.substr(0, quote);
        rest.remove_prefix(quote + 1);
        if (!rest.starts_with('"')) {
            return cell;
        }
        cell += '"';
        rest.remove_prefix(1);
    }
}

/// Takes a line end off; true at the end of the text too.
bool take_line_end(std::string_view& rest) {
    if (rest.starts_with("\r\n")) {
        rest.remove_prefix(2);
        return true;
    }
    if (rest.starts_with('\n')) {
        rest.remove_prefix(1);
        return true;
    }
    return rest.empty();
}

std::optional<Row> take_row(std::string_view& rest) {
    Row row;
    while (true) {
        auto cell = take_cell(rest);
        if (!cell || row.size() == most_columns) {
            return std::nullopt;
        }
        row.push_back(*std::move(cell));
        if (take_line_end(rest)) {
            return row;
        }
        if (!rest.starts_with(',')) {
            return std::nullopt;
        }
        rest.remove_prefix(1);
    }
}

}  // namespace

std::optional<std::vector<Row>> parse_csv(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    std::vector<Row> rows;
    while (!text.empty()) {
        auto row = take_row(text);
        if (!row || rows.size() == most_rows) {
            return std::nullopt;
        }
        if (row->size() > 1 || !row->front().empty()) {
            rows.push_back(*std::move(row));
        }
    }
    return rows;
}

}  // namespace lich_tiep_dan
