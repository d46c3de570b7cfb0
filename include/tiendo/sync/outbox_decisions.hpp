#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/outcome.hpp"
#include "tiendo/store/outbox.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What people, and systems that call us, decide about deliveries. Each decision is an entry of the
/// journal, in the same transaction. Nothing here removes a delivery; a purge takes its record.
namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

struct Decision {
    std::string actor;  ///< office, function or program; never a citizen
    std::string why;    ///< wanted
    Instant at;
};

/// What somebody says became of a delivery.
struct OutcomeReport {
    std::string key;
    Outcome outcome = Outcome::accepted;  ///< not `unknown`; `retry` and `absent`: never arrived
    std::string id = {};                  ///< the other side's name for it
    std::string message = {};             ///< why not
};
enum class Reported : std::uint8_t {
    taken = 0,     ///< the delivery stands otherwise now
    agreed = 1,    ///< it stood so already
    conflict = 2,  ///< it contradicts what was known: OutboxItem::conflict and the journal tell
};
/// Takes the truth, however late: a delivery that was accepted is delivered, whether it was
/// waiting, unknown, dead or discarded; one that was rejected is dead, if it was not delivered; an
/// unknown one that never arrived waits again. Of two truths that exclude each other, accepted
/// stands, and the conflict is kept.
/// @return not_found; malformed_input for `unknown` or a decision without actor or reason; conflict
/// for "never arrived" of one that is being sent
Result<Reported> report_outcome(store::Transaction& tx,
                                const OutcomeReport& report,
                                const Decision& decision);

/// Replaces the record of a waiting or dead delivery; it stays where it is. The key stays too, and
/// the first record is kept beside the new one.
/// @return not_found; malformed_input; conflict in another state
Result<void> edit_delivery(store::Transaction& tx,
                           std::string_view key,
                           std::string_view record,
                           const Decision& decision);

/// Lets a dead delivery go again, in its old place of its group; or has an unknown one asked about
/// again. (An unknown one is sent again only when somebody reports that it never arrived.)
/// @return not_found; malformed_input; conflict in another state
Result<void> retry_delivery(store::Transaction& tx, std::string_view key, const Decision& decision);

/// Gives up a waiting, unknown or dead delivery; what stands behind it in its group goes on.
/// @return not_found; malformed_input; conflict in another state
Result<void> discard_delivery(store::Transaction& tx,
                              std::string_view key,
                              const Decision& decision);

/// Many at once: one entry in the journal for all, with their number and a digest of their keys.
struct Selection {
    ConnectionId connection;
    store::OutboxState state = store::OutboxState::dead;
    std::optional<std::string> cause = {};  ///< word of an ErrorCode; absent: all
};
/// @return how many; not_found, malformed_input; conflict for a state it does not apply to
Result<std::int64_t> retry_deliveries(store::Transaction& tx,
                                      const Selection& selection,
                                      const Decision& decision);
Result<std::int64_t> discard_deliveries(store::Transaction& tx,
                                        const Selection& selection,
                                        const Decision& decision);

/// What one step of a purge did.
struct PurgeStep {
    std::int64_t count = 0;
    std::int64_t last = 0;  ///< number of the last one: where the next step begins
};
/// Takes the records of deliveries that have ended, `purge.limit` in one step; one entry in the
/// journal with their number and the SHA-256 of "KEY DIGEST\n" for each, where DIGEST is the one
/// that is kept in the place of the record.
/// @return as store::purge_outbox; malformed_input for a decision without actor or reason
Result<PurgeStep> purge_deliveries(store::Transaction& tx,
                                   const store::OutboxPurge& purge,
                                   const Decision& decision);

/// Lets a connection that waits after a failed call go on at once: its credentials were renewed.
/// @return not_found; malformed_input
Result<void> resume_outbox(store::Transaction& tx,
                           const ConnectionId& connection,
                           const Decision& decision);

}  // namespace sync
}  // namespace tiendo
