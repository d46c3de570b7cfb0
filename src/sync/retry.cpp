#include "tiendo/sync/retry.hpp"

#include <algorithm>
#include <cmath>

namespace tiendo::sync {

Reaction reaction_to(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::transient:
        case ErrorCode::rate_limited: return Reaction::retry;
        case ErrorCode::malformed_input:
        case ErrorCode::not_found:
        case ErrorCode::conflict:
        case ErrorCode::config:
        case ErrorCode::auth:
        case ErrorCode::rejected:
        case ErrorCode::outcome_unknown:
        case ErrorCode::drift:
        case ErrorCode::busy:
        case ErrorCode::storage:
        case ErrorCode::newer_version:
        case ErrorCode::unsupported:
        case ErrorCode::cancelled:
        case ErrorCode::internal: return Reaction::stop;
    }
    return Reaction::stop;
}

std::optional<std::chrono::milliseconds> wait_before_next(const RetryPolicy& policy,
                                                          const Error& error,
                                                          int attempt,
                                                          const Random& random) {
    if (reaction_to(error.code()) == Reaction::stop || attempt >= policy.attempts) {
        return std::nullopt;
    }
    const auto asked = error.retry_after().value_or(std::chrono::milliseconds{0});
    if (asked > policy.longest) {
        return std::nullopt;
    }
    auto cap = policy.first_cap;
    for (int doubled = 1; doubled < attempt && cap < policy.last_cap; ++doubled) {
        cap *= 2;
    }
    cap = std::min(cap, policy.last_cap);
    const auto drawn = std::llround((1.0 - random()) * static_cast<double>(cap.count()));
    return asked + std::chrono::milliseconds(std::max<long long>(drawn, 1));
}

Budget::Budget(const BudgetOptions& options, std::chrono::milliseconds now)
    : options_(options), tokens_(options.burst), last_(now) {}

std::chrono::milliseconds Budget::take(std::chrono::milliseconds now) {
    constexpr double minute_ms = 60'000.0;
    const double per_ms = options_.per_minute / minute_ms;
    const auto passed = std::max(now - last_, std::chrono::milliseconds{0});
    last_ = std::max(now, last_);
    tokens_ =
        std::min<double>(options_.burst, tokens_ + static_cast<double>(passed.count()) * per_ms);
    tokens_ -= 1.0;  // may go below zero: the debt is the wait
    return tokens_ >= 0 ? std::chrono::milliseconds{0}
                        : std::chrono::milliseconds(std::llround(std::ceil(-tokens_ / per_ms)));
}

}  // namespace tiendo::sync
