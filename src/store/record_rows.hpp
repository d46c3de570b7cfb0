#pragma once

#include "session.hpp"

#include "tiendo/store/records.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::store {

/// One value of a row, borrowed from the record it was made of.
struct Cell {
    enum class Kind : std::uint8_t { null, integer, text };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    std::string_view text;
};

/// The cells of a record, in the order of its table's columns after (connection, day, id). Made
/// again for each record, without new memory.
struct RowCells {
    std::array<Cell, 15> cells;
    std::size_t size = 0;
    std::string cited;  ///< owns what the cell of a document's references shows

    void fill(const Record& record);
};

struct RecordTable {
    std::string_view name;
    std::string_view columns;  ///< after (connection, day, id)
    std::size_t size;          ///< how many these are
};
const RecordTable& table_of(RecordType type) noexcept;

/// "SELECT <connection id>, r.day, r.id, <column>… FROM <table> r": what the functions below read.
std::string select_rows(RecordType type);
RecordRef ref_of(RecordType type, const Statement& row);
Dossier dossier_of(const Statement& row);
Document document_of(const Statement& row);
Feedback feedback_of(const Statement& row);
Record record_of(RecordType type, const Statement& row);

/// SQL conditions and their numbered values, for the filters of records and figures.
class RecordQuery {
public:
    /// @param given  values that the text names already, as ?1, ?2 …, or leaves out
    RecordQuery(std::string text, const std::vector<std::int64_t>& given);

    RecordQuery& add(std::string_view text) {
        text_ += text;
        return *this;
    }
    /// Puts the parameter's mark ("?7") behind the text and keeps its value.
    RecordQuery& value(std::int64_t number);
    RecordQuery& value(const std::string& text);
    /// " AND …" for each part of the filter; `unit_column` is the one that `filter.units` means.
    RecordQuery& filter(const RecordFilter& filter, std::string_view unit_column);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    void bind(Statement& statement) const;

private:
    RecordQuery& mark();
    RecordQuery& one_of(const std::vector<std::string>& texts);

    std::string text_;
    int count_ = 0;
    std::vector<std::pair<int, std::int64_t>> numbers_;
    std::vector<std::pair<int, std::string>> texts_;
};

/// @return malformed_input for more than 1000 units or connections, or a window that ends before it
///         begins
Result<void> check_filter(const RecordFilter& filter);
Result<void> check_window(const Window& window);
/// The column that `RecordFilter::units` means.
std::string_view unit_column(RecordType type) noexcept;

}  // namespace tiendo::store
