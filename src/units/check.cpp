#include "check.hpp"

#include "codes.hpp"
#include "days.hpp"
#include "name_key.hpp"

#include "tiendo/units/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace tiendo::units {

namespace {

using std::chrono::days;

/// Who holds one name or code, and when.
struct Holder {
    const Unit* unit;
    Days days;
};
using Holders = std::unordered_map<std::string, std::vector<Holder>>;

class Check {
public:
    Check(const std::vector<Unit>& units, const std::set<std::string>& unread)
        : units_(units), unread_(unread) {
        for (const auto& unit : units) {
            if (!by_id_.emplace(unit.id, &unit).second) {
                say(unit, "the id stands twice in the list", "give each unit an id of its own");
            }
        }
    }

    std::vector<ListFault> run() && {
        for (const auto& unit : units_) {
            check_life(unit);
            check_parents(unit);
            check_territory(unit);
            check_successors(unit);
        }
        check_names();
        check_codes();
        return std::move(faults_);
    }

private:
    void say(const Unit& unit, std::string message, std::string remedy) {
        faults_.push_back({static_cast<std::size_t>(&unit - units_.data()),
                           std::move(message),
                           std::move(remedy)});
    }
    /// Of an id that no unit has: whether a unit had it that could not be read.
    bool unread(const UnitId& id) const { return unread_.contains(id.str()); }
    const Unit* find(const UnitId& id) const {
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : found->second;
    }

    void check_life(const Unit& unit) {
        if (unit.valid_from && unit.valid_to && *unit.valid_to < *unit.valid_from) {
            say(unit,
                fmt::format("its last day {} lies before its first day {}",
                            unit.valid_to->iso(),
                            unit.valid_from->iso()),
                "exchange or correct valid_from and valid_to");
            return;
        }
        for (std::size_t i = 1; i < unit.states.size(); ++i) {
            const auto from = *unit.states[i].from;
            if (!unit.exists_on(from) || unit.valid_from == from) {
                say(unit,
                    fmt::format("its change of {} lies outside its life", from.iso()),
                    "give the change a day after its first and not after its last");
            }
        }
    }

    /// A circle stands first on the day on which the last of its steps begins, so each state is
    /// followed upwards on its first day.
    void check_parents(const Unit& unit) {
        for (std::size_t i = 0; i < unit.states.size(); ++i) {
            for (const auto& [hierarchy, parent] : unit.states[i].parents) {
                if (i > 0 && unit.states[i - 1].parent_in(hierarchy) == parent) {
                    continue;
                }
                if (find(parent) == nullptr) {
                    if (unread(parent)) {
                        continue;
                    }
                    say(unit,
                        fmt::format("its parent '{}' is not in the list", parent.str()),
                        "add the parent or correct the id");
                } else if (goes_round(unit, hierarchy, days_of(unit, i).first)) {
                    say(unit,
                        fmt::format("its parents go round in a circle at '{}'", parent.str()),
                        "take the parent of one of them away");
                }
            }
        }
    }

    bool goes_round(const Unit& unit, Hierarchy hierarchy, Date day) const {
        std::set<UnitId> seen;
        for (const auto* at = &unit; at != nullptr;) {
            if (!seen.insert(at->id).second) {
                return true;
            }
            const auto parent = at->on(day).parent_in(hierarchy);
            at = parent ? find(*parent) : nullptr;
        }
        return false;
    }

    void check_territory(const Unit& unit) {
        for (std::size_t i = 0; i < unit.states.size(); ++i) {
            const auto& state = unit.states[i];
            if (!state.territory) {
                continue;
            }
            const auto day = days_of(unit, i).first;
            const auto* found = find(*state.territory);
            if (found == nullptr && unread(*state.territory)) {
                continue;
            }
            if (found == nullptr || found->on(day).kind != UnitKind::territory) {
                say(unit,
                    fmt::format("its territory '{}' is no territory of the list",
                                state.territory->str()),
                    "add a unit of kind territory or correct the id");
            } else if (state.kind == UnitKind::territory) {
                say(unit,
                    "a territory has a territory",
                    "name the one that it lies in as its parent");
            }
        }
    }

