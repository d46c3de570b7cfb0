#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is to be sent to neighbouring systems (hộp thư đi) and what became of each piece. Rows
/// only: what an outcome means is `tiendo/sync/outbox.hpp`.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Where a delivery stands. Stored: append only, never renumber. The first four are open: they hold
/// up what comes after them in their group.
enum class OutboxState : std::uint8_t {
    waiting = 0,    ///< surely not taken by the other side; will be sent
    sending = 1,    ///< under way in a worker, under a lease
    unknown = 2,    ///< sent, and perhaps taken: asked about, never just sent again
    dead = 3,       ///< surely not taken, and will not be by itself: a person decides
    delivered = 4,  ///< it took effect
    discarded = 5,  ///< given up by a person, with a reason
};
std::string_view to_string(OutboxState state) noexcept;
Result<OutboxState> parse_outbox_state(std::string_view text);
/// Delivered or discarded.
bool has_ended(OutboxState state) noexcept;

/// What a caller puts in, in the transaction of the work that it tells about.
struct NewDelivery {
    ConnectionId connection;
    std::string stream;
    std::string group;  ///< of one group one at a time, in the order put; empty: no order; to 200 B
    std::string key;    ///< 1 to 64 of A-Z, a-z, 0-9, '-', '_': names it for ever
    std::string record;  ///< JSON after the schema of records, on one line, at most 8 MiB
    Instant at;
};

struct OutboxItem {
    std::int64_t number = 0;  ///< given by the store, in the order put
    ConnectionId connection;
    std::string stream;
    std::string group;
    std::string key;
    std::string record;
    std::optional<std::string> original;  ///< the record as it was put, where a person edited it
    std::string purged;  ///< SHA-256 of the record as it was put, where a purge took it; else empty
    OutboxState state = OutboxState::waiting;
    std::int64_t attempts = 0;  ///< how often it was sent, in all
    std::int64_t tries = 0;     ///< failures since it was put, or since a person let it go again
    std::int64_t probes = 0;    ///< questions without an answer since it became unknown
    std::int64_t together = 0;  ///< sent with at most so many, itself counted; 0: no limit
    /// When a worker has to look at it: to send, to ask, or because the lease has ended. Absent:
    /// behind another one of its group, in the hands of a person, or ended.
    std::optional<Instant> next_at;
    std::string lease_owner;  ///< the worker that has it, or empty
    std::string foreign_id;   ///< the other side's name for it
    std::string cause;        ///< word of the ErrorCode of what went wrong last, or empty
    std::string message;      ///< its sentence
    std::string remedy;
    std::string conflict;  ///< two statements about it that cannot both be true; empty: none
    Instant created_at;
    Instant changed_at;
    bool operator==(const OutboxItem&) const = default;
};

enum class PutOutcome : std::uint8_t {
    added,
    known,  ///< the same was put before, whatever became of it: nothing is done
};

/// @return not_found for an unknown connection; conflict where the key was put before with another
/// record, stream, group or connection (also where it was purged since); malformed_input for a bad
/// key, group, stream or record
Result<PutOutcome> put_outbox(Transaction& tx, const NewDelivery& delivery);

/// @return malformed_input for what `put_outbox` would refuse as a record
Result<void> check_outbox_record(std::string_view record);

/// @return not_found
Result<OutboxItem> get_outbox(Transaction& tx, std::string_view key);

struct OutboxFilter {
    std::optional<ConnectionId> connection = {};
    std::optional<OutboxState> state = {};
    std::optional<std::string> cause = {};  ///< word of an ErrorCode
    std::int64_t after = 0;                 ///< numbers above this
    std::int64_t limit = 1000;
};
/// By number. Quick for one open state, however many have ended.
Result<std::vector<OutboxItem>> list_outbox(Transaction& tx, const OutboxFilter& filter);
/// `after` and `limit` are not looked at.
Result<std::int64_t> count_outbox(Transaction& tx, const OutboxFilter& filter);

/// Stores what may change of a delivery: all but number, connection, stream, group, key and
/// created_at. Where it ends, the next one of its group becomes due; where it begins to wait behind
/// an open one of its group, `next_at` is left out.
/// @return false where the delivery no longer stands as in `before` (state, attempts, probes and
/// lease); nothing is changed then
Result<bool> change_outbox(Transaction& tx, const OutboxItem& before, const OutboxItem& after);

/// Which deliveries that have ended lose their records.
struct OutboxPurge {
    std::optional<ConnectionId> connection = {};
    OutboxState state = OutboxState::delivered;  ///< or discarded
    Instant before;                              ///< ended before this
    std::int64_t after = 0;                      ///< numbers above this
    std::int64_t limit = 10'000;                 ///< of one transaction
};
struct PurgedDelivery {
    std::int64_t number = 0;
    std::string key;
    std::string sha256;  ///< of the record as it was put
    bool operator==(const PurgedDelivery&) const = default;
};
/// Takes their records away, and the sentences of the other side with them. Key, state, times and
/// the other side's name stay: what was put once is still known under its key, and counts stay as
/// they were.
/// @return those purged, by number; malformed_input for an open state; not_found
Result<std::vector<PurgedDelivery>> purge_outbox(Transaction& tx, const OutboxPurge& purge);

/// That calls for a connection failed as a whole. Without failures nothing is kept.
struct OutboxGate {
    ConnectionId connection;
    std::int64_t failures = 0;           ///< in a row; while there are any, one is sent at a time
    std::optional<Instant> resume_at{};  ///< nothing is claimed before this
    std::string cause{};                 ///< word of the ErrorCode
    std::string message{};
    std::string remedy{};
    bool operator==(const OutboxGate&) const = default;
};
/// @return not_found for an unknown connection
Result<OutboxGate> get_outbox_gate(Transaction& tx, const ConnectionId& connection);
Result<void> put_outbox_gate(Transaction& tx, const OutboxGate& gate);

enum class OutboxTask : std::uint8_t { send, probe };

struct OutboxClaim {
    ConnectionId connection;
    std::string owner;  ///< names the worker; no two workers may have one name
    Instant now;
    std::chrono::milliseconds lease{600'000};  ///< longer than any call may last
    std::int64_t most = 200;
    std::int64_t most_bytes = std::int64_t{8} << 20U;  ///< of their records; one always goes
};
struct OutboxBatch {
    OutboxTask task = OutboxTask::send;
    std::string stream;
    std::vector<OutboxItem> items;  ///< as they stand after the claim; empty: nothing is due
    std::vector<std::string> lost;  ///< keys whose worker let its lease end: they are unknown now
};
/// Takes what is due for one call: to be sent (`sending`, one more attempt) or to be asked about
/// (stays `unknown`), under a lease. What is `sending` beyond its lease becomes `unknown` first.
/// Nothing is due while the connection is paused or before its gate resumes.
/// @return not_found for an unknown connection
Result<OutboxBatch> claim_outbox(Transaction& tx, const OutboxClaim& claim);

/// When something of a connection is due next; nothing while it is paused or nothing waits.
Result<std::optional<Instant>> next_outbox_at(Transaction& tx, const ConnectionId& connection);

}  // namespace store
}  // namespace tiendo
