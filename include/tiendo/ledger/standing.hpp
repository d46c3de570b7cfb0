#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/standing_facts.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/store/versions.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// The submission that decides at `at`: the first valid one, by `sent_at`, then round; nullptr
/// where there is none.
///
/// Valid at `at` is what was sent up to then, is no draft, and was not withdrawn up to then. What
/// was returned stays valid: a return sets a term of its own. What was withdrawn (rút lại) counts
/// up to that instant and no longer from it on, so that the next one decides, or none.
const Submission* deciding(std::span<const Submission> submissions, Instant at) noexcept;

/// The excuse that holds at `at`: from its `from` on and before its `until`; nullptr where none
/// does.
const Excuse* excuse_at(const Obligation& obligation, Instant at) noexcept;

/// A submission as it stood at `at`, where nothing that happened to it later is known yet.
/// @pre sent up to `at`
Submission round_at(Submission round, Instant at);

/// Where an obligation stands at `at`; exactly one holds.
///
/// In this order: superseded; excused at `at`; a valid submission sent before the due instant →
/// on time, at or after it → late (never a success); none: before the opening → not due, at or
/// after the due instant → overdue, else open. Without a due instant whatever was sent is on time,
/// and what was not stays open. An excuse that has ended leaves the due instant where it was.
/// @param submissions  of this obligation, in any order; what was sent after `at` does not count
/// Threads: pure.
Standing standing_of(const Obligation& obligation,
                     const Cycle& cycle,
                     std::span<const Submission> submissions,
                     Instant at) noexcept;
/// The same by the same rules, of what the store tells without reading whole papers.
Standing standing_of(const store::StandingFacts& paper, Instant at) noexcept;

/// How many obligations stand where.
struct StandingCounts {
    std::int64_t not_due = 0;
    std::int64_t open = 0;
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t overdue = 0;
    std::int64_t excused = 0;
    std::int64_t superseded = 0;
    bool operator==(const StandingCounts&) const = default;

    void add(Standing standing) noexcept;
    StandingCounts& operator+=(const StandingCounts& other) noexcept;
    /// Always the number of obligations counted.
    [[nodiscard]] std::int64_t total() const noexcept {
        return not_due + open + on_time + late + overdue + excused + superseded;
    }
    /// How many papers are expected at all: excused and superseded ones are not.
    [[nodiscard]] std::int64_t expected() const noexcept { return total() - excused - superseded; }
    /// How many were sent (đã gửi), never to be told without `on_time` and `late` beside it.
    [[nodiscard]] std::int64_t sent() const noexcept { return on_time + late; }
    /// Of how many it is known whether they came on time: a rate of timeliness is `on_time` of
    /// these. What may still come on time is not among them.
    [[nodiscard]] std::int64_t settled() const noexcept { return sent() + overdue; }
};

/// How a return was answered by the next round. It has a term of its own and never changes where
/// the paper stands.
struct ReturnAnswer {
    int round = 1;  ///< the one that was returned
    Instant returned_at;
    std::optional<Instant> again_before;  ///< exclusive end; absent: no term was set
    std::optional<Instant> sent_at;       ///< of the answer; absent: none up to `at`
    /// Days begun since `again_before`, up to the answer or, where there is none, up to `at`; 0:
    /// in time, or no term.
    std::int64_t days_late = 0;
    bool operator==(const ReturnAnswer&) const = default;
};
/// One for each return up to `at`, by round.
std::vector<ReturnAnswer> answers_of(std::span<const Submission> submissions, Instant at);

/// One obligation and all that was sent for it.
struct Owed {
    Obligation obligation;
    Cycle cycle;
    Standing standing = Standing::open;
    std::optional<Submission> deciding;  ///< the one that decides the standing
    std::vector<Submission> rounds;      ///< all that are known, by round
    std::int64_t days_late = 0;  ///< days begun since the due instant, for late and overdue; else 0
    std::vector<ReturnAnswer> answers{};  ///< to returns up to then
    bool operator==(const Owed&) const = default;
};

/// A standing has two axes of time (docs/standings.md): when, and with what knowledge.
struct StandingQuestion {
    /// Where the papers stood at this instant.
    Instant at;
    /// By what was recorded up to this instant, as store::ledger_known_at says; absent: by all that
    /// is recorded now. `{at, at}` is what the office itself could see at `at`: entering,
    /// returning, withdrawing or excusing anything later never changes that answer.
    std::optional<Instant> known_at{};
    bool operator==(const StandingQuestion&) const = default;
};

/// All obligations of a plan as they stand, by due instant (none: last), cycle, then as they were
/// fixed. Empty where nothing of the plan was recorded at `known_at` yet.
/// @return not_found for an unknown plan
Result<std::vector<Owed>> owed(store::Transaction& tx,
                               const PlanId& plan,
                               const StandingQuestion& question);
/// The same by all that is recorded now.
Result<std::vector<Owed>> owed(store::Transaction& tx, const PlanId& plan, Instant at);

/// What a question may use: `store::ledger_known_at`, or `ledger_known_now` without an instant.
Result<store::KnownLedger> known_for(store::Transaction& tx,
                                     const PlanId& plan,
                                     const StandingQuestion& question);
/// Where the papers of `known` stand at `at`; as the first `owed`.
std::vector<Owed> owed(store::KnownLedger known, Instant at);

StandingCounts counts_of(std::span<const Owed> rows) noexcept;

}  // namespace ledger
}  // namespace tiendo
