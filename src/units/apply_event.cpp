#include "apply_event.hpp"

#include "findings.hpp"
#include "shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tiendo::units {

namespace {

using std::chrono::days;

class Applying {
public:
    Applying(UnitMap& map, const Event& event) : map_(map), event_(event) {}

    Result<std::vector<Flow>> run() && {
        for (std::size_t i = 0; i < event_.steps.size(); ++i) {
            auto done =
                std::visit([this](const auto& step) { return apply(step); }, event_.steps[i]);
            if (!done) {
                return std::move(done).error().at(fmt::format("step {}", i + 1));
            }
        }
        if (auto fault = first_of(map_.findings(event_.day))) {
            return *std::move(fault);
        }
        return std::move(flows_);
    }

private:
    Result<void> apply(const Create& step) {
        auto unit = step.unit;
        if (unit.valid_from || unit.valid_to || unit.states.size() != 1) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the new unit '{}' has days of its own", unit.id.str()),
                         "leave valid_from, valid_to and changes out: it begins with the event"};
        }
        unit.valid_from = event_.day;
        unit.legal_basis = event_.legal_basis;
        unit.states.front().legal_basis = event_.legal_basis;
        fresh_.insert(unit.id);
        flows_.push_back({event_.day, event_.id, {}, {unit.id}, {}});
        return map_.add(std::move(unit));
    }

    Result<void> apply(const Change& step) {
        auto unit = open_unit(step.unit);
        if (!unit) {
            return std::move(unit).error();
        }
        auto& states = (*unit)->states;
        const auto begins = states.size() == 1 ? (*unit)->valid_from : states.back().from;
        auto state = changed(states.back(), step, event_.day);
        state.legal_basis = event_.legal_basis;
        if (begins == event_.day) {  // a state that began today was nobody's yet
            state.from = states.back().from;
            states.back() = std::move(state);
        } else {
            states.push_back(std::move(state));
        }
        return {};
    }

    Result<void> apply(const Merge& step) {
        std::vector<UnitId> units;
        units.reserve(step.units.size());
        for (const auto& part : step.units) {
            units.push_back(part.unit);
        }
        auto heir = map_.there(step.into, event_.day);
        if (!heir) {
            return std::move(heir).error();
        }
        return pass(step, step.by, units, {step.into}, step.duties);
    }

    Result<void> apply(const End& step) {
        std::vector<UnitId> heirs;
        heirs.reserve(step.into.size());
        for (const auto& part : step.into) {
            heirs.push_back(part.unit);
        }
        return pass(step, step.by, {step.unit}, heirs, step.duties);
    }

    Result<void> apply(const Transfer& step) {
        auto giver = open_unit(step.from);
        if (!giver) {
            return std::move(giver).error();
        }
        if (step.from == step.to.unit) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("'{}' gives a part to itself", step.from.str()),
                         "name another unit"};
        }
        return pass(step, step.by, {}, {step.to.unit}, std::nullopt);
    }

    Result<void> apply(const EndTier& step) {
        std::vector<UnitId> all;
        for (const auto& unit : map_.units()) {
            if (unit.exists_on(event_.day) && !fresh_.contains(unit.id) &&
                map_.level_of(unit, event_.day) == step.level) {
                all.push_back(unit.id);
            }
        }
        if (all.empty()) {
            return Error{
                ErrorCode::not_found,
                fmt::format(
                    "no unit of tier {} exists on {}", to_string(step.level), event_.day.iso()),
                "state the level of the units that make the tier"};
        }
        for (const auto& id : all) {
            auto done = apply(End{id, {}, ShareBasis::stated, step.duties});
            if (!done) {
                return done;
            }
        }
        return {};
    }

    /// The unit, to be changed: there on the day, and nothing said of it for a later one.
    Result<Unit*> open_unit(const UnitId& id) {
        auto there = map_.there(id, event_.day);
        if (!there) {
            return std::move(there).error();
        }
        const auto& last = (*there)->states.back().from;
        if ((*there)->valid_to || (last && event_.day < *last)) {
            return Error{
                ErrorCode::conflict,
                fmt::format("the list already says something of '{}' for a later day", id.str()),
                "take that out of the list of units; events say what happens later"};
        }
        return &map_.touch(id);
    }

    /// Units end, and what they had passes to heirs, as `step` says.
    Result<void> pass(const Step& step,
                      ShareBasis by,
                      const std::vector<UnitId>& ends,
                      const std::vector<UnitId>& heirs,
                      const std::optional<Passing>& duties) {
        for (const auto& heir : heirs) {
            auto there = map_.there(heir, event_.day);
            if (!there) {
                return std::move(there).error();
            }
            if (std::ranges::find(ends, heir) != ends.end()) {
                return Error{ErrorCode::malformed_input,
                             fmt::format("'{}' ends and is its own heir", heir.str()),
                             "create the heir under an id of its own, or let the unit live on"};
            }
        }
        auto passages = passages_of(step);
        if (by == ShareBasis::territory) {
            if (auto done = take_from_territories(passages); !done) {
                return done;
            }
        }
        auto edges = edges_of(passages, {ends.begin(), ends.end()}, fresh_);
        if (!edges) {
            return std::move(edges).error();
        }
        for (const auto& id : ends) {
            if (auto done = end(id, heirs, duties); !done) {
                return done;
            }
        }
        for (const auto& heir : heirs) {
            fresh_.erase(heir);
        }
        flows_.push_back({event_.day, event_.id, std::move(*edges), {}, ends});
        return {};
    }

    Result<void> end(const UnitId& id,
                     const std::vector<UnitId>& heirs,
                     const std::optional<Passing>& duties) {
        auto unit = open_unit(id);
        if (!unit) {
            return std::move(unit).error();
        }
        auto& ending = **unit;
        if (ending.valid_from == event_.day) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("'{}' begins and ends on one day", id.str()),
                         "leave it out of the event"};
        }
        const bool territory = ending.on(event_.day).kind == UnitKind::territory;
        if (!territory && !duties) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("nothing is said of the duties of '{}'", id.str()),
                         "state duties = \"inherited\", \"shared\", \"closed\" or \"unknown\""};
        }
        if (ending.states.back().from == event_.day) {
            ending.states.pop_back();  // a state of this day, which it does not live to see
        }
        ending.valid_to = event_.day.plus(days{-1});
        ending.legal_basis = event_.legal_basis;
        ending.successors = duties && !duties->heirs.empty() ? duties->heirs : heirs;
        ending.succession = !territory
                                ? duties->succession
                                : (heirs.size() == 1 ? Succession::inherited : Succession::unknown);
        ending.closing_reason = territory ? std::string{} : duties->reason;
        return check_passing(ending);
    }

    [[nodiscard]] Result<void> check_passing(const Unit& unit) const {
        const auto many = unit.successors.size();
        const bool wrong = (unit.succession == Succession::inherited && many != 1) ||
                           (unit.succession == Succession::shared && many == 0);
        if (wrong) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the duties of '{}' are {}, but by {} units",
                                     unit.id.str(),
                                     to_string(unit.succession),
                                     many),
                         "name who has them in duties_to, or state duties = \"unknown\""};
        }
        if ((unit.succession == Succession::closed) != !unit.closing_reason.empty()) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the duties of '{}' are closed without a reason, or a reason "
                                     "stands without that",
                                     unit.id.str()),
                         "state duties = \"closed\" and reason together"};
        }
        for (const auto& heir : unit.successors) {
            auto there = map_.there(heir, event_.day);
            if (!there) {
                return std::move(there).error();
            }
        }
        return {};
    }

    /// Shares of bodies that are those of their territories in this event.
    Result<void> take_from_territories(std::vector<Passage>& passages) const {
        for (auto& each : passages) {
            const auto from = territory_of(each.from, event_.day.plus(days{-1}));
            const auto to = territory_of(each.to, event_.day);
            const auto found = from && to ? passage_between(*from, *to) : std::nullopt;
            if (!found) {
                return Error{ErrorCode::malformed_input,
                             fmt::format("no step takes the territory of '{}' to that of '{}'",
                                         each.from.str(),
                                         each.to.str()),
                             "add the step of the territories, or state the shares here"};
            }
            each.share = found->share;
            each.back = found->back;
        }
        return {};
    }
    [[nodiscard]] std::optional<Passage> passage_between(const UnitId& from,
                                                         const UnitId& to) const {
        for (const auto& step : event_.steps) {
            for (auto& each : passages_of(step)) {
                if (each.from == from && each.to == to) {
                    return std::move(each);
                }
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<UnitId> territory_of(const UnitId& body, Date day) const {
        const auto* unit = map_.find(body);
        return unit == nullptr ? std::nullopt : unit->on(day).territory;
    }

    UnitMap& map_;
    const Event& event_;
    std::set<UnitId> fresh_;
    std::vector<Flow> flows_;
};

}  // namespace

Result<std::vector<Flow>> apply_steps(UnitMap& map, const Event& event) {
    return Applying(map, event).run();
}

}  // namespace tiendo::units
