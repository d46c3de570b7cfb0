#include "holding.hpp"

#include "tiendo/calendar/due.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <algorithm>
#include <set>

namespace tiendo::ledger {

Result<Holding> holding_of(store::Transaction& tx, const PlanId& plan) {
    Holding holding;
    holding.id = plan;
    auto stored = store::get_plan(tx, plan);
    if (!stored) {
        return std::move(stored).error();
    }
    holding.plan = std::move(stored->plan);
    auto cycles = store::list_cycles(tx, plan);
    auto duties = cycles ? store::list_duties(tx, {.plan = plan}) : std::move(cycles).error();
    auto owed = duties ? store::list_obligations(tx, {.plan = plan}) : std::move(duties).error();
    auto sent = owed ? store::list_submissions(tx, {.plan = plan}) : std::move(owed).error();
    if (!sent) {
        return std::move(sent).error();
    }
    holding.cycles = std::move(*cycles);
    holding.duties = std::move(*duties);
    holding.obligations = std::move(*owed);
    for (auto& each : *sent) {
        holding.sent[each.obligation].push_back(std::move(each));
    }
    return holding;
}

const Cycle* cycle_of(const Holding& holding, const CycleId& id) {
    const auto found = std::ranges::find(holding.cycles, id, &Cycle::id);
    return found == holding.cycles.end() ? nullptr : &*found;
}

const Excuse* lasting_excuse(const Obligation& obligation, const Cycle& cycle) {
    const auto found = std::ranges::find_if(obligation.excuses, [&](const Excuse& each) {
        return !each.until || (cycle.due.at && *cycle.due.at <= *each.until);
    });
    return found == obligation.excuses.end() ? nullptr : &*found;
}

bool filed(const Holding& holding, const ObligationId& id) {
    const auto found = holding.sent.find(id);
    return found != holding.sent.end() &&
           std::ranges::any_of(found->second, [](const Submission& each) {
               return each.state != ReportState::draft && each.state != ReportState::withdrawn;
           });
}

std::optional<Date> last_day_of(const Cycle& cycle) {
    const auto day = calendar::last_day_on_time(cycle.due);
    return day || !cycle.window ? day : std::optional(cycle.window->last);
}

Result<void> write(store::Transaction& tx, const Holding& holding, const Settlement& settlement) {
    if (settlement.duties != holding.duties) {
        if (auto done = store::replace_duties(tx, holding.id, settlement.duties); !done) {
            return done;
        }
    }
    for (const auto* changed :
         {&settlement.superseded, &settlement.restored, &settlement.reworded}) {
        for (const auto& each : *changed) {
            if (auto done = store::update_obligation(tx, each); !done) {
                return done;
            }
        }
    }
    for (const auto& each : settlement.removed) {
        if (auto done = store::remove_obligation(tx, each); !done) {
            return done;
        }
    }
    if (auto done = store::insert_obligations(tx, settlement.made); !done) {
        return done;
    }
    return store::replace_doubts(tx, holding.id, doubts_of_units, settlement.doubts);
}

void take(Holding& holding, const Settlement& settlement) {
    holding.duties = settlement.duties;
    std::map<ObligationId, const Obligation*> now;
    for (const auto* changed :
         {&settlement.superseded, &settlement.restored, &settlement.reworded}) {
        for (const auto& each : *changed) {
            now.emplace(each.id, &each);
        }
    }
    for (auto& each : holding.obligations) {
        if (const auto found = now.find(each.id); found != now.end()) {
            each = *found->second;
        }
    }
    const std::set gone(settlement.removed.begin(), settlement.removed.end());
    std::erase_if(holding.obligations, [&](const auto& each) { return gone.contains(each.id); });
    holding.obligations.insert(
        holding.obligations.end(), settlement.made.begin(), settlement.made.end());
}

}  // namespace tiendo::ledger
