#pragma once

#include "declarative/table.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What the readers of CSV and XLSX agree on before anybody has looked for a header.
namespace tiendo::declarative {

/// A row that is not empty.
struct RawRow {
    std::size_t number = 0;  ///< counted from 1
    bool hidden = false;
    std::vector<std::string> cells{};       ///< trimmed; up to the last one that is not empty
    std::vector<std::size_t> uncomputed{};  ///< columns whose formula has no stored result
};

/// Cells that are merged into one, both corners included.
struct MergedCells {
    std::size_t first_row = 0;  ///< counted from 1
    std::size_t last_row = 0;
    std::size_t first_column = 0;  ///< counted from 0
    std::size_t last_column = 0;
};

struct RawSheet {
    std::string name{};          ///< empty for CSV
    std::vector<RawRow> rows{};  ///< by number, each once
    std::vector<MergedCells> merged{};
};

/// Finds the header and makes the table.
/// @return drift: no header, or a wanted column twice; rejected: a CSV row longer than the header,
///         a formula without a result
adapter::Expected<Table> table_of(RawSheet sheet, const TableOptions& options);

/// "row 14: column C"
std::string cell_place(std::size_t row, std::size_t column);
/// "C"
std::string column_letters(std::size_t column);

/// Puts "sheet 'Hồ sơ'" in front; nothing for CSV.
adapter::Failure in_sheet(adapter::Failure failure, std::string_view sheet);

/// Without blanks, line ends and U+00A0 at both ends.
std::string_view trimmed(std::string_view text) noexcept;

/// Adds cells to rows and keeps count of what they cost. Its failures name no place.
class CellCounter {
public:
    explicit CellCounter(const TableLimits& limits)
        : limits_(&limits), cells_(limits.cells), text_(limits.text_bytes) {}

    /// Puts `text` into column `column`; an empty one takes no room.
    /// @return rejected: beyond a limit
    adapter::Expected<void> add(RawRow& row, std::size_t column, std::string_view text);
    /// Widens a row, as empty cells do.
    adapter::Expected<void> widen(std::vector<std::string>& cells, std::size_t width);
    /// Keeps a row unless it is empty.
    adapter::Expected<void> keep(std::vector<RawRow>& rows, RawRow row) const;

private:
    const TableLimits* limits_;
    std::size_t cells_;  // that are left
    std::size_t text_;   // bytes that are left
};

}  // namespace tiendo::declarative
