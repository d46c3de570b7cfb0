#include "record_writer.hpp"

#include "sql.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace tiendo::store {

namespace {

constexpr std::string_view key_matches = " WHERE connection = ?1 AND day = ?2 AND id = ?3";

std::string insert_text(const RecordTable& table) {
    std::string text = "INSERT INTO " + std::string(table.name) + " VALUES (?1, ?2, ?3";
    for (std::size_t i = 0; i < table.size; ++i) {
        text.append(", ?").append(std::to_string(i + 4));
    }
    return text + ") ON CONFLICT (connection, day, id) DO NOTHING";
}

std::string select_text(const RecordTable& table) {
    return "SELECT " + std::string(table.columns) + " FROM " + std::string(table.name) +
           std::string(key_matches);
}

std::string update_text(const RecordTable& table) {
    std::string marks;
    for (std::size_t i = 0; i < table.size; ++i) {
        marks.append(i == 0 ? "?" : ", ?").append(std::to_string(i + 4));
    }
    return "UPDATE " + std::string(table.name) + " SET (" + std::string(table.columns) + ") = (" +
           marks + ")" + std::string(key_matches);
}

/// In the order of the table, so that neighbours in it are written one after the other; of one key
/// the order given stays, so that the later one wins.
std::vector<const Record*> in_key_order(std::span<const Record> records) {
    std::vector<const Record*> order;
    order.reserve(records.size());
    for (const auto& record : records) {
        order.push_back(&record);
    }
    const auto before = [](const Record* a, const Record* b) {
        return a->day != b->day ? a->day < b->day : a->id < b->id;
    };
    // A deletion without a day has no place in that order: then all stay where they were.
    const bool all_have_days = std::all_of(
        records.begin(), records.end(), [](const Record& each) { return each.day.has_value(); });
    if (all_have_days && !std::is_sorted(order.begin(), order.end(), before)) {
        std::stable_sort(order.begin(), order.end(), before);
    }
    return order;
}

}  // namespace

RecordWriter::RecordWriter(Session& session, std::int64_t connection, RecordType type)
    : session_(session),
      connection_(connection),
      type_(type),
      insert_(session, insert_text(table_of(type))),
      select_(session, select_text(table_of(type))),
      update_(session, update_text(table_of(type))) {}

PageOutcome RecordWriter::put(std::span<const Record> records) {
    for (const auto* record : in_key_order(records)) {
        if (record->deleted) {
            remove(*record);
        } else {
            merge(*record);
        }
    }
    return outcome_;
}

void RecordWriter::merge(const Record& record) {
    row_.fill(record);
    bind_key(insert_, record);
    bind_row(insert_);
    if (insert_.run() == 1) {
        ++outcome_.inserted;
    } else if (same_as_stored(record)) {
        ++outcome_.unchanged;
        return;
    } else {
        bind_key(update_, record);
        bind_row(update_);
        update_.run();
        ++outcome_.updated;
    }
    if (type_ == RecordType::document) {
        forget_instruments(day_number(*record.day), record);
        name_instruments(record);
    }
}

void RecordWriter::remove(const Record& record) {
    const std::string table(table_of(type_).name);
    std::vector<std::int64_t> days;
    if (record.day) {
        days.push_back(day_number(*record.day));
    } else {
        // Walks the connection's rows: rare, and an index over foreign ids would cost each insert.
        Statement find(session_, "SELECT day FROM " + table + " WHERE connection = ?1 AND id = ?2");
        find.bind_all(connection_, record.id);
        while (find.step()) {
            days.push_back(find.integer(0));
        }
    }
    std::int64_t removed = 0;
    for (const auto day : days) {
        Statement strike(session_, "DELETE FROM " + table + std::string(key_matches));
        strike.bind_all(connection_, day, record.id);
        removed += strike.run();
        if (type_ == RecordType::document) {
            forget_instruments(day, record);
        }
    }
    outcome_.deleted += removed;
    outcome_.unchanged += removed == 0 ? 1 : 0;
}

bool RecordWriter::same_as_stored(const Record& record) {
    bind_key(select_, record);
    bool same = select_.step();
    for (std::size_t i = 0; same && i < row_.size; ++i) {
        const auto& cell = row_.cells.at(i);
        const auto column = static_cast<int>(i);
        switch (cell.kind) {
            case Cell::Kind::null: same = select_.is_null(column); break;
            case Cell::Kind::integer:
                same = !select_.is_null(column) && select_.integer(column) == cell.integer;
                break;
            case Cell::Kind::text:
                same = !select_.is_null(column) && select_.view(column) == cell.text;
                break;
        }
    }
    select_.reset();
    return same;
}

void RecordWriter::bind_key(Statement& statement, const Record& record) const {
    statement.bind_all(connection_, day_number(*record.day), record.id);
}

void RecordWriter::bind_row(Statement& statement) const {
    for (std::size_t i = 0; i < row_.size; ++i) {
        const auto& cell = row_.cells.at(i);
        const auto index = static_cast<int>(i) + 4;
        switch (cell.kind) {
            case Cell::Kind::null: statement.bind_null(index); break;
            case Cell::Kind::integer: statement.bind(index, cell.integer); break;
            case Cell::Kind::text: statement.bind(index, cell.text); break;
        }
    }
}

void RecordWriter::name_instruments(const Record& record) {
    const auto& document = std::get<Document>(record.body);
    std::set<std::pair<std::string, Relation>> names;
    for (const auto& reference : document.references) {
        names.emplace(citation_key(reference), Relation::cites);
    }
    if (document.reply_to) {
        names.emplace(citation_key(*document.reply_to), Relation::replies);
    }
    names.emplace(citation_key(document.number), Relation::is_itself);
    Statement insert(session_, "INSERT INTO document_naming VALUES (?1, ?2, ?3, ?4, ?5)");
    for (const auto& [key, relation] : names) {
        if (!key.empty()) {
            insert.bind_all(key,
                            static_cast<std::int64_t>(relation),
                            connection_,
                            day_number(*record.day),
                            record.id);
            insert.run();
        }
    }
}

void RecordWriter::forget_instruments(std::int64_t day, const Record& record) {
    Statement forget(session_, "DELETE FROM document_naming" + std::string(key_matches));
    forget.bind_all(connection_, day, record.id);
    forget.run();
}

}  // namespace tiendo::store
