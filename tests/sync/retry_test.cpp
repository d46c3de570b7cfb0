#include "tiendo/sync/retry.hpp"

#include <gtest/gtest.h>

#include <random>

namespace tiendo::sync {
namespace {

using std::chrono::milliseconds;

const Random lowest = [] { return 0.0; };         // draws the whole cap
const Random highest = [] { return 0.999'999; };  // draws next to nothing

Error down() {
    return Error{ErrorCode::transient, "refused"};
}

TEST(Retry, the_cap_doubles_up_to_the_last_one) {
    const RetryPolicy policy{
        .attempts = 20, .first_cap = milliseconds(100), .last_cap = milliseconds(450)};
    EXPECT_EQ(wait_before_next(policy, down(), 1, lowest), milliseconds(100));
    EXPECT_EQ(wait_before_next(policy, down(), 2, lowest), milliseconds(200));
    EXPECT_EQ(wait_before_next(policy, down(), 3, lowest), milliseconds(400));
    EXPECT_EQ(wait_before_next(policy, down(), 4, lowest), milliseconds(450));
    EXPECT_EQ(wait_before_next(policy, down(), 15, lowest), milliseconds(450));
}

TEST(Retry, jitter_spreads_the_waits_but_never_to_zero) {
    EXPECT_EQ(wait_before_next(RetryPolicy{}, down(), 1, highest), milliseconds(1));
}

TEST(Retry, what_the_peer_asks_for_is_never_undercut) {
    const auto busy = Error{ErrorCode::rate_limited, "too many"}.retry_after(milliseconds(7'000));
    EXPECT_GE(*wait_before_next(RetryPolicy{}, busy, 1, highest), milliseconds(7'000));
}

TEST(Retry, a_wait_beyond_the_longest_ends_the_pull_instead_of_hanging) {
    const auto busy = Error{ErrorCode::rate_limited, "too many"}.retry_after(std::chrono::hours(2));
    EXPECT_FALSE(wait_before_next(RetryPolicy{}, busy, 1, lowest));
}

TEST(Retry, attempts_run_out) {
    EXPECT_TRUE(wait_before_next(RetryPolicy{.attempts = 3}, down(), 2, lowest));
    EXPECT_FALSE(wait_before_next(RetryPolicy{.attempts = 3}, down(), 3, lowest));
}

TEST(Retry, what_a_wait_does_not_mend_is_not_tried_again) {
    for (const auto code : {ErrorCode::config,
                            ErrorCode::auth,
                            ErrorCode::drift,
                            ErrorCode::rejected,
                            ErrorCode::storage,
                            ErrorCode::internal,
                            ErrorCode::cancelled,
                            ErrorCode::outcome_unknown}) {
        EXPECT_FALSE(wait_before_next(RetryPolicy{}, Error{code, "no"}, 1, lowest))
            << to_string(code);
    }
}

TEST(Budget, a_burst_is_free_and_then_each_request_waits_its_turn) {
    Budget budget({.burst = 2, .per_minute = 60}, milliseconds(0));
    EXPECT_EQ(budget.take(milliseconds(0)), milliseconds(0));
    EXPECT_EQ(budget.take(milliseconds(0)), milliseconds(0));
    EXPECT_EQ(budget.take(milliseconds(0)), milliseconds(1'000));
    EXPECT_EQ(budget.take(milliseconds(0)), milliseconds(2'000));
}

TEST(Budget, no_minute_sees_more_than_burst_and_rate_together_allow) {
    constexpr BudgetOptions options{.burst = 10, .per_minute = 100};
    std::mt19937_64 random(20'210'520);
    Budget budget(options, milliseconds(0));
    milliseconds now{0};
    std::vector<milliseconds> sent;
    while (now < std::chrono::minutes(10)) {
        const auto wait = budget.take(now);
        now += wait;
        sent.push_back(now);
        now += milliseconds(random() % 900);
    }
    for (std::size_t first = 0; first < sent.size(); ++first) {
        std::size_t last = first;
        while (last + 1 < sent.size() && sent[last + 1] - sent[first] < std::chrono::minutes(1)) {
            ++last;
        }
        ASSERT_LE(last - first + 1, static_cast<std::size_t>(options.burst + options.per_minute))
            << "from " << sent[first].count();
    }
}

}  // namespace
}  // namespace tiendo::sync
