#include "tiendo/store/records.hpp"

#include "record_rows.hpp"
#include "record_writer.hpp"
#include "sql.hpp"

#include "tiendo/store/journal.hpp"

#include <algorithm>

namespace tiendo::store {

namespace {

Result<void> check_records(RecordType type, std::span<const Record> records) {
    for (const auto& record : records) {
        const bool fits = record.type == type &&
                          (record.deleted || record.body.index() == static_cast<std::size_t>(type));
        if (!fits) {
            return Error{
                ErrorCode::malformed_input,
                "record '" + record.id.substr(0, 60) + "' is no " + std::string(to_string(type)),
                "put each type's records on their own"};
        }
        if (!record.deleted && !record.day) {
            return Error{ErrorCode::malformed_input,
                         "record '" + record.id.substr(0, 60) + "' has no day",
                         "the adapter must name the day on which it came into being"};
        }
        if (record.id.empty()) {
            return Error{ErrorCode::malformed_input,
                         "a record has no id",
                         "the adapter must name the id of each record"};
        }
    }
    return {};
}

Result<void> check_page(const Page& page) {
    const auto hexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    };
    if (page.digest.size() != 64 ||
        !std::all_of(page.digest.begin(), page.digest.end(), hexadecimal)) {
        return Error{ErrorCode::malformed_input,
                     "the digest of the page is not 64 lower-case hexadecimal digits",
                     "give the SHA-256 of the page as it came"};
    }
    if (page.cursor.text.size() > 4096) {
        return Error{ErrorCode::malformed_input,
                     "a cursor of " + std::to_string(page.cursor.text.size()) + " bytes",
                     "the adapter must keep its cursor within 4096 bytes"};
    }
    return check_records(page.type, page.records);
}

/// @return whether the cursor changed
bool move_cursor(Session& session, const Page& page) {
    Statement select(session, "SELECT cursor FROM stream WHERE connection = ?1 AND stream = ?2");
    select.bind_all(page.connection.str(), page.stream);
    const bool moved = !select.step() || select.view(0) != page.cursor.text;
    select.reset();
    Statement put(session,
                  "INSERT INTO stream VALUES (?1, ?2, ?3, ?4, NULL, 1, ?5, 0, '', '', NULL, NULL) "
                  "ON CONFLICT (connection, stream) DO UPDATE SET cursor = ?3, last_pull_at = ?4, "
                  "pages = pages + 1, records = records + ?5");
    put.bind_all(page.connection.str(),
                 page.stream,
                 page.cursor.text,
                 page.at.unix_ms(),
                 static_cast<std::int64_t>(page.records.size()));
    put.run();
    return moved;
}

std::string json_of(const Page& page, const PageOutcome& outcome) {
    const auto number = [](std::string_view name, std::int64_t value) {
        return ",\"" + std::string(name) + "\":" + std::to_string(value);
    };
    return "{\"stream\":" + json_text(page.stream) + ",\"cursor\":" + json_text(page.cursor.text) +
           number("records", static_cast<std::int64_t>(page.records.size())) +
           number("inserted", outcome.inserted) + number("updated", outcome.updated) +
           number("unchanged", outcome.unchanged) + number("deleted", outcome.deleted) +
           ",\"sha256\":" + json_text(page.digest) + "}";
}

/// Calls `visit` for each row that the filter leaves.
template <typename Stored, typename Make, typename Visit>
Result<void> for_each_row(Transaction& tx,
                          RecordType type,
                          const RecordFilter& filter,
                          const Make& make,
                          const Visit& visit) {
    if (auto sound = check_filter(filter); !sound) {
        return sound;
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        RecordQuery query(select_rows(type) + " WHERE 1 = 1", {});
        query.filter(filter, unit_column(type)).add(" ORDER BY r.connection, r.day, r.id");
        Statement select(session, query.text());
        query.bind(select);
        while (select.step()) {
            if (auto done = visit(Stored{ref_of(type, select), make(select)}); !done) {
                return done;
            }
        }
        return {};
    });
}

}  // namespace

Result<PageOutcome> put_records(Transaction& tx,
                                const ConnectionId& connection,
                                RecordType type,
                                std::span<const Record> records) {
    if (auto sound = check_records(type, records); !sound) {
        return std::move(sound).error();
    }
    return guarded(tx, [&](Session& session) -> Result<PageOutcome> {
        auto number = connection_number(session, connection);
        if (!number) {
            return std::move(number).error();
        }
        return RecordWriter(session, *number, type).put(records);
    });
}

