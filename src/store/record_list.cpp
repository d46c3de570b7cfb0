#include "tiendo/store/record_list.hpp"

#include "record_rows.hpp"
#include "sql.hpp"

#include <algorithm>
#include <limits>

namespace tiendo::store {

namespace {

constexpr std::int64_t most_records = 10'000;

/// The days that have records, newest first, each found by one step in the key: the table has no
/// index over foreign ids, which would cost each insert.
std::string days_of(const std::string& table) {
    return "WITH RECURSIVE each(day) AS ("
           "SELECT max(day) FROM " +
           table +
           " WHERE connection = ?1 AND day <= ?3 UNION ALL "
           "SELECT (SELECT max(t.day) FROM " +
           table +
           " t WHERE t.connection = ?1 AND t.day < each.day) FROM each WHERE each.day > ?2) ";
}

/// The plus signs keep SQLite from walking the whole range of days where it could step.
std::string text_of(const RecordListQuery& query) {
    const bool one = !query.id.empty();
    auto text = one ? days_of(std::string(table_of(query.type).name)) : std::string();
    text += select_rows(query.type) + " WHERE r.connection = ?1";
    text += one ? " AND r.day IN (SELECT day FROM each) AND +r.day BETWEEN ?2 AND ?3"
                : " AND r.day BETWEEN ?2 AND ?3";
    if (query.before) {
        text += one ? " AND (+r.day, r.id) < (?5, ?6)" : " AND (r.day, r.id) < (?5, ?6)";
    }
    if (one) {
        text += query.before ? " AND r.id = ?7" : " AND r.id = ?5";
    }
    return text + " ORDER BY r.day DESC, r.id DESC LIMIT ?4";
}

void bind(Statement& select, const RecordListQuery& query, std::int64_t connection) {
    using Limits = std::numeric_limits<std::int64_t>;
    auto last = query.until_day ? day_number(*query.until_day) : Limits::max();
    if (query.before) {  // the range itself ends there, and not only what is taken from it
        last = std::min(last, day_number(query.before->day));
    }
    select.bind_all(connection,
                    query.from_day ? day_number(*query.from_day) : Limits::min(),
                    last,
                    query.limit);
    int index = 4;
    if (query.before) {
        select.bind(++index, day_number(query.before->day));
        select.bind(++index, query.before->id);
    }
    if (!query.id.empty()) {
        select.bind(++index, query.id);
    }
}

}  // namespace

Result<std::vector<Record>> list_records(Transaction& tx, const RecordListQuery& query) {
    if (query.limit < 1 || query.limit > most_records) {
        return Error{ErrorCode::malformed_input,
                     "a list of " + std::to_string(query.limit) + " records is asked for",
                     "ask for 1 to 10000"};
    }
    return guarded(tx, [&](Session& session) -> Result<std::vector<Record>> {
        auto number = connection_number(session, query.connection);
        if (!number) {
            return std::move(number).error();
        }
        Statement select(session, text_of(query));
        bind(select, query, *number);
        std::vector<Record> records;
        while (select.step()) {
            records.push_back(record_of(query.type, select));
        }
        return records;
    });
}

}  // namespace tiendo::store
