#include "text_tables.hpp"

#include "source_text.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

using Lines = std::vector<Span>;

std::string_view slice(std::string_view text, Span span) {
    return text.substr(span.begin, span.size());
}

/// As they stand between line ends.
Lines lines_of(std::string_view text) {
    Lines lines;
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = begin;
        while (end < text.size() && text[end] != '\n' && text[end] != '\f' && text[end] != '\r') {
            ++end;
        }
        lines.push_back({begin, end});
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

/// Cuts `line` at every `bar` that no backslash stands before.
/// @return nothing for a line of more columns than a page can hold
std::vector<Span> cut(std::string_view text, Span line, char bar) {
    constexpr std::size_t most_columns = 1'000;
    std::vector<Span> cells;
    auto begin = line.begin;
    for (auto at = line.begin; at < line.end; ++at) {
        const bool escaped = at > line.begin && text[at - 1] == '\\' && bar == '|';
        if (text[at] == bar && !escaped) {
            if (cells.size() == most_columns) {
                return {};
            }
            cells.push_back(trimmed(text, {begin, at}));
            begin = at + 1;
        }
    }
    cells.push_back(trimmed(text, {begin, line.end}));
    return cells;
}

/// The cells of a line with bars; those at its ends are none.
std::vector<Span> cells_between_bars(std::string_view text, Span line) {
    line = trimmed(text, line);
    if (line.size() > 0 && text[line.begin] == '|') {
        ++line.begin;
    }
    const bool escaped = line.size() > 1 && text[line.end - 2] == '\\';
    if (line.size() > 0 && text[line.end - 1] == '|' && !escaped) {
        --line.end;
    }
    return cut(text, line, '|');
}

TableRow row_of(std::string_view text, const std::vector<Span>& cells, bool header) {
    TableRow row{trimmed(text, {cells.front().begin, cells.back().end}), {}, header};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Span inside{std::clamp(cells[i].begin, row.span.begin, row.span.end),
                          std::clamp(cells[i].end, row.span.begin, row.span.end)};
        row.cells.push_back({inside, static_cast<int>(i), 1, 1});
    }
    return row;
}

bool has_bar(std::string_view line) {
    return line.find('|') != std::string_view::npos;
}

/// "|---|:--:|": how many columns, 0 for any other line.
std::size_t delimiter_columns(std::string_view text, Span line) {
    const auto signs = slice(text, line);
    if (!has_bar(signs) || signs.find_first_not_of("|-: \t") != std::string_view::npos) {
        return 0;
    }
    const auto cells = cells_between_bars(text, line);
    const bool all = std::ranges::all_of(cells, [&](Span cell) {
        auto rule = slice(text, cell);
        rule.remove_prefix(rule.starts_with(':') ? 1 : 0);
        rule.remove_suffix(rule.ends_with(':') ? 1 : 0);
        return !rule.empty() && rule.find_first_not_of('-') == std::string_view::npos;
    });
    return all ? cells.size() : 0;
}

bool is_border(std::string_view line) {
    return line.size() > 2 && line.starts_with('+') && line.ends_with('+') &&
           line.find_first_not_of("+-=:") == std::string_view::npos &&
           line.find_first_of("-=") != std::string_view::npos;
}

/// Takes tables off the lines one after another.
class Finder {
public:
    explicit Finder(std::string_view text) : text_(text), lines_(lines_of(text)) {}

    TextTables find() && {
        constexpr std::size_t most_cells = 1'000'000;
        for (std::size_t at = 0; at < lines_.size() && cells_ < most_cells;) {
            const bool signs = std::ranges::any_of(
                slice(text_, lines_[at]), [](char c) { return c == '|' || c == '+' || c == '\t'; });
            const auto end =
                signs ? std::max({take_pipes(at), take_grid(at), take_tabs(at)}) : std::size_t{0};
            at = std::max(end, at + 1);
        }
        return std::move(found_);
    }

private:
    /// @return the line behind the table that begins at line `at`, 0 if none does; so do the others
    std::size_t take_pipes(std::size_t at) {
        if (at + 1 >= lines_.size() || !has_bar(line(at))) {
            return 0;
        }
        const auto columns = delimiter_columns(text_, lines_[at + 1]);
        const auto head = cells_between_bars(text_, lines_[at]);
        if (columns == 0 || head.size() != columns) {
            return 0;
        }
        std::vector<TableRow> rows{row_of(text_, head, true)};
        auto end = at + 2;
        for (; end < lines_.size() && has_bar(line(end)); ++end) {
            const auto cells = cells_between_bars(text_, lines_[end]);
            if (cells.empty()) {
                break;
            }
            rows.push_back(row_of(text_, cells, false));
        }
        found_.markdown = true;
        keep(at, end, std::move(rows));
        return end;
    }

