// What of the outbox is due, and for whom.
#include "outbox_rows.hpp"

#include "tiendo/store/connections.hpp"

#include <algorithm>

namespace tiendo::store {

namespace {

OutboxGate gate_of(Session& session, const ConnectionId& connection, std::int64_t number) {
    OutboxGate gate;
    gate.connection = connection;
    Statement select(session,
                     "SELECT failures, resume_at, cause, message, remedy FROM outbox_gate "
                     "WHERE connection = ?1");
    select.bind(1, number);
    if (select.step()) {
        gate.failures = select.integer(0);
        gate.resume_at = instant_of(select.maybe_integer(1));
        gate.cause = select.text(2);
        gate.message = select.text(3);
        gate.remedy = select.text(4);
    }
    return gate;
}

bool is_paused(Session& session, std::int64_t connection) {
    Statement select(session, "SELECT state FROM connection WHERE number = ?1");
    select.bind(1, connection);
    return select.step() && select.integer(0) == static_cast<std::int64_t>(ConnectionState::paused);
}

/// Nobody knows what became of what a worker had when its lease ended.
std::vector<std::string> give_up_leases(Session& session,
                                        std::int64_t connection,
                                        const Instant& now) {
    Statement update(
        session,
        "UPDATE outbox SET state = 2, probes = 0, lease_owner = '', changed_at = ?2, "
        "cause = 'outcome_unknown', "
        "message = 'the worker that sent it said nothing before its lease ended', remedy = '' "
        "WHERE connection = ?1 AND state = 1 AND next_at IS NOT NULL AND next_at <= ?2 "
        "RETURNING key");
    update.bind_all(connection, now.unix_ms());
    std::vector<std::string> keys;
    while (update.step()) {
        keys.push_back(update.text(0));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// Fills a batch with what may go in one call: of one stream, within all limits.
class BatchBuilder {
public:
    BatchBuilder(const OutboxClaim& claim, std::int64_t most, OutboxBatch& batch)
        : claim_(claim), most_(most), batch_(batch) {}

    [[nodiscard]] bool is_full() const {
        return static_cast<std::int64_t>(batch_.items.size()) >= most_;
    }
    void offer(const Statement& row) {
        constexpr int stream = 2;
        constexpr int together = 9;
        constexpr int record = 19;
        const auto limit = row.integer(together) == 0 ? most_ : row.integer(together);
        const auto count = static_cast<std::int64_t>(batch_.items.size()) + 1;
        const auto size = static_cast<std::int64_t>(row.view(record).size());
        if (batch_.items.empty()) {
            batch_.stream = row.text(stream);
        } else if (row.view(stream) != batch_.stream || count > limit ||
                   bytes_ + size > claim_.most_bytes) {
            return;
        }
        most_ = std::min(most_, limit);
        bytes_ += size;
        batch_.items.push_back(outbox_item_of(row));
    }

private:
    const OutboxClaim& claim_;
    std::int64_t most_;
    std::int64_t bytes_ = 0;
    OutboxBatch& batch_;
};

/// When the first of a connection's deliveries in this state is due.
std::optional<std::int64_t> first_due(Session& session,
                                      std::int64_t connection,
                                      OutboxState state) {
    Statement select(session,
                     "SELECT min(next_at) FROM outbox WHERE connection = ?1 AND state = ?2 AND "
                     "next_at IS NOT NULL");
    select.bind_all(connection, static_cast<std::int64_t>(state));
    select.step();
    return select.maybe_integer(0);
}

void choose(Session& session,
            const OutboxClaim& claim,
            std::int64_t connection,
            std::int64_t most,
            OutboxBatch& batch) {
    const auto to_send = first_due(session, connection, OutboxState::waiting);
    const auto to_ask = first_due(session, connection, OutboxState::unknown);
    const bool ask = to_ask && (!to_send || *to_ask <= *to_send);
    batch.task = ask ? OutboxTask::probe : OutboxTask::send;
    // Passing over what belongs to other calls has an end too.
    constexpr std::int64_t looked_at_for_one = 4;
    BatchBuilder builder(claim, most, batch);
    Statement due(session,
                  std::string(select_outbox) +
                      " WHERE o.connection = ?1 AND o.state = ?2 AND o.next_at IS NOT NULL AND "
                      "o.next_at <= ?3 ORDER BY o.next_at, o.number LIMIT ?4");
    due.bind_all(connection,
                 static_cast<std::int64_t>(ask ? OutboxState::unknown : OutboxState::waiting),
                 claim.now.unix_ms(),
                 looked_at_for_one * most);
    while (!builder.is_full() && due.step()) {
        builder.offer(due);
    }
}

/// @post the items of the batch read as they are stored
void take(Session& session, const OutboxClaim& claim, OutboxBatch& batch) {
    const bool sends = batch.task == OutboxTask::send;
    const auto until = claim.now.plus(claim.lease);
    Statement update(session,
                     "UPDATE outbox SET state = ?2, attempts = ?3, lease_owner = ?4, next_at = ?5, "
                     "changed_at = ?6 WHERE number = ?1");
    for (auto& item : batch.items) {
        item.state = sends ? OutboxState::sending : OutboxState::unknown;
        item.attempts += sends ? 1 : 0;
        item.lease_owner = claim.owner;
        item.next_at = until;
        item.changed_at = claim.now;
        update.bind_all(item.number,
                        static_cast<std::int64_t>(item.state),
                        item.attempts,
                        item.lease_owner,
                        until.unix_ms(),
                        claim.now.unix_ms());
        update.run();
    }
}

}  // namespace

Result<OutboxGate> get_outbox_gate(Transaction& tx, const ConnectionId& connection) {
    return guarded(tx, [&](Session& session) -> Result<OutboxGate> {
        auto number = connection_number(session, connection);
        return number ? Result<OutboxGate>(gate_of(session, connection, *number))
                      : std::move(number).error();
    });
}

Result<void> put_outbox_gate(Transaction& tx, const OutboxGate& gate) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto number = connection_number(session, gate.connection);
        if (!number) {
            return std::move(number).error();
        }
        if (gate.failures == 0) {
            Statement remove(session, "DELETE FROM outbox_gate WHERE connection = ?1");
            remove.bind(1, *number);
            remove.run();
            return {};
        }
        Statement put(session,
                      "INSERT INTO outbox_gate (connection, failures, resume_at, cause, message, "
                      "remedy) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (connection) DO UPDATE "
                      "SET failures = ?2, resume_at = ?3, cause = ?4, message = ?5, remedy = ?6");
        put.bind_all(
            *number, gate.failures, ms_of(gate.resume_at), gate.cause, gate.message, gate.remedy);
        put.run();
        return {};
    });
}

