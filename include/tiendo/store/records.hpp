#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Records of neighbouring systems: written page by page, read one by one or in a stream. Figures
/// over them are in figures.hpp.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// What a page changed.
struct PageOutcome {
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;  ///< also: deletion of what was not there
    std::int64_t deleted = 0;
    bool operator==(const PageOutcome&) const = default;
};

/// Merges records in any order; of two with one key the later one stays. Writes no journal and no
/// cursor: `put_page` does.
/// @return not_found for an unknown connection; malformed_input for a record of another type or
///         (unless deleted) without a day: then nothing of them was written
Result<PageOutcome> put_records(Transaction& tx,
                                const ConnectionId& connection,
                                RecordType type,
                                std::span<const Record> records);

/// One page of a stream and the cursor behind it.
struct Page {
    ConnectionId connection;
    std::string stream;
    RecordType type = RecordType::dossier;
    std::span<const Record> records;  ///< borrowed for the call
    Cursor cursor;                    ///< behind this page
    Instant at;                       ///< when it was read
    std::string actor;                ///< for the journal: "sync"
    std::string digest;               ///< SHA-256 of the page as it came, 64 hexadecimal digits
};
/// Merges the records, moves the stream's cursor (pages + 1, records + n, last_pull_at) and appends
/// one journal entry "records.page" with connection, stream, cursor, counts and digest. A page
/// that changes neither a record nor the cursor leaves no journal entry.
/// @return as put_records; malformed_input for a cursor over 4 KiB or a digest of another form
Result<PageOutcome> put_page(Transaction& tx, const Page& page);

/// All records of a connection go, with what points at them in this layer's indexes.
/// @return how many
Result<std::int64_t> remove_records(Transaction& tx, const ConnectionId& connection);

/// The record as last read; absent where there is none.
Result<std::optional<Record>> get_record(Transaction& tx, const RecordRef& ref);

struct StoredDossier {
    RecordRef ref;
    Dossier dossier;
    bool operator==(const StoredDossier&) const = default;
};
struct StoredDocument {
    RecordRef ref;
    Document document;
    bool operator==(const StoredDocument&) const = default;
};
struct StoredFeedback {
    RecordRef ref;
    Feedback feedback;
    bool operator==(const StoredFeedback&) const = default;
};

/// Which records; an empty member means all.
struct RecordFilter {
    std::vector<ConnectionId> connections = {};
    /// Of dossiers the unit's code, of documents the issuer's code, of feedback the agency as
    /// written; at most 1000.
    std::vector<std::string> units = {};
    std::optional<Window> days = {};  ///< day of origin (Record::day) inside
};

/// Called for each row; an error ends the reading and is handed on.
using DossierVisitor = std::function<Result<void>(const StoredDossier&)>;
using DocumentVisitor = std::function<Result<void>(const StoredDocument&)>;
using FeedbackVisitor = std::function<Result<void>(const StoredFeedback&)>;

/// By connection (in the order in which they were added), day and id; memory does not grow with the
/// number of rows. The visitor must not write into these tables through the same transaction.
Result<void> for_each_dossier(Transaction& tx,
                              const RecordFilter& filter,
                              const DossierVisitor& visit);
Result<void> for_each_document(Transaction& tx,
                               const RecordFilter& filter,
                               const DocumentVisitor& visit);
Result<void> for_each_feedback(Transaction& tx,
                               const RecordFilter& filter,
                               const FeedbackVisitor& visit);

/// How a document names an instrument.
enum class Relation : std::uint8_t {
    cites = 0,     ///< among Document::references
    replies = 1,   ///< Document::reply_to
    is_itself = 2  ///< Document::number
};
/// Documents that name the instrument of this number in that way.
/// @param key  `citation_key` of the number
Result<std::vector<StoredDocument>> documents_naming(Transaction& tx,
                                                     std::string_view key,
                                                     Relation relation);

struct RecordCount {
    ConnectionId connection;
    RecordType type = RecordType::dossier;
    std::int64_t count = 0;
    bool operator==(const RecordCount&) const = default;
};
/// By connection and type, those without rows left out.
Result<std::vector<RecordCount>> count_records(Transaction& tx);

/// Ids of the feedback that is known and not closed: to be read again by adapters whose system has
/// no change feed. By day and id.
Result<std::vector<std::string>> open_feedback_ids(Transaction& tx, const ConnectionId& connection);

}  // namespace store
}  // namespace tiendo
