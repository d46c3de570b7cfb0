#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What was known of the ledger and of what was derived from records, and when.
///
/// Whatever changes a cycle, an obligation, a submission, a piece of evidence, a measure or a doubt
/// also leaves a version of it: a row that is never changed or removed, with the journal entry that
/// it came with. The versions of a transaction are written by its next `append`, so a change
/// without an entry cannot be committed.
///
/// A version is recorded at the instant of its entry, or, where the clock had gone back, at that of
/// the version before it: the order of the journal decides, and nobody adds to what was known in
/// the past by setting a clock back.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Cycles, obligations and submissions of one plan.
struct KnownLedger {
    std::vector<Cycle> cycles;            ///< as list_cycles
    std::vector<Obligation> obligations;  ///< as list_obligations
    std::vector<Submission> submissions;  ///< by obligation in their order, then round
    bool operator==(const KnownLedger&) const = default;
};

/// What was recorded of a plan up to `known_at`, included; all empty where nothing was.
/// @return not_found for an unknown plan
Result<KnownLedger> ledger_known_at(Transaction& tx, const PlanId& plan, Instant known_at);
/// What is recorded now.
/// @return as above
Result<KnownLedger> ledger_known_now(Transaction& tx, const PlanId& plan);

/// @return not_found for an unknown plan, and where nothing was recorded of the cycle yet
Result<Cycle> cycle_known_at(Transaction& tx,
                             const PlanId& plan,
                             const CycleId& cycle,
                             Instant known_at);

/// Since when evidence, measures and doubts of records are kept as they were known: databases of
/// before schema 15 held the last ones alone. Absent: from the beginning.
Result<std::optional<Instant>> derived_known_since(Transaction& tx, const PlanId& plan);

/// Of what a version is. Stored: append only, never renumber.
enum class VersionKind : std::uint8_t {
    cycle = 0,
    obligation = 1,
    submission = 2,
    evidence = 3,
    measure = 4,
    doubt = 5,
};

/// One state in the life of a row.
struct Version {
    VersionKind kind = VersionKind::cycle;
    /// Of the cycle (within its plan), obligation, submission or evidence; "cycle/rule/place" of a
    /// measure, "origin/place" of a doubt. Empty for a measure: those of before were not kept.
    std::string id;
    std::int64_t sequence = 0;  ///< of the journal entry that it came with
    Instant recorded_at;
    std::string body;  ///< JSON of the model; empty: it was removed
    bool operator==(const Version&) const = default;
};
/// All versions of one obligation and its submissions, in the order in which they were recorded.
Result<std::vector<Version>> list_versions(Transaction& tx, const ObligationId& obligation);
/// All versions of what one unit owes or owed under a plan: of its obligations, removed ones too,
/// of their submissions, and of the plan's cycles, in the order in which they were recorded.
/// @return not_found for an unknown plan
Result<std::vector<Version>> list_versions(Transaction& tx, const PlanId& plan, const UnitId& unit);

}  // namespace store
}  // namespace tiendo
