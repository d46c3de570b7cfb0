#pragma once

#include "heirs.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/model/plan.hpp"

#include <map>
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

/// What becomes of each duty and obligation that adopting made, in their order; what was inherited
/// follows from these. Pure.
struct Fates {
    std::vector<DutyFate> duties;
    std::vector<ObligationFate> obligations;
    /// Of an obligation that passes: heir → the unit that passed it on last.
    std::map<ObligationId, std::map<UnitId, UnitId>> passed_by;
};
Fates fates_of(const Holding& holding, const Heirs& heirs, Instant at);

/// What has to be stored so that it fits the map. Pure.
struct Settlement {
    std::vector<Duty> duties;           ///< all of the plan
    std::vector<Obligation> changed;    ///< superseded, or no longer
    std::vector<Obligation> made;       ///< by heirs
    std::vector<ObligationId> removed;  ///< of heirs that owe it no longer and filed nothing
    std::vector<Doubt> doubts;
};
Settlement settlement_of(const Holding& holding, const Heirs& heirs, const Fates& fates);

/// Writes it; nothing where nothing differs.
Result<void> write(store::Transaction& tx, const Holding& holding, const Settlement& settlement);

/// Doubts where a paper's receiver, or the office on the way, is gone on the last day on which it
/// is on time, and nobody has stated who is there in its place.
std::vector<Doubt> lost_receivers(const Holding& holding,
                                  const units::Registry& registry,
                                  const Heirs& heirs);

/// The last day on which a paper is on time; of its window where it has no due instant; nothing
/// where it has neither.
std::optional<Date> last_day_of(const Cycle& cycle);

}  // namespace tiendo::ledger