    std::size_t take_grid(std::size_t at) {
        if (!is_border(line(at))) {
            return 0;
        }
        std::vector<std::size_t> borders;
        auto end = at;
        for (; end < lines_.size() && (is_border(line(end)) || line(end).starts_with('|')); ++end) {
            if (is_border(line(end))) {
                borders.push_back(end);
            }
        }
        if (borders.size() < 2) {
            return 0;
        }
        if (auto rows = grid_rows(borders); !rows.empty()) {
            keep(at, borders.back() + 1, std::move(rows));
        }
        return borders.back() + 1;
    }

    /// One line between two borders is a row. A head, a rule and many lines are rows too, unless a
    /// rule of "=" says that the lines below it are parted by borders.
    [[nodiscard]] std::vector<TableRow> grid_rows(const std::vector<std::size_t>& borders) const {
        const bool ruled = std::ranges::any_of(
            borders, [&](std::size_t at) { return line(at).find('=') != std::string_view::npos; });
        const bool listed = borders.size() == 3 && !ruled && borders[1] == borders[0] + 2;
        std::vector<TableRow> rows;
        for (std::size_t i = 1; i < borders.size(); ++i) {
            if (borders[i] - borders[i - 1] != 2 && !listed) {
                return {};
            }
            const bool header = borders.size() > 2 && i == 1 &&
                                (listed || line(borders[1]).find('=') != std::string_view::npos);
            for (auto at = borders[i - 1] + 1; at < borders[i]; ++at) {
                const auto cells = cells_between_bars(text_, lines_[at]);
                if (cells.empty()) {
                    return {};
                }
                rows.push_back(row_of(text_, cells, header));
            }
        }
        return rows;
    }

    std::size_t take_tabs(std::size_t at) {
        constexpr std::size_t fewest_columns = 3;
        constexpr std::size_t fewest_rows = 2;
        const auto cells_at = [&](std::size_t i) {
            return slice(text_, lines_[i]).find('\t') == std::string_view::npos
                       ? std::vector<Span>{}
                       : cut(text_, lines_[i], '\t');
        };
        auto cells = cells_at(at);
        const auto columns = cells.size();
        const auto filled = std::ranges::count_if(cells, [](Span cell) { return !cell.empty(); });
        if (static_cast<std::size_t>(filled) < fewest_columns) {
            return 0;
        }
        std::vector<TableRow> rows;
        auto end = at;
        while (cells.size() == columns) {
            rows.push_back(row_of(text_, cells, false));
            ++end;
            cells = end < lines_.size() ? cells_at(end) : std::vector<Span>{};
        }
        if (rows.size() < fewest_rows) {
            return 0;
        }
        keep(at, end, std::move(rows));
        return end;
    }

    void keep(std::size_t first, std::size_t end, std::vector<TableRow> rows) {
        for (const auto& row : rows) {
            cells_ += row.cells.size();
        }
        const auto span = trimmed(text_, {lines_[first].begin, lines_[end - 1].end});
        found_.tables.push_back({span, std::move(rows)});
    }
    /// Without blanks at its ends.
    [[nodiscard]] std::string_view line(std::size_t at) const {
        return slice(text_, trimmed(text_, lines_[at]));
    }

    std::string_view text_;
    Lines lines_;
    std::size_t cells_ = 0;  ///< found so far
    TextTables found_;
};

}  // namespace

TextTables text_tables(std::string_view text) {
    // Most texts have neither sign: then there is nothing to look for.
    if (text.find('|') == std::string_view::npos && text.find('\t') == std::string_view::npos) {
        return {};
    }
    return Finder(text).find();
}

}  // namespace tiendo::reader
