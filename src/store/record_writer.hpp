#pragma once

#include "record_rows.hpp"
#include "session.hpp"

#include "tiendo/store/records.hpp"

#include <optional>
#include <span>

namespace tiendo::store {

/// Merges records of one type into its table through prepared statements. Throws what the database
/// throws.
class RecordWriter {
public:
    RecordWriter(Session& session, std::int64_t connection, RecordType type);

    /// @pre each record is of the type and has a day, or is deleted
    PageOutcome put(std::span<const Record> records);

private:
    void merge(const Record& record);
    void remove(const Record& record);
    bool same_as_stored(const Record& record);
    void bind_key(Statement& statement, const Record& record) const;
    void bind_row(Statement& statement) const;
    void name_instruments(const Record& record);
    void forget_instruments(std::int64_t day, const Record& record);

    Session& session_;
    std::int64_t connection_;
    RecordType type_;
    Statement insert_;
    Statement select_;
    Statement update_;
    RowCells row_;
    PageOutcome outcome_;
};

}  // namespace tiendo::store
