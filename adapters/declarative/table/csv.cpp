#include "csv.hpp"

#include "csv_rows.hpp"
#include "csv_text.hpp"
#include "header.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::size_t sample_rows = 100;
constexpr std::size_t sample_columns = 16'384;  // what spreadsheet programs hold

/// How well a separator fits: whether the header is found with it, how many of the first rows have
/// as many cells as most of them, and how many cells these are.
struct Fit {
    bool header = false;
    std::size_t alike = 0;
    std::size_t cells = 0;
    auto operator<=>(const Fit&) const = default;
};

Fit fit_of(std::string_view text, char separator, const TableOptions& options) {
    RawSheet sample;
    TableLimits limits;  // not the caller's: the separator that meets one of those may be right
    limits.columns = sample_columns;
    // A row that breaks off the sample breaks off the reading of the whole too, with its place.
    (void)read_csv_rows(text, separator, sample_rows, limits, sample.rows);
    std::map<std::size_t, std::size_t> rows_with;  // so many cells
    for (const auto& row : sample.rows) {
        ++rows_with[row.cells.size()];
    }
    Fit fit{.header = find_header(sample, options).has_value()};
    for (const auto& [cells, rows] : rows_with) {
        if (cells > 1 && rows >= fit.alike) {
            fit.alike = rows;
            fit.cells = cells;
        }
    }
    return fit;
}

char separator_of(std::string_view text, const TableOptions& options) {
    char best = separators.front();
    Fit most;
    for (const char separator : separators.substr(0, separators.find('|'))) {
        const auto fit = fit_of(text, separator, options);
        if (fit > most) {
            most = fit;
            best = separator;
        }
    }
    return best;
}

/// Excel's "sep=;" on a line of its own, which it does not show as a row.
char take_stated_separator(std::string_view& text) {
    constexpr std::string_view mark = "sep=";
    if (!text.starts_with(mark) || text.size() < mark.size() + 2) {
        return 0;
    }
    const char separator = text[mark.size()];
    const auto behind = text.substr(mark.size() + 1);
    if (separators.find(separator) == std::string_view::npos ||
        (!behind.starts_with('\r') && !behind.starts_with('\n'))) {
        return 0;
    }
    text = behind.substr(behind.starts_with("\r\n") ? 2 : 1);
    return separator;
}

}  // namespace

Expected<Table> read_csv(std::string_view bytes, const TableOptions& options) {
    const auto decoded = csv_text(bytes, options.encoding);
    if (!decoded) {
        return decoded.error();
    }
    std::string_view text = *decoded;
    const char stated = take_stated_separator(text);
    const char separator = options.separator != 0 ? options.separator
                           : stated != 0          ? stated
                                                  : separator_of(text, options);
    RawSheet sheet;
    if (auto read = read_csv_rows(text, separator, 0, options.limits, sheet.rows); !read) {
        return std::move(read).error();
    }
    return table_of(std::move(sheet), options);
}

}  // namespace tiendo::declarative
