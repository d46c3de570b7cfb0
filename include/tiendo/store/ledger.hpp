#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Cycles, duties, obligations and submissions. Nothing here judges, and nothing here writes the
/// journal: whoever decides does (`append`), after the change, or it cannot be committed. What a
/// change replaces stays as a version (versions.hpp).
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// @return conflict where a cycle of the plan has that id; not_found for an unknown plan
Result<void> insert_cycles(Transaction& tx, std::span<const Cycle> cycles);
/// Replaces the cycle of that plan and id. @return not_found
Result<void> update_cycle(Transaction& tx, const Cycle& cycle);
/// Takes a cycle away in which nobody owes anything, with the figures that were computed for it.
/// @return not_found; conflict where somebody owes in it
Result<void> remove_cycle(Transaction& tx, const PlanId& plan, const CycleId& id);
/// @return not_found
Result<Cycle> get_cycle(Transaction& tx, const PlanId& plan, const CycleId& id);
/// By due instant (none: last), then in the order inserted.
Result<std::vector<Cycle>> list_cycles(Transaction& tx, const PlanId& plan);

/// Which rows; an absent member means all.
struct DutyFilter {
    std::optional<PlanId> plan = {};
    std::optional<NodeId> node = {};
    std::optional<UnitId> unit = {};
};
/// Puts these in place of all duties of the plan.
/// @return conflict where two have one id; malformed_input where one is of another plan
Result<void> replace_duties(Transaction& tx, const PlanId& plan, std::span<const Duty> duties);
/// In the order given to `replace_duties`, plan by plan.
Result<std::vector<Duty>> list_duties(Transaction& tx, const DutyFilter& filter);

struct ObligationFilter {
    std::optional<PlanId> plan = {};
    std::optional<CycleId> cycle = {};
    std::optional<UnitId> unit = {};
};
/// @return conflict where an obligation has that id, or its unit owes in that cycle already;
///         not_found for an unknown cycle
Result<void> insert_obligations(Transaction& tx, std::span<const Obligation> obligations);
/// Changes `excuses` and `superseded`; the rest of an obligation never changes.
/// @return not_found; conflict where another member differs
Result<void> update_obligation(Transaction& tx, const Obligation& obligation);
/// Takes an obligation away under which nothing was filed.
/// @return not_found; conflict for one under which something was filed
Result<void> remove_obligation(Transaction& tx, const ObligationId& id);
/// @return not_found
Result<Obligation> get_obligation(Transaction& tx, const ObligationId& id);
/// In the order inserted.
Result<std::vector<Obligation>> list_obligations(Transaction& tx, const ObligationFilter& filter);

struct SubmissionFilter {
    std::optional<ObligationId> obligation = {};
    std::optional<PlanId> plan = {};
    std::optional<CycleId> cycle = {};
    std::optional<UnitId> unit = {};
};
/// @return conflict where a submission has that id, or that obligation and round; not_found for an
///         unknown obligation
Result<void> insert_submission(Transaction& tx, const Submission& submission);
/// Replaces the submission of that id; its obligation and round never change.
/// @return not_found; conflict
Result<void> update_submission(Transaction& tx, const Submission& submission);
/// @return not_found
Result<Submission> get_submission(Transaction& tx, const SubmissionId& id);
/// By obligation in the order inserted, then round.
Result<std::vector<Submission>> list_submissions(Transaction& tx, const SubmissionFilter& filter);

}  // namespace store
}  // namespace tiendo
