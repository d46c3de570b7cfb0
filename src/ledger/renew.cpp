#include "tiendo/ledger/renew.hpp"

#include "adoption_rows.hpp"
#include "derive.hpp"
#include "journal_text.hpp"
#include "renewing.hpp"
#include "terms.hpp"

#include "tiendo/ledger/attach.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::ledger {

namespace {

/// What is done to a plan.
struct Deed {
    std::string_view action;  ///< for the journal
    AdoptOptions before;      ///< the plan's terms
    AdoptOptions after;       ///< with the windows that were chosen for new cycles
    Reach reach;
};

Result<void> write_turn(store::Transaction& tx, const PlanId& plan, const CycleTurn& turn) {
    Result<void> done;
    switch (turn.told.change) {
        case CycleChange::kept: return done;
        case CycleChange::added: done = store::insert_cycles(tx, {&*turn.told.after, 1}); break;
        case CycleChange::moved: done = store::update_cycle(tx, *turn.told.after); break;
        case CycleChange::dropped: break;
    }
    for (const auto& each : turn.removed) {
        done = done ? store::remove_obligation(tx, each) : std::move(done);
    }
    done = done ? store::insert_obligations(tx, turn.made) : std::move(done);
    return done && turn.told.change == CycleChange::dropped
               ? store::remove_cycle(tx, plan, turn.told.before->id)
               : std::move(done);
}

std::string_view action_of(CycleChange change) {
    switch (change) {
        case CycleChange::added: return "cycle.fix";
        case CycleChange::moved: return "cycle.move";
        case CycleChange::dropped: return "cycle.drop";
        case CycleChange::kept: return "";
    }
    return "";
}

Result<void> tell_turn(store::Transaction& tx,
                       const PlanId& plan,
                       const CycleTurn& turn,
                       const Act& act) {
    const auto& [change, before, after, owe, owe_no_longer, reason] = turn.told;
    if (change == CycleChange::kept) {
        return {};
    }
    const auto& cycle = before ? *before : *after;
    auto entry = store::append(tx,
                               {act.at,
                                act.actor,
                                std::string(action_of(change)),
                                fmt::format("{}/{}", plan.str(), cycle.id.str()),
                                before ? act.why : after->window_choice,
                                before ? cycle_text(*before, turn.before) : "",
                                after ? cycle_text(*after, turn.after()) : ""});
    return entry ? Result<void>() : std::move(entry).error();
}

/// One entry for the plan, then one for each cycle that changes.
Result<void> write_journal(store::Transaction& tx,
                           const Deed& deed,
                           const std::vector<CycleTurn>& turns,
                           const Act& act) {
    auto said = store::append(tx,
                              {act.at,
                               act.actor,
                               std::string(deed.action),
                               deed.after.plan.str(),
                               act.why,
                               write_terms(deed.before),
                               write_terms(deed.after)});
    auto done = said ? Result<void>() : Result<void>(std::move(said).error());
    for (const auto& turn : turns) {
        done = done ? tell_turn(tx, deed.after.plan, turn, act) : std::move(done);
    }
    return done;
}

/// Figures are of the days that a window covers: where one moves, they are computed again.
Result<void> write_figures(store::Transaction& tx,
                           const PlanId& plan,
                           const std::vector<CycleTurn>& turns,
                           const Act& act) {
    const bool moved = std::ranges::any_of(turns, [](const CycleTurn& turn) {
        return turn.told.change == CycleChange::moved &&
               turn.told.before->window != turn.told.after->window;
    });
    if (!moved) {
        return {};
    }
    auto done = attach(tx, plan, act);
    return done ? Result<void>() : std::move(done).error();
}

Result<void> write(store::Transaction& tx,
                   const Deed& deed,
                   const std::vector<CycleTurn>& turns,
                   const std::vector<Doubt>& doubts,
                   const Act& act) {
    const auto& plan = deed.after.plan;
    Result<void> done;
    for (const auto& turn : turns) {
        done = done ? write_turn(tx, plan, turn) : std::move(done);
    }
    done = done ? store::replace_doubts(tx, plan, "ledger.adopt", doubts) : std::move(done);
    done = done ? put_terms(tx, deed.after) : std::move(done);
    done = done ? settle(tx, plan) : std::move(done);
    done = done ? write_journal(tx, deed, turns, act) : std::move(done);
    return done ? write_figures(tx, plan, turns, act) : std::move(done);
}

/// Windows are chosen for cycles that come to be; those that are there have theirs.
Result<void> check_windows(const Deed& deed, const Holding& holding) {
    for (const auto& chosen : deed.after.windows) {
        if (std::ranges::find(holding.cycles, chosen.cycle, &Cycle::id) != holding.cycles.end()) {
            return Error{ErrorCode::conflict,
                         fmt::format("cycle '{}' is there already", chosen.cycle.str()),
                         "choose windows for cycles of the years that are added"};
        }
    }
    return {};
}

Result<Renewal> carry_out(store::Transaction& tx,
                          const Deed& deed,
                          const Reckoning& reckoning,
                          const Act& act) {
    auto holding = holding_of(tx, deed.after.plan);
    auto fits = holding ? check_windows(deed, *holding) : std::move(holding).error();
    auto history = fits ? history_of(tx) : std::move(fits).error();
    auto registry = history ? units::Registry::make(history->units()) : std::move(history).error();
    auto derived =
        registry ? derive_again(holding->plan, *registry, reckoning, deed.after, holding->cycles)
                 : std::move(registry).error();
    if (!derived) {
        return std::move(derived).error();
    }
    const auto turns = turns_of(*holding, *derived, Heirs(*history), deed.reach);
    Renewal renewal;
    renewal.years = deed.after.years;
    for (const auto& turn : turns) {
        renewal.cycles.push_back(turn.told);
    }
    const bool changes = write_terms(deed.before) != write_terms(deed.after) ||
                         std::ranges::any_of(turns, [](const CycleTurn& turn) {
                             return turn.told.change != CycleChange::kept;
                         });
    if (changes) {
        if (auto done = write(tx, deed, turns, derived->doubts, act); !done) {
            return std::move(done).error();
        }
    }
    renewal.doubts = std::move(derived->doubts);
    return renewal;
}

/// Finds the plan's terms, lets `alter` change them, and carries out what follows.
/// @param alter  Result<Deed>(AdoptOptions terms)
template <typename Alter>
Result<Renewal> renew(store::Transaction& tx,
                      const PlanId& plan,
                      const Reckoning& reckoning,
                      const Act& act,
                      const Alter& alter) {
    auto terms = terms_of(tx, plan);
    auto deed = terms ? alter(*std::move(terms)) : Result<Deed>(std::move(terms).error());
    auto done = deed ? carry_out(tx, *deed, reckoning, act) : std::move(deed).error();
    return done ? std::move(done)
                : std::move(done).error().at(fmt::format("plan '{}'", plan.str()));
}

}  // namespace

