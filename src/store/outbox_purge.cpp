// What of the outbox has ended and need not be kept.
#include "sql.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/store/outbox.hpp"

namespace tiendo::store {

namespace {

/// Walks over the records, not over all deliveries: those that were purged before cost nothing.
std::vector<PurgedDelivery> choose(Session& session,
                                   const OutboxPurge& purge,
                                   std::optional<std::int64_t> connection) {
    Statement select(session,
                     "SELECT r.number, o.key, coalesce(r.original, r.record) "
                     "FROM outbox_record r CROSS JOIN outbox o ON o.number = r.number "
                     "WHERE r.number > ?1 AND o.state = ?2 AND o.changed_at < ?3 "
                     "AND (?4 IS NULL OR o.connection = ?4) ORDER BY r.number LIMIT ?5");
    select.bind_all(purge.after,
                    static_cast<std::int64_t>(purge.state),
                    purge.before.unix_ms(),
                    connection,
                    purge.limit);
    std::vector<PurgedDelivery> chosen;
    while (select.step()) {
        chosen.push_back({select.integer(0), select.text(1), sha256_hex(select.view(2))});
    }
    return chosen;
}

void take_away(Session& session, const std::vector<PurgedDelivery>& chosen) {
    Statement remove(session, "DELETE FROM outbox_record WHERE number = ?1");
    Statement keep(session, "INSERT INTO outbox_purged (number, sha256) VALUES (?1, ?2)");
    Statement forget(session, "UPDATE outbox SET message = '', remedy = '' WHERE number = ?1");
    for (const auto& each : chosen) {
        remove.bind_all(each.number);
        remove.run();
        keep.bind_all(each.number, each.sha256);
        keep.run();
        forget.bind_all(each.number);
        forget.run();
    }
}

}  // namespace

Result<std::vector<PurgedDelivery>> purge_outbox(Transaction& tx, const OutboxPurge& purge) {
    if (!has_ended(purge.state)) {
        return Error{
            ErrorCode::malformed_input,
            "deliveries that are " + std::string(to_string(purge.state)) + " are not purged",
            "purge those that are delivered or discarded"};
    }
    return guarded(tx, [&](Session& session) -> Result<std::vector<PurgedDelivery>> {
        std::optional<std::int64_t> connection;
        if (purge.connection) {
            auto number = connection_number(session, *purge.connection);
            if (!number) {
                return std::move(number).error();
            }
            connection = *number;
        }
        auto chosen = choose(session, purge, connection);
        take_away(session, chosen);
        return chosen;
    });
}

}  // namespace tiendo::store
