#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace tiendo::ledger {

/// All that is owed under one plan, as it is stored.
struct Holding {
    PlanId id;
    Plan plan;
    std::vector<Cycle> cycles;
    std::vector<Duty> duties;
    std::vector<Obligation> obligations;
    std::map<ObligationId, std::vector<Submission>> sent;
};
Result<Holding> holding_of(store::Transaction& tx, const PlanId& plan);

/// nullptr where the plan has none of that id.
const Cycle* cycle_of(const Holding& holding, const CycleId& id);
/// The excuse for good, or up to a day on which the paper can no longer be on time; nullptr where
/// there is none.
const Excuse* lasting_excuse(const Obligation& obligation, const Cycle& cycle);
/// Whether its unit has sent the paper; drafts and what was withdrawn do not count.
bool filed(const Holding& holding, const ObligationId& id);

/// The last day on which a paper is on time; of its window where it has no due instant; nothing
/// where it has neither.
std::optional<Date> last_day_of(const Cycle& cycle);

/// Whose the doubts are that reorganisations raise.
inline constexpr std::string_view doubts_of_units = "ledger.units";

/// What has to be stored of a plan so that it fits a map.
struct Settlement {
    std::vector<Duty> duties;  ///< all of the plan
    std::vector<Obligation> superseded;
    std::vector<Obligation> restored;   ///< owed again
    std::vector<Obligation> reworded;   ///< superseded before and after, by others
    std::vector<Obligation> made;       ///< by heirs
    std::vector<ObligationId> removed;  ///< of heirs that owe it no longer and filed nothing
    std::vector<Doubt> doubts;
};

/// Writes it; nothing where nothing differs.
Result<void> write(store::Transaction& tx, const Holding& holding, const Settlement& settlement);
/// The holding as it is read once the settlement is written. Pure.
void take(Holding& holding, const Settlement& settlement);

}  // namespace tiendo::ledger