    void check_successors(const Unit& unit) {
        if (!unit.successors.empty() && !unit.valid_to) {
            say(unit, "it has successors but no last day", "state valid_to, its last day");
            return;
        }
        if ((unit.succession == Succession::closed) != !unit.closing_reason.empty()) {
            say(unit,
                "its duties are closed without a reason, or a reason stands without that",
                "state duties = \"closed\" and closing_reason together");
        }
        if ((unit.succession == Succession::inherited && unit.successors.size() != 1) ||
            (unit.succession == Succession::shared && unit.successors.empty())) {
            say(unit,
                fmt::format("its duties are {}, but by {} successors",
                            to_string(unit.succession),
                            unit.successors.size()),
                "name who has them, one where they are inherited, or state duties = \"unknown\"");
        }
        for (const auto& successor : unit.successors) {
            const auto* found = find(successor);
            if (found == nullptr && unread(successor)) {
                continue;
            }
            if (found == nullptr) {
                say(unit,
                    fmt::format("its successor '{}' is not in the list", successor.str()),
                    "add the successor or correct the id");
            } else if (!found->exists_on(unit.valid_to->plus(days{1})) &&
                       found->valid_to != unit.valid_to) {  // ended with it: its heirs follow
                say(unit,
                    fmt::format("its successor '{}' is not there on {}, the day after its end",
                                successor.str(),
                                unit.valid_to->plus(days{1}).iso()),
                    "correct the days of one of the two");
            }
        }
    }

    void check_names() {
        Holders names;
        for (const auto& unit : units_) {
            for (std::size_t i = 0; i < unit.states.size(); ++i) {
                // By key, so that two writings of one name are one; the error shows the name as
                // written. Every district has its Phường 1, so a name is one's own under a parent.
                const auto& state = unit.states[i];
                const std::map<std::string, std::string> own{
                    {canonical_name(state.name), state.name},
                    {canonical_name(state.short_name), state.short_name}};
                const auto parent = state.parent().value_or(UnitId{}).str();
                for (const auto& [key, name] : own) {
                    check_shared(names,
                                 key.empty() ? key : fmt::format("{}\n{}", key, parent),
                                 {&unit, days_of(unit, i)},
                                 "the name '" + name + "'");
                }
            }
        }
    }

    void check_codes() {
        Holders codes;
        for (const auto& unit : units_) {
            for (std::size_t i = 0; i < unit.states.size(); ++i) {
                const auto& state = unit.states[i];
                for (auto& fault : wrong_codes(state)) {
                    say(unit, std::move(fault.message), std::move(fault.remedy));
                }
                for (const auto& [system, code] : state.codes) {
                    auto key = code_key(system, code);
                    auto shown = key;
                    std::ranges::replace(shown, '\n', ' ');
                    check_shared(codes, key, {&unit, days_of(unit, i)}, "the code '" + shown + "'");
                }
            }
        }
    }

    void check_shared(Holders& seen,
                      const std::string& key,
                      const Holder& holder,
                      const std::string& what) {
        if (key.empty() || holder.days.none()) {
            return;
        }
        auto& holders = seen[key];
        for (const auto& each : holders) {
            if (each.unit->id != holder.unit->id && !each.days.shared_with(holder.days).none()) {
                say(*holder.unit,
                    fmt::format("{} belongs to '{}' on the same day", what, each.unit->id.str()),
                    "state from and to when each of the two holds it, or correct one");
                break;  // one is enough: all of a list may have the same
            }
        }
        holders.push_back(holder);
    }

    const std::vector<Unit>& units_;
    std::unordered_map<UnitId, const Unit*> by_id_;
    const std::set<std::string>& unread_;
    std::vector<ListFault> faults_;
};

}  // namespace

std::vector<ListFault> faults_of(const std::vector<Unit>& units,
                                 const std::set<std::string>& unread) {
    return Check(units, unread).run();
}

std::vector<Error> check_units(const std::vector<Unit>& units) {
    std::vector<Error> findings;
    for (auto& [unit, message, remedy] : faults_of(units, {})) {
        findings.push_back(
            Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
                fmt::format("unit '{}'", units[unit].id.str())));
    }
    return findings;
}

}  // namespace tiendo::units
