#include "header.hpp"

#include "header_names.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::size_t searched_rows = 100;

/// A heading that is merged over several columns counts for each of them.
void spread_headings(const RawSheet& sheet, std::size_t number, std::vector<std::string>& cells) {
    for (const auto& merged : sheet.merged) {
        if (merged.first_row == number && merged.first_column < cells.size()) {
            const auto end = std::min(merged.last_column + 1, cells.size());
            for (auto column = merged.first_column + 1; column < end; ++column) {
                cells[column] = cells[merged.first_column];
            }
        }
    }
}

/// The names that a header of `rows` rows from `number` on gives.
std::vector<std::string> names_at(const RawSheet& sheet, std::size_t number, std::size_t rows) {
    const auto begin = row_from(sheet, number);
    const auto end = row_from(sheet, number + rows);
    std::size_t width = 0;
    for (auto row = begin; row != end; ++row) {
        width = std::max(width, row->cells.size());
    }
    std::vector<std::string> names(width);
    std::vector<std::string> above(width);
    for (auto row = begin; row != end; ++row) {
        auto cells = row->cells;
        cells.resize(width);
        if (row->number + 1 < number + rows) {  // in the last one, each column has its own
            spread_headings(sheet, row->number, cells);
        }
        for (std::size_t column = 0; column < width; ++column) {
            if (!cells[column].empty() && cells[column] != above[column]) {
                names[column] += (names[column].empty() ? "" : " / ") + cells[column];
                above[column] = std::move(cells[column]);
            }
        }
    }
    return names;
}

std::vector<std::string> keys_of(std::span<const std::string> names) {
    std::vector<std::string> keys;
    keys.reserve(names.size());
    for (const auto& name : names) {
        keys.push_back(name_key(name));
    }
    return keys;
}

/// How many of the wanted columns are there.
std::size_t wanted_in(std::span<const std::string> names, std::span<const std::string> wanted) {
    const auto keys = keys_of(names);
    return static_cast<std::size_t>(std::ranges::count_if(
        wanted, [&](const auto& key) { return std::ranges::count(keys, key) > 0; }));
}

Expected<void> check_wanted(const Header& header, const TableOptions& options) {
    const auto keys = keys_of(header.columns);
    const auto place = "row " + std::to_string(header.row);
    for (const auto& name : options.columns) {
        const auto found = std::ranges::count(keys, name_key(name));
        if (found == 0) {
            return Failure::drift("the header has no column '" + name + "'",
                                  "compare the header of the file with the columns that the "
                                  "profile names")
                .at(place);
        }
        if (found > 1) {
            return Failure::drift("the header has the column '" + name + "' " +
                                      std::to_string(found) + " times",
                                  "give each column a name of its own")
                .at(place);
        }
    }
    return {};
}

/// The row among the first ones that has most of the wanted columns, the first of equal ones.
std::optional<Header> likeliest_header(const RawSheet& sheet, const TableOptions& options) {
    const auto wanted = keys_of(options.columns);
    std::optional<Header> best;
    std::size_t most = 0;
    for (const auto& row : sheet.rows) {
        if (row.number > searched_rows || most == wanted.size()) {
            break;
        }
        auto names = names_at(sheet, row.number, options.header_rows);
        const auto found = wanted_in(names, wanted);
        if (found > most) {
            most = found;
            best = Header{row.number, std::move(names)};
        }
    }
    return best;
}

}  // namespace

std::vector<RawRow>::const_iterator row_from(const RawSheet& sheet, std::size_t number) {
    return std::ranges::lower_bound(sheet.rows, number, {}, &RawRow::number);
}

std::optional<std::size_t> column_named(std::span<const std::string> columns,
                                        std::string_view name) {
    const auto keys = keys_of(columns);
    const auto key = name_key(name);
    const auto found = std::ranges::find(keys, key);
    if (found == keys.end() || std::find(found + 1, keys.end(), key) != keys.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - keys.begin());
}

Expected<Header> find_header(const RawSheet& sheet, const TableOptions& options) {
    std::optional<Header> header;
    if (options.header_row != 0) {
        header =
            Header{options.header_row, names_at(sheet, options.header_row, options.header_rows)};
    } else if (!options.columns.empty()) {
        header = likeliest_header(sheet, options);
    } else if (!sheet.rows.empty()) {
        const auto first = sheet.rows.front().number;
        header = Header{first, names_at(sheet, first, options.header_rows)};
    }
    if (!header || header->columns.empty()) {
        const auto what =
            options.header_row == 0
                ? "no header is among the first " + std::to_string(searched_rows) + " rows"
                : "row " + std::to_string(options.header_row) +
                      ", which is stated to be the header, is empty";
        return Failure::drift(what, "compare the file with the columns that the profile names");
    }
    if (auto fine = check_wanted(*header, options); !fine) {
        return std::move(fine).error();
    }
    return *std::move(header);
}

}  // namespace tiendo::declarative