Result<Renewal> extend(store::Transaction& tx,
                       const PlanId& plan,
                       const Extension& extension,
                       const Reckoning& reckoning,
                       const Act& act) {
    return renew(tx, plan, reckoning, act, [&](AdoptOptions terms) -> Result<Deed> {
        auto after = terms;
        after.years.last = std::max(terms.years.last, extension.through);
        after.windows = extension.windows;
        const Reach reach{std::nullopt, terms.years.last};
        return Deed{"plan.extend", std::move(terms), std::move(after), reach};
    });
}

Result<Renewal> refresh(store::Transaction& tx,
                        const PlanId& plan,
                        const Reckoning& reckoning,
                        const Act& act) {
    return renew(tx, plan, reckoning, act, [&](AdoptOptions terms) -> Result<Deed> {
        return Deed{"plan.refresh", terms, terms, {act.at}};
    });
}

Result<Renewal> order(store::Transaction& tx,
                      const PlanId& plan,
                      const RuleOrder& order,
                      const Reckoning& reckoning,
                      const Act& act) {
    return renew(tx, plan, reckoning, act, [&](AdoptOptions terms) -> Result<Deed> {
        if (std::ranges::find(terms.orders, order) != terms.orders.end()) {
            return Error{
                ErrorCode::conflict,
                fmt::format(
                    "rule '{}' was ordered so for {} already", order.rule, order.node.str()),
                "derive again by today's rules with: tiendo plan refresh"};
        }
        auto after = terms;
        after.orders.push_back(order);
        return Deed{"plan.order", std::move(terms), std::move(after), {act.at}};
    });
}

}  // namespace tiendo::ledger
