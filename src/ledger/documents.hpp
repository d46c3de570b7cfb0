#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/units/registry.hpp"

#include <vector>

namespace tiendo::ledger {

/// Evidence that documents give, and what could not be attached.
struct Documented {
    std::vector<Evidence> rows;
    std::vector<Doubt> doubts;
};

/// Documents that cite an instrument, on the tasks that cite it.
Result<Documented> cite_instruments(store::Transaction& tx,
                                    const units::Registry& registry,
                                    const PlanId& id,
                                    const Plan& plan);
/// Documents that cite or answer the plan, on the item that orders the paper of their unit.
Result<Documented> cite_plan(store::Transaction& tx,
                             const units::Registry& registry,
                             const PlanId& id,
                             const Plan& plan);

}  // namespace tiendo::ledger
