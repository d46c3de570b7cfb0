#pragma once

#include <tiendo/adapter/failure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tables that offices export by hand: CSV and XLSX, read into text.
namespace tiendo::declarative {

enum class TableFormat : std::uint8_t {
    found,  ///< XLSX where the bytes begin as a zip archive, CSV otherwise
    csv,
    xlsx,
};

enum class TableEncoding : std::uint8_t {
    found,  ///< UTF-16 with its mark, otherwise UTF-8
    utf_8,
    utf_16,  ///< with its mark; little endian without one
    windows_1258,
};

/// What a file may cost. A file that needs more is refused, never cut.
struct TableLimits {
    std::size_t bytes = std::size_t{32} << 20U;        ///< of the file; at most 1 GiB
    std::size_t rows = 200'000;                        ///< those above the header too
    std::size_t columns = 256;                         ///< up to the last cell that is not empty
    std::size_t cells = 10'000'000;                    ///< rows times columns
    std::size_t cell_bytes = 100'000;                  ///< of one cell as UTF-8
    std::size_t text_bytes = std::size_t{256} << 20U;  ///< of all cells as UTF-8
    std::size_t zip_entries = 1'000;                   ///< XLSX: parts of the archive
    std::size_t unpacked_bytes = std::size_t{256} << 20U;  ///< XLSX: of all parts that are read
    std::size_t unpacked_ratio = 300;  ///< XLSX: of a part larger than 1 MiB to its packed bytes
    std::size_t xml_depth = 64;        ///< XLSX: elements inside each other
};

struct TableOptions {
    TableFormat format = TableFormat::found;
    /// Header names that must be there, each once. Compared without regard to upper and lower case,
    /// composed and decomposed letters, and runs of blanks and line ends.
    std::vector<std::string> columns{};
    /// Row of the header, counted from 1; 0: the first of the first 100 rows that holds all of
    /// `columns`, or the first that is not empty where none are stated.
    std::size_t header_row = 0;
    /// Rows that the header takes. The name of a column in a header of several rows is made of its
    /// cells from above, each once: "Thời gian / Hẹn trả". `header_row` and the search for
    /// `columns` mean the first of them.
    std::size_t header_rows = 1;
    /// One of `columns` that every row fills; a row that does not (a section's title, a signature)
    /// is left out. Empty: none.
    std::string key_column{};
    /// A row whose first filled cell says one of these, alone or before a colon, a bracket or a
    /// number, is a total and left out. Compared as `columns`.
    std::vector<std::string> total_words{"Tổng", "Tổng cộng", "Tổng số", "Cộng"};
    /// XLSX: the sheet, hidden or not. Empty: the first shown sheet that has the header.
    std::string sheet{};
    /// XLSX: leave out rows that are hidden (by a filter or by hand). Otherwise they are read.
    bool skip_hidden_rows = false;
    /// CSV: ',', ';', tab or '|'. 0: the one that the file states ("sep=;"); else that of the first
    /// three with which the header is found, and most of the first 100 rows have as many cells.
    char separator = 0;
    TableEncoding encoding = TableEncoding::found;  ///< CSV
    TableLimits limits{};
};

struct TableRow {
    std::size_t number = 0;            ///< counted from 1, as a spreadsheet program shows it
    std::vector<std::string> cells{};  ///< as many as the table has columns
};

/// Why a row that is not empty stands not among the rows.
enum class LeftOut : std::uint8_t {
    total,      ///< its first filled cell is one of the words of a total
    no_key,     ///< its cell of the key column is empty
    hidden,     ///< and hidden rows are not wanted
    header,     ///< the header once more, as printed on every page
    numbering,  ///< the columns' numbers below the header: "(1) (2) (3)"
};

struct LeftOutRow {
    std::size_t number = 0;
    LeftOut why = LeftOut::total;
};

/// Header and rows of one file or sheet. All text is UTF-8 without NUL, trimmed of blanks at both
/// ends. It is not normalised: a cell is what the office typed.
///
/// CSV: each cell as it stands. XLSX: a number in plain digits, never "7.9E+13", with the leading
/// zeros of a format such as "000000"; a date by its style as "2021-05-15", with a time of day as
/// "2021-05-15T14:30:00", a time alone as "14:30:00" (whatever is no day of the calendar stays a
/// number); booleans "TRUE" and "FALSE"; errors as shown ("#N/A"); the stored result of a formula.
/// A cell merged over several rows counts for each of them.
struct Table {
    std::string sheet{};                 ///< empty for CSV
    std::size_t header_row = 0;          ///< the first row of the header, counted from 1
    std::vector<std::string> columns{};  ///< may hold empty names, and names twice
    std::vector<TableRow> rows{};
    std::vector<LeftOutRow> left_out{};

    /// The column of that name, compared as TableOptions::columns.
    /// @return nothing where there is none, or more than one
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// @pre column < columns.size()
    /// @return "sheet 'Hồ sơ': row 14: column 'Ngày hẹn trả'"; without sheet for CSV.
    [[nodiscard]] std::string place(const TableRow& row, std::size_t column) const;
};

/// Reads a table. Pure; any thread.
/// @param bytes the whole file
/// @return rejected: the file is broken, hostile, too large, in another encoding, or a formula has
///         no stored result; names sheet, row and column.
///         drift: header or sheet not found, or a wanted column twice.
///         config: the options contradict each other, or XLSX and this build has no reader of it
adapter::Expected<Table> read_table(std::string_view bytes, const TableOptions& options);

}  // namespace tiendo::declarative
