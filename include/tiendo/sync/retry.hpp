#pragma once

#include "tiendo/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What the hub does after a failure of a neighbouring system.
enum class Reaction : std::uint8_t {
    retry = 0,  ///< wait and ask again: transient, rate_limited
    stop = 1,   ///< this connection ends its pull; a person must act: config, auth, drift …
};
Reaction reaction_to(ErrorCode code) noexcept;

/// How long to wait between tries. Full jitter: each wait is drawn evenly from (0, cap], so that
/// many hubs that lost one peer at the same moment do not come back at the same moment.
struct RetryPolicy {
    int attempts = 6;                            ///< tries for one page in all, 1..100
    std::chrono::milliseconds first_cap{500};    ///< cap of the first wait; doubles with each
    std::chrono::milliseconds last_cap{30'000};  ///< the cap grows no further
    std::chrono::milliseconds longest{
        300'000};  ///< a peer that asks for a longer wait ends the pull instead
};

/// Even random numbers in [0, 1).
using Random = std::function<double()>;

/// The wait before try number `attempt` + 1.
/// @param attempt how many tries have failed, from 1
/// @return nothing where no further try is due: attempts used up, a failure that a wait does not
/// mend, or a wait that
///         the peer asks for which is longer than `longest`. What the peer asks for is never
///         undercut.
std::optional<std::chrono::milliseconds> wait_before_next(const RetryPolicy& policy,
                                                          const Error& error,
                                                          int attempt,
                                                          const Random& random);

/// Requests a connection may make: at most `burst` at once, refilled by `per_minute`. Bounded in
/// any window of time.
struct BudgetOptions {
    int burst = 60;        ///< 1..100'000
    int per_minute = 600;  ///< 1..1'000'000
};
class Budget {
public:
    Budget(const BudgetOptions& options, std::chrono::milliseconds now);

    /// Takes one request out of the budget.
    /// @param now milliseconds of a clock that does not go backwards
    /// @return how long to wait before the request may be made; zero: at once
    std::chrono::milliseconds take(std::chrono::milliseconds now);

private:
    BudgetOptions options_;
    double tokens_;
    std::chrono::milliseconds last_;
};

}  // namespace sync
}  // namespace tiendo
