#include "declarative/table.hpp"

#include "csv.hpp"
#include "header.hpp"
#include "header_names.hpp"
#include "xlsx.hpp"

#include <algorithm>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::string_view zip_mark = "PK\x03\x04";
constexpr std::string_view compound_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

Expected<void> check_options(const TableOptions& options) {
    constexpr std::size_t most_header_rows = 10;
    if (options.header_rows == 0 || options.header_rows > most_header_rows) {
        return Failure::config("header_rows is " + std::to_string(options.header_rows),
                               "a header takes 1 to " + std::to_string(most_header_rows) + " rows");
    }
    constexpr std::size_t last_row = 1'048'576;  // of spreadsheet programs
    if (options.header_row > last_row || options.limits.unpacked_ratio == 0) {
        return Failure::config(
            "header_row is beyond " + std::to_string(last_row) + ", or unpacked_ratio is 0",
            "state the row as a spreadsheet program shows it, and a ratio");
    }
    const auto named = [&](const std::string& name) {
        return name_key(name) == name_key(options.key_column);
    };
    if (!options.key_column.empty() && std::ranges::none_of(options.columns, named)) {
        return Failure::config("the key column '" + options.key_column + "' is no wanted column",
                               "name it among the columns too");
    }
    if (options.separator != 0 && separators.find(options.separator) == std::string_view::npos) {
        return Failure::config("the separator is none of comma, semicolon, tab and bar",
                               "state one of these, or none to have it found");
    }
    return {};
}

/// Says what a file is that other programs show as a table.
Expected<void> check_kind(std::string_view bytes, std::size_t limit) {
    constexpr std::size_t most = std::size_t{1} << 30U;
    if (bytes.size() > std::min(limit, most)) {
        return Failure::rejected("the file has " + std::to_string(bytes.size()) +
                                     " bytes, more than the limit of " +
                                     std::to_string(std::min(limit, most)),
                                 "export a shorter period; or raise the limit");
    }
    if (bytes.starts_with(compound_mark)) {
        return Failure::rejected("the file is an old Excel file (.xls), or has a password",
                                 "open it in a spreadsheet program and save it as .xlsx without "
                                 "a password");
    }
    const auto start =
        bytes.substr(std::min(bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n"), bytes.size()));
    if (start.empty()) {
        return Failure::rejected("the file is empty", "export it again");
    }
    if (start.front() == '<') {
        return Failure::rejected("the file is a web page or XML, whatever its name says",
                                 "open it in a spreadsheet program and save it as .xlsx");
    }
    return {};
}

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
    return column_named(columns, name);
}

std::string Table::place(const TableRow& row, std::size_t column) const {
    return (sheet.empty() ? "" : "sheet '" + sheet + "': ") + "row " + std::to_string(row.number) +
           ": column '" + columns[column] + "'";
}

Expected<Table> read_table(std::string_view bytes, const TableOptions& options) {
    if (auto fine = check_options(options); !fine) {
        return std::move(fine).error();
    }
    if (auto fine = check_kind(bytes, options.limits.bytes); !fine) {
        return std::move(fine).error();
    }
    const bool xlsx = options.format == TableFormat::found ? bytes.starts_with(zip_mark)
                                                           : options.format == TableFormat::xlsx;
    return xlsx ? read_xlsx(bytes, options) : read_csv(bytes, options);
}

}  // namespace tiendo::declarative
