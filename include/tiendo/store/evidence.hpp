#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What rules derived from records. Derived again at any time, so it is replaced rule by rule; rows
/// that stay the same are not written again. What changes leaves versions with the next journal
/// entry (tiendo/store/versions.hpp).
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Puts these in place of all evidence that the rule gave the plan before.
/// @return not_found for an unknown plan; conflict where two have one id; malformed_input where
///         one is of another plan or rule
Result<void> replace_evidence(Transaction& tx,
                              const PlanId& plan,
                              std::string_view rule,
                              std::span<const Evidence> rows);

/// Which rows; an absent member means all.
struct EvidenceFilter {
    std::optional<PlanId> plan = {};
    std::optional<NodeId> node = {};
    std::optional<UnitId> unit = {};
    std::optional<std::string> rule = {};
    /// As they were known at this instant; absent: as they are now.
    std::optional<Instant> known_at = {};
};
/// By plan, rule, node, then day, connection and id of the record.
Result<std::vector<Evidence>> list_evidence(Transaction& tx, const EvidenceFilter& filter);
/// @return not_found
Result<Evidence> get_evidence(Transaction& tx, const EvidenceId& id);

/// Puts these in place of all measures that the rule gave the plan's cycle before.
/// @return not_found for an unknown cycle; malformed_input where one is of another plan, cycle or
///         rule
Result<void> replace_measures(Transaction& tx,
                              const PlanId& plan,
                              const CycleId& cycle,
                              std::string_view rule,
                              std::span<const Measure> rows);

struct MeasureFilter {
    std::optional<PlanId> plan = {};
    std::optional<CycleId> cycle = {};
    std::optional<UnitId> unit = {};
    std::optional<std::string> code = {};
    /// As they were known at this instant; absent: as they are now.
    std::optional<Instant> known_at = {};
};
/// By plan, cycle, rule, then in the order given.
Result<std::vector<Measure>> list_measures(Transaction& tx, const MeasureFilter& filter);

}  // namespace store
}  // namespace tiendo