Result<PageOutcome> put_page(Transaction& tx, const Page& page) {
    if (auto sound = check_page(page); !sound) {
        return std::move(sound).error();
    }
    auto outcome = put_records(tx, page.connection, page.type, page.records);
    if (!outcome) {
        return outcome;
    }
    auto moved =
        guarded(tx, [&](Session& session) -> Result<bool> { return move_cursor(session, page); });
    if (!moved) {
        return std::move(moved).error();
    }
    if (*moved || outcome->inserted + outcome->updated + outcome->deleted > 0) {
        auto entry = append(tx,
                            {page.at,
                             page.actor,
                             "records.page",
                             page.connection.str(),
                             {},
                             {},
                             json_of(page, *outcome)});
        if (!entry) {
            return std::move(entry).error();
        }
    }
    return outcome;
}

Result<std::int64_t> remove_records(Transaction& tx, const ConnectionId& connection) {
    return guarded(tx, [&](Session& session) -> Result<std::int64_t> {
        auto number = connection_number(session, connection);
        if (!number) {
            return std::move(number).error();
        }
        std::int64_t removed = 0;
        for (const char* table : {"document_naming", "dossier", "document", "feedback"}) {
            Statement remove(session,
                             "DELETE FROM " + std::string(table) + " WHERE connection = ?1");
            remove.bind(1, *number);
            const auto rows = remove.run();
            removed += table == std::string_view("document_naming") ? 0 : rows;
        }
        return removed;
    });
}

Result<std::optional<Record>> get_record(Transaction& tx, const RecordRef& ref) {
    return guarded(tx, [&](Session& session) -> Result<std::optional<Record>> {
        Statement select(session,
                         select_rows(ref.type) +
                             " WHERE r.connection = (SELECT number FROM connection WHERE id = ?1) "
                             "AND r.day = ?2 AND r.id = ?3");
        select.bind_all(ref.connection.str(), day_number(ref.day), ref.id);
        if (!select.step()) {
            return std::optional<Record>();
        }
        return std::optional(record_of(ref.type, select));
    });
}

Result<void> for_each_dossier(Transaction& tx,
                              const RecordFilter& filter,
                              const DossierVisitor& visit) {
    return for_each_row<StoredDossier>(tx, RecordType::dossier, filter, dossier_of, visit);
}

Result<void> for_each_document(Transaction& tx,
                               const RecordFilter& filter,
                               const DocumentVisitor& visit) {
    return for_each_row<StoredDocument>(tx, RecordType::document, filter, document_of, visit);
}

Result<void> for_each_feedback(Transaction& tx,
                               const RecordFilter& filter,
                               const FeedbackVisitor& visit) {
    return for_each_row<StoredFeedback>(tx, RecordType::feedback, filter, feedback_of, visit);
}

Result<std::vector<StoredDocument>> documents_naming(Transaction& tx,
                                                     std::string_view key,
                                                     Relation relation) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<StoredDocument>> {
        Statement select(session,
                         select_rows(RecordType::document) +
                             " WHERE (r.connection, r.day, r.id) IN (SELECT connection, day, id "
                             "FROM document_naming WHERE key = ?1 AND relation = ?2) "
                             "ORDER BY r.connection, r.day, r.id");
        select.bind_all(key, static_cast<std::int64_t>(relation));
        std::vector<StoredDocument> documents;
        while (select.step()) {
            documents.push_back({ref_of(RecordType::document, select), document_of(select)});
        }
        return documents;
    });
}

Result<std::vector<RecordCount>> count_records(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<std::vector<RecordCount>> {
        Statement select(session,
                         "SELECT c.id, t.type, t.n FROM connection c JOIN ("
                         "SELECT connection, 0 AS type, count(*) AS n FROM dossier GROUP BY 1 "
                         "UNION ALL SELECT connection, 1, count(*) FROM document GROUP BY 1 "
                         "UNION ALL SELECT connection, 2, count(*) FROM feedback GROUP BY 1"
                         ") t ON t.connection = c.number ORDER BY c.id, t.type");
        std::vector<RecordCount> counts;
        while (select.step()) {
            counts.push_back({ConnectionId::of(select.view(0)),
                              static_cast<RecordType>(select.integer(1)),
                              select.integer(2)});
        }
        return counts;
    });
}

Result<std::vector<std::string>> open_feedback_ids(Transaction& tx,
                                                   const ConnectionId& connection) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<std::string>> {
        auto number = connection_number(session, connection);
        if (!number) {
            return std::move(number).error();
        }
        Statement select(session,
                         "SELECT id FROM feedback WHERE connection = ?1 AND closed = 0 "
                         "ORDER BY day, id");
        select.bind(1, *number);
        std::vector<std::string> ids;
        while (select.step()) {
            ids.push_back(select.text(0));
        }
        return ids;
    });
}

}  // namespace tiendo::store
