#include "renewing.hpp"

#include "adoption_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace tiendo::ledger {

namespace {

bool touched(const Holding& holding, const Obligation& obligation) {
    return !obligation.excuses.empty() || holding.sent.contains(obligation.id);
}

std::set<UnitId> units_of(const std::vector<Obligation>& obligations) {
    std::set<UnitId> units;
    for (const auto& each : obligations) {
        units.insert(each.unit);
    }
    return units;
}

class Turning {
public:
    Turning(const Holding& holding, const Adoption& derived, const Heirs& heirs, const Reach& reach)
        : holding_(holding),
          heirs_(heirs),
          reach_(reach),
          stored_(by_cycle(holding.obligations)),
          wanted_(by_cycle(derived.obligations)) {
        for (const auto& cycle : derived.cycles) {
            look_at(cycle);
        }
        for (const auto& cycle : holding.cycles) {
            if (std::ranges::find(derived.cycles, cycle.id, &Cycle::id) == derived.cycles.end()) {
                drop(cycle);
            }
        }
    }
    std::vector<CycleTurn> take() && { return std::move(turns_); }

private:
    [[nodiscard]] bool frozen(const Cycle& cycle) const {
        return !reach_.not_frozen_at || frozen_from(cycle) <= *reach_.not_frozen_at;
    }

    void look_at(const Cycle& cycle) {
        const auto stored = std::ranges::find(holding_.cycles, cycle.id, &Cycle::id);
        if (stored == holding_.cycles.end()) {
            const bool wanted =
                reach_.not_frozen_at ? !frozen(cycle) : reach_.added_after < cycle.year;
            if (wanted) {
                auto turn = debts_of(cycle);
                turn.told.change = CycleChange::added;
                turn.told.after = cycle;
                turns_.push_back(std::move(turn));
            }
            return;
        }
        if (frozen(*stored)) {
            return;
        }
        auto turn = debts_of(cycle);
        if (*stored == cycle && turn.made.empty() && turn.removed.empty()) {
            return;
        }
        if (frozen(cycle)) {
            keep(*stored, fmt::format("tính lại thì hạn đã qua ({})", frozen_from(cycle).iso()));
            turns_.back().told.after = cycle;
            return;
        }
        turn.told.change = CycleChange::moved;
        turn.told.before = *stored;
        turn.told.after = cycle;
        turns_.push_back(std::move(turn));
    }

    void keep(const Cycle& cycle, std::string reason) {
        CycleTurn turn;
        turn.told.change = CycleChange::kept;
        turn.told.before = cycle;
        turn.told.reason = std::move(reason);
        turns_.push_back(std::move(turn));
    }

    void drop(const Cycle& cycle) {
        if (frozen(cycle)) {
            return;
        }
        CycleTurn turn;
        turn.before = stored_[cycle.id];
        if (std::ranges::any_of(turn.before,
                                [&](const auto& each) { return touched(holding_, each); })) {
            keep(cycle, "không còn kỳ này, nhưng đã có bài nộp hoặc được miễn");
            return;
        }
        turn.told.change = CycleChange::dropped;
        turn.told.before = cycle;
        for (const auto& each : turn.before) {
            turn.removed.push_back(each.id);
            turn.told.owe_no_longer.push_back(each.unit);
        }
        turns_.push_back(std::move(turn));
    }

    /// Who comes to owe in the cycle, and who goes. A unit that an event ended before the last day
    /// on time stays: the event says who has its paper (`settle`).
    CycleTurn debts_of(const Cycle& cycle) {
        CycleTurn turn;
        turn.before = stored_[cycle.id];
        const auto& wanted = wanted_[cycle.id];
        const auto owing = units_of(turn.before);
        for (const auto& each : wanted) {
            if (!owing.contains(each.unit)) {
                turn.made.push_back(each);
                turn.told.owe.push_back(each.unit);
            }
        }
        const auto meant = units_of(wanted);
        for (const auto& each : turn.before) {
            if (!meant.contains(each.unit) && !each.inherited && !touched(holding_, each) &&
                !heirs_.ended(each.unit, last_day_of(cycle))) {
                turn.removed.push_back(each.id);
                turn.told.owe_no_longer.push_back(each.unit);
            }
        }
        return turn;
    }

    const Holding& holding_;
    const Heirs& heirs_;
    const Reach& reach_;
    std::map<CycleId, std::vector<Obligation>> stored_;
    std::map<CycleId, std::vector<Obligation>> wanted_;
    std::vector<CycleTurn> turns_;
};

}  // namespace

std::vector<Obligation> CycleTurn::after() const {
    std::vector<Obligation> rest;
    std::ranges::copy_if(before, std::back_inserter(rest), [&](const Obligation& each) {
        return std::ranges::find(removed, each.id) == removed.end();
    });
    std::ranges::copy(made, std::back_inserter(rest));
    return rest;
}

std::vector<CycleTurn> turns_of(const Holding& holding,
                                const Adoption& derived,
                                const Heirs& heirs,
                                const Reach& reach) {
    return Turning(holding, derived, heirs, reach).take();
}

Instant frozen_from(const Cycle& cycle) noexcept {
    if (cycle.due.at) {
        return *cycle.due.at;
    }
    const auto last = cycle.window ? cycle.window->last : Date::of(cycle.year, 12, 31);
    return Instant::start_of(last.plus(std::chrono::days{1}));
}

std::string_view to_string(CycleChange change) noexcept {
    switch (change) {
        case CycleChange::added: return "added";
        case CycleChange::moved: return "moved";
        case CycleChange::dropped: return "dropped";
        case CycleChange::kept: return "kept";
    }
    return "added";
}

}  // namespace tiendo::ledger
