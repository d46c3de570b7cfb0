#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/reckoning.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// What becomes of an adopted plan when years are added, or when calendar and rules change
/// (docs/decisions/0020). Each of the three functions writes the journal entry "plan.extend",
/// "plan.refresh" or "plan.order" with the plan's terms before and after, then "cycle.fix",
/// "cycle.move" or "cycle.drop" for each cycle; where nothing changes nothing is written. Nothing
/// takes effect before `tx` is committed.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// The instant from which nothing of a cycle changes any more (đóng băng): its due instant; without
/// one, where its window ends; without either, where its year ends.
Instant frozen_from(const Cycle& cycle) noexcept;

/// What became of a cycle that was derived again.
enum class CycleChange : std::uint8_t {
    added = 0,    ///< it was not there before
    moved = 1,    ///< its due instant, steps, window, name or debtors are other ones
    dropped = 2,  ///< it is no longer ordered, and nobody had filed anything
    kept = 3,     ///< it would change, and cannot: see `ChangedCycle::reason`
};
std::string_view to_string(CycleChange change) noexcept;

struct ChangedCycle {
    CycleChange change = CycleChange::added;
    std::optional<Cycle> before{};        ///< absent: added
    std::optional<Cycle> after{};         ///< absent: dropped. Of one that is kept: what it is not
    std::vector<UnitId> owe{};            ///< that did not before
    std::vector<UnitId> owe_no_longer{};  ///< and had filed nothing
    std::string reason{};                 ///< why it is kept, Vietnamese
    bool operator==(const ChangedCycle&) const = default;
};

/// What deriving again brought.
struct Renewal {
    Years years{};                       ///< of the plan from now on
    std::vector<ChangedCycle> cycles{};  ///< as derived; those that are dropped last
    std::vector<Doubt> doubts{};         ///< of deriving, all that are open now; Vietnamese
    bool operator==(const Renewal&) const = default;
};

struct Extension {
    int through = 0;                      ///< last year, up to 2100
    std::vector<ChosenWindow> windows{};  ///< for cycles of the years that are added
};

/// Adds the cycles of later years and who owes in them, as the map of units is known now. What
/// there is of earlier years stays. Extending year by year comes to what adopting the whole span
/// comes to. A plan that goes as far already is left as it is.
/// @return as `derive`; not_found for an unknown plan
Result<Renewal> extend(store::Transaction& tx,
                       const PlanId& plan,
                       const Extension& extension,
                       const Reckoning& reckoning,
                       const Act& act);

/// Derives again by calendar and rules as they are now, and replaces what is not frozen at
/// `act.at`; what is frozen stays to the last step, and nothing is added for a time that is frozen.
/// A cycle whose new due instant would lie in the past is kept, and told. Windows that a person
/// chose stay. Where a window moves, the figures of the plan are computed again. To see what would
/// change, leave `tx` uncommitted.
/// @return as `derive`; not_found for an unknown plan
Result<Renewal> refresh(store::Transaction& tx,
                        const PlanId& plan,
                        const Reckoning& reckoning,
                        const Act& act);

/// States which rule of the book says when the papers of a sentence are due, and derives again as
/// `refresh`. Of two orders for one period the later one counts.
/// @return as `derive`; not_found for an unknown plan, conflict for what was ordered already
Result<Renewal> order(store::Transaction& tx,
                      const PlanId& plan,
                      const RuleOrder& order,
                      const Reckoning& reckoning,
                      const Act& act);

}  // namespace ledger
}  // namespace tiendo
