#include "unit_map.hpp"

#include "codes.hpp"
#include "days.hpp"
#include "levels.hpp"
#include "name_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tiendo::units {

namespace {

std::string place_of(const Unit& unit) {
    return fmt::format("unit '{}'", unit.id.str());
}

Error finding(const Unit& unit, std::string message, std::string remedy) {
    return Error{ErrorCode::conflict, std::move(message), std::move(remedy)}.at(place_of(unit));
}

/// What one state may share with no other unit on a day: key → how errors call it.
std::map<std::string, std::string> own_keys(const UnitState& state) {
    std::map<std::string, std::string> keys;
    for (const auto& [system, code] : state.codes) {
        keys.emplace(fmt::format("code\n{}", code_key(system, code)),
                     fmt::format("code {} {}", system, code));
    }
    const auto parent = state.parent().value_or(UnitId{}).str();
    for (const auto& name : {state.name, state.short_name}) {
        if (const auto key = canonical_name(name); !key.empty()) {
            keys.emplace(fmt::format("name\n{}\n{}", key, parent), fmt::format("name '{}'", name));
        }
    }
    return keys;
}

std::string key_above(const UnitId& id) {
    return "above\n" + id.str();
}

std::set<UnitId> above(const UnitState& state) {
    std::set<UnitId> found;
    for (const auto& [hierarchy, parent] : state.parents) {
        found.insert(parent);
    }
    if (state.territory) {
        found.insert(*state.territory);
    }
    return found;
}

}  // namespace

UnitMap::UnitMap(std::vector<Unit> units) : units_(std::move(units)) {
    for (std::size_t i = 0; i < units_.size(); ++i) {
        by_id_.emplace(units_[i].id, i);
        hold(i);
    }
    size_before_ = units_.size();
}