Result<OutboxBatch> claim_outbox(Transaction& tx, const OutboxClaim& claim) {
    return guarded(tx, [&](Session& session) -> Result<OutboxBatch> {
        auto number = connection_number(session, claim.connection);
        if (!number) {
            return std::move(number).error();
        }
        OutboxBatch batch;
        batch.lost = give_up_leases(session, *number, claim.now);
        const auto gate = gate_of(session, claim.connection, *number);
        if (is_paused(session, *number) || gate.resume_at > claim.now) {
            return batch;
        }
        choose(session, claim, *number, gate.failures > 0 ? 1 : claim.most, batch);
        take(session, claim, batch);
        return batch;
    });
}

Result<std::optional<Instant>> next_outbox_at(Transaction& tx, const ConnectionId& connection) {
    return guarded(tx, [&](Session& session) -> Result<std::optional<Instant>> {
        auto number = connection_number(session, connection);
        if (!number) {
            return std::move(number).error();
        }
        std::optional<std::int64_t> first;
        for (const auto state :
             {OutboxState::waiting, OutboxState::sending, OutboxState::unknown}) {
            const auto due = first_due(session, *number, state);
            first = due && (!first || *due < *first) ? due : first;
        }
        const auto next = instant_of(first);
        if (!next || is_paused(session, *number)) {
            return std::optional<Instant>();
        }
        const auto resume_at = gate_of(session, connection, *number).resume_at;
        return resume_at ? std::optional(std::max(*resume_at, *next)) : next;
    });
}

}  // namespace tiendo::store
