#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/outcome.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/store/outbox.hpp"
#include "tiendo/sync/facts.hpp"
#include "tiendo/sync/retry.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What the worker does when a call failed as a whole. docs/outbox.md has the table.
enum class CallReaction : std::uint8_t {
    wait = 0,     ///< transient, rate_limited, busy: the connection waits and tries one alone
    isolate = 1,  ///< rejected, malformed_input, conflict: smaller batches; alone it is dead
    suspect = 2,  ///< drift, internal: as `wait`, and a developer must look
    hold = 3,  ///< config, auth, unsupported …: the connection waits its longest; a person acts
    ask = 4,   ///< outcome_unknown: all of it is unknown
    stop = 5,  ///< cancelled: the run ends, nothing is counted
};
CallReaction call_reaction_to(ErrorCode code) noexcept;

/// A neighbouring system as the outbox sees it: an adapter that was loaded and configured.
struct Sink {
    /// One result for each delivery; what gets none, or two, is unknown. An error: nothing of it
    /// took effect, but for outcome_unknown. An exception counts as outcome_unknown. Blocking;
    /// called from one thread at a time. What it puts into the facts is stored in the transaction
    /// of the results, and not where the call failed as a whole.
    using Call =
        std::function<Result<std::vector<DeliveryResult>>(const std::string& stream,
                                                          const std::vector<plugin::Delivery>&,
                                                          Facts&,
                                                          std::stop_token)>;

    ConnectionId connection;
    Call write;  ///< wanted
    Call probe;  ///< empty: what is unknown is never sent again by itself; a person finds out
};

struct OutboxOptions {
    Clock clock;        ///< wanted
    Random random;      ///< for jitter; wanted
    std::string owner;  ///< names the worker: host, process, thread; wanted, and never shared
    Logger log;
    /// Of one delivery. `attempts` counts since it was put or let go by a person; a peer that asks
    /// for a longer wait than `longest` makes it dead.
    RetryPolicy retry{.attempts = 20,
                      .first_cap = std::chrono::seconds(1),
                      .last_cap = std::chrono::hours(1),
                      .longest = std::chrono::hours(24)};
    /// Of the questions about one unknown delivery; after the last a person has to find out.
    RetryPolicy probe = retry;
    std::chrono::milliseconds lease{600'000};  ///< longer than any call may last
    std::int64_t most = 200;                   ///< deliveries in one call, 1..1000
    std::int64_t most_calls = 100'000;         ///< of one run
};

/// What one run did.
struct OutboxRun {
    ConnectionId connection;
    std::int64_t calls = 0;
    std::int64_t sent = 0;       ///< deliveries handed to `write`
    std::int64_t asked = 0;      ///< deliveries handed to `probe`
    std::int64_t delivered = 0;  ///< that took effect, now or before
    std::int64_t dead = 0;
    std::int64_t unknown = 0;        ///< that became unknown
    std::optional<Error> failure;    ///< of the last call, where it failed as a whole
    std::optional<Instant> next_at;  ///< when it is worth while to run again
};

/// The worker of the outbox (hộp thư đi): sends what is due for one connection and stores what
/// became of it. What it had in hand when it died becomes unknown when its lease ends, and is asked
/// about before anything is sent again.
///
/// Threads: `deliver` by one at a time; any number of workers on one database, each with an owner
/// of its own: a delivery is in one hand at a time.
class Outbox {
public:
    /// @param store borrowed; must outlive the outbox
    Outbox(store::Store& store, OutboxOptions options);

    /// Runs until nothing is due. Never waits: `OutboxRun::next_at` says when to come back.
    /// @return what the store refuses (busy, storage); what the other side did wrong is in
    /// OutboxRun::failure
    [[nodiscard]] Result<OutboxRun> deliver(const Sink& sink, std::stop_token stop) const;

private:
    store::Store* store_;
    OutboxOptions options_;
};

}  // namespace sync
}  // namespace tiendo