const Unit* UnitMap::find(const UnitId& id) const noexcept {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

Result<const Unit*> UnitMap::there(const UnitId& id, Date day) const {
    const auto* unit = find(id);
    if (unit == nullptr) {
        return Error{ErrorCode::not_found,
                     fmt::format("there is no unit '{}'", id.str()),
                     "correct the id, or create the unit in an earlier step"};
    }
    if (!unit->exists_on(day)) {
        return Error{ErrorCode::not_found,
                     fmt::format("the unit '{}' does not exist on {}", id.str(), day.iso()),
                     "correct the id or the day of the event"};
    }
    return unit;
}

std::optional<UnitLevel> UnitMap::level_of(const Unit& unit, Date day) const {
    return units::level_of(unit, day, [this](const UnitId& id) { return find(id); });
}

Result<void> UnitMap::add(Unit unit) {
    if (find(unit.id) != nullptr) {
        return Error{ErrorCode::conflict,
                     fmt::format("the id '{}' is taken", unit.id.str()),
                     "an id names one unit for ever: give the new one another"};
    }
    by_id_.emplace(unit.id, units_.size());
    units_.push_back(std::move(unit));
    return {};
}

Unit& UnitMap::touch(const UnitId& id) {
    const auto at = by_id_.at(id);
    if (at < size_before_ && touched_.try_emplace(at, units_[at]).second) {
        let_go(at);
    }
    return units_[at];
}

std::vector<std::string> UnitMap::keys_of(const Unit& unit) {
    std::set<std::string> keys;
    for (const auto& state : unit.states) {
        for (const auto& [key, shown] : own_keys(state)) {
            keys.insert(key);
        }
        for (const auto& each : above(state)) {
            keys.insert(key_above(each));
        }
    }
    return {keys.begin(), keys.end()};
}

void UnitMap::hold(std::size_t at) {
    for (const auto& key : keys_of(units_[at])) {
        holders_[key].push_back(at);
    }
}

void UnitMap::let_go(std::size_t at) {
    for (const auto& key : keys_of(units_[at])) {
        std::erase(holders_[key], at);
    }
}

std::vector<Error> UnitMap::findings(Date day) const {
    std::vector<std::size_t> changed;
    changed.reserve(touched_.size() + units_.size() - size_before_);
    for (const auto& [at, before] : touched_) {
        changed.push_back(at);
    }
    for (auto at = size_before_; at < units_.size(); ++at) {
        changed.push_back(at);
    }
    std::vector<Error> found;
    Holders among_changed;  // those that were touched hold nothing in `holders_` yet
    for (const auto at : changed) {
        check_codes(units_[at], found);
        check_shared(at, holders_, found);
        check_shared(at, among_changed, found);
        check_above(units_[at], day, found);
        check_below(units_[at], day, found);
        for (auto& key : keys_of(units_[at])) {
            among_changed[std::move(key)].push_back(at);
        }
    }
    return found;
}

void UnitMap::check_codes(const Unit& unit, std::vector<Error>& findings) {
    for (const auto& state : unit.states) {
        for (auto& fault : wrong_codes(state)) {
            findings.push_back(finding(unit, std::move(fault.message), std::move(fault.remedy)));
        }
    }
}

void UnitMap::check_shared(std::size_t at,
                           const Holders& holders,
                           std::vector<Error>& findings) const {
    const auto& unit = units_[at];
    for (std::size_t i = 0; i < unit.states.size(); ++i) {
        for (const auto& [key, shown] : own_keys(unit.states[i])) {
            const auto held = holders.find(key);
            const auto* other =
                held == holders.end() ? nullptr : holder_in(held->second, key, days_of(unit, i));
            if (other != nullptr) {
                findings.push_back(finding(
                    unit,
                    fmt::format("the {} belongs to '{}' on the same day", shown, other->id.str()),
                    "end or re-code one of the two in this event"));
            }
        }
    }
}

const Unit* UnitMap::holder_in(const std::vector<std::size_t>& holders,
                               const std::string& key,
                               const Days& days) const {
    for (const auto at : holders) {
        const auto& unit = units_[at];
        for (std::size_t i = 0; i < unit.states.size(); ++i) {
            if (!days_of(unit, i).shared_with(days).none() &&
                own_keys(unit.states[i]).contains(key)) {
                return &unit;
            }
        }
    }
    return nullptr;
}

void UnitMap::check_above(const Unit& unit, Date day, std::vector<Error>& findings) const {
    if (!unit.exists_on(day)) {
        return;
    }
    const auto& state = unit.on(day);
    for (const auto& each : above(state)) {
        const auto* found = find(each);
        if (found == nullptr || !found->exists_on(day)) {
            findings.push_back(finding(
                unit,
                fmt::format(
                    "'{}', above it or its territory, is not there on {}", each.str(), day.iso()),
                "move the unit in this event, or end it as well"));
        }
    }
    const auto* territory = state.territory ? find(*state.territory) : nullptr;
    if (territory != nullptr && territory->on(day).kind != UnitKind::territory) {
        findings.push_back(finding(unit,
                                   fmt::format("'{}' is no territory", state.territory->str()),
                                   "name a unit of kind territory"));
    }
    for (const auto& [hierarchy, parent] : state.parents) {
        std::set<UnitId> seen{unit.id};
        for (const auto* at = find(parent); at != nullptr;) {
            if (!seen.insert(at->id).second) {
                findings.push_back(
                    finding(unit,
                            fmt::format("its parents go round in a circle at '{}'", at->id.str()),
                            "move one of them elsewhere"));
                break;
            }
            const auto next = at->on(day).parent_in(hierarchy);
            at = next ? find(*next) : nullptr;
        }
    }
}

void UnitMap::check_below(const Unit& unit, Date day, std::vector<Error>& findings) const {
    const auto held = holders_.find(key_above(unit.id));
    if (unit.exists_on(day) || held == holders_.end()) {
        return;
    }
    for (const auto at : held->second) {
        if (units_[at].exists_on(day) && above(units_[at].on(day)).contains(unit.id)) {
            findings.push_back(
                finding(units_[at],
                        fmt::format("'{}', above it or its territory, ends", unit.id.str()),
                        "move the unit in this event, or end it as well"));
        }
    }
}

void UnitMap::commit() {
    for (const auto& [at, before] : touched_) {
        hold(at);
    }
    for (auto at = size_before_; at < units_.size(); ++at) {
        hold(at);
    }
    touched_.clear();
    size_before_ = units_.size();
}

void UnitMap::roll_back() {
    for (auto at = size_before_; at < units_.size(); ++at) {
        by_id_.erase(units_[at].id);
    }
    units_.resize(size_before_);
    for (auto& [at, before] : touched_) {
        units_[at] = std::move(before);
        hold(at);
    }
    touched_.clear();
}

}  // namespace tiendo::units
