#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// The submission that decides: the first that was sent, drafts aside; nullptr where none was sent
/// up to `at`. What was returned still counts as sent: a return sets a term of its own.
const Submission* deciding(std::span<const Submission> submissions, Instant at) noexcept;

/// Where an obligation stands at `at`; exactly one holds.
///
/// In this order: superseded, excused; sent before the due instant → on time, at or after it →
/// late (never a success); nothing sent: before the opening → not due, at or after the due
/// instant → overdue, else open. Without a due instant whatever was sent is on time, and what was
/// not stays open.
/// @param submissions  of this obligation, in any order; what was sent after `at` does not count
/// Threads: pure.
Standing standing_of(const Obligation& obligation,
                     const Cycle& cycle,
                     std::span<const Submission> submissions,
                     Instant at) noexcept;

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
    /// Always the number of obligations counted.
    [[nodiscard]] std::int64_t total() const noexcept {
        return not_due + open + on_time + late + overdue + excused + superseded;
    }
    /// How many papers are expected at all: excused and superseded ones are not.
    [[nodiscard]] std::int64_t expected() const noexcept { return total() - excused - superseded; }
};

/// One obligation and all that was sent for it.
struct Owed {
    Obligation obligation;
    Cycle cycle;
    Standing standing = Standing::open;
    std::optional<Submission> deciding;  ///< the one that decides the standing
    std::vector<Submission> rounds;      ///< all, by round
    std::int64_t days_late = 0;  ///< days begun since the due instant, for late and overdue; else 0
    bool operator==(const Owed&) const = default;
};

/// All obligations of a plan as they stand at `at`, by due instant (none: last), cycle, then as
/// they were fixed.
/// @return not_found for an unknown plan
Result<std::vector<Owed>> owed(store::Transaction& tx, const PlanId& plan, Instant at);

StandingCounts counts_of(std::span<const Owed> rows) noexcept;

}  // namespace ledger
}  // namespace tiendo
