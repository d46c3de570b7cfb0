#include "tiendo/units/registry.hpp"

#include "codes.hpp"
#include "collectives.hpp"
#include "days.hpp"
#include "findings.hpp"
#include "levels.hpp"
#include "name_index.hpp"
#include "name_key.hpp"
#include "places.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tiendo::units {

namespace {

/// The state's names as written: full, short and other ones in use.
std::vector<std::string> written_names(const Unit& unit, const UnitState& state) {
    std::vector<std::string> written{state.name, state.short_name};
    written.insert(written.end(), unit.aliases.begin(), unit.aliases.end());
    return written;
}

}  // namespace

Result<Registry> Registry::make(std::vector<Unit> units) {
    if (auto fault = first_of(check_units(units))) {
        return *std::move(fault);
    }
    Registry registry;
    registry.units_ = std::move(units);
    for (std::size_t i = 0; i < registry.units_.size(); ++i) {
        registry.by_id_.emplace(registry.units_[i].id, i);
    }
    auto names = std::make_shared<NameIndex>();
    for (std::size_t i = 0; i < registry.units_.size(); ++i) {
        for (std::size_t state = 0; state < registry.units_[i].states.size(); ++state) {
            registry.index(i, state, *names);
        }
    }
    registry.names_ = std::move(names);
    return registry;
}

void Registry::index(std::size_t at, std::size_t number, NameIndex& names) {
    const auto& unit = units_[at];
    const auto& state = unit.states[number];
    const auto days = days_of(unit, number);
    if (days.none()) {
        return;
    }
    const auto add = [&](Index& index, const std::string& key, const Days& held) {
        auto& holders = index[key];
        const bool known = !holders.empty() && holders.back().unit == at &&
                           holders.back().first == held.first && holders.back().last == held.last;
        if (!known) {
            holders.push_back({at, held.first, held.last});
        }
    };
    for (const auto& [system, code] : state.codes) {
        add(by_code_, code_key(system, code), days);
    }
    if (state.kind == UnitKind::territory) {
        return;  // a name written by hand means a body
    }
    if (state.territory) {
        add(by_territory_, state.territory->str(), days);
    }
    const auto by_name = [&](std::string name, const Days& held, NameForm form) {
        names.add({at, held, form, std::move(name)});
    };
    const auto written = written_names(unit, state);
    for (const auto& each : written) {
        const auto name = readings_of(each).front();
        by_name(name, days, NameForm::written);
        const auto slug = slug_of(each);
        add(by_slug_, without_level(slug), days);
        // "ubnd-quan" names the authority without its place: "ubnd-quan-binh-an".
        for (auto end = slug.rfind('-');
             state.kind == UnitKind::authority && end != std::string::npos;
             end = slug.rfind('-', end - 1)) {
            add(by_slug_, without_level(slug.substr(0, end)), days);
        }
        if (acts_for_territory(state.kind)) {
            const auto area = area_of_committee(name);
            by_name(area, days, NameForm::area);
            by_name(place_of_area(area), days, NameForm::place);
        }
    }
    // "Thanh tra Quận Bình An" for "Thanh tra quận", as long as the parent has that name.
    const auto* parent = state.parent() ? find(*state.parent()) : nullptr;
    for (std::size_t i = 0; parent != nullptr && i < parent->states.size(); ++i) {
        const auto held = days.shared_with(days_of(*parent, i));
        const auto tail = area_of_committee(readings_of(parent->states[i].name).front());
        if (held.none() || tail.empty()) {
            continue;
        }
        const auto end = " " + tail.substr(0, tail.find(' '));
        for (const auto& each : written) {
            const auto name = readings_of(each).front();
            const auto base = name.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
            for (const auto& form : {base, base + end, base + " " + tail}) {
                by_name(form, held, NameForm::written);
            }
        }
    }
}

Registry::Found Registry::lookup(const Index& index, const std::string& key, Date day) {
    Found found;
    if (const auto holders = index.find(key); holders != index.end()) {
        for (const auto& each : holders->second) {
            const bool there = each.first <= day && day <= each.last;
            (there ? found.there : found.on_other_days).push_back(each.unit);
        }
    }
    for (auto* list : {&found.there, &found.on_other_days}) {
        std::ranges::sort(*list);
        list->erase(std::ranges::unique(*list).begin(), list->end());
    }
    return found;
}

const Unit* Registry::find(const UnitId& id) const noexcept {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

std::string Registry::name_of(const UnitId& id, Date day) const {
    const auto* unit = find(id);
    return unit != nullptr ? unit->on(day).name : id.str();
}

std::vector<UnitId> Registry::units_on(Date day) const {
    std::vector<UnitId> found;
    for (const auto& unit : units_) {
        if (unit.exists_on(day)) {
            found.push_back(unit.id);
        }
    }
    return found;
}

std::optional<UnitLevel> Registry::level_of(const UnitId& id, Date day) const {
    const auto* unit = find(id);
    return unit == nullptr
               ? std::nullopt
               : units::level_of(*unit, day, [this](const UnitId& each) { return find(each); });
}

std::vector<UnitId> Registry::bodies_in(const UnitId& territory, Date day) const {
    std::vector<UnitId> found;
    for (const auto at : lookup(by_territory_, territory.str(), day).there) {
        found.push_back(units_[at].id);
    }
    return found;
}

Result<Expansion> Registry::expand(std::string_view selector,
                                   Date day,
                                   const UnitId& authority) const {
    const auto* row = find_collective(selector);
    if (row == nullptr) {
        return Error{ErrorCode::not_found,
                     fmt::format("'{}' is not a known collective", selector.substr(0, 60)),
                     "name the units one by one, or add the selector to the table of collectives"};
    }
    if (row->under == Under::nobody) {
        return Error{ErrorCode::unsupported, std::string(row->rule), "name the units one by one"}
            .at(std::string(selector.substr(0, 60)));
    }
    Expansion expansion;
    for (const auto& unit : units_) {
        const auto& state = unit.on(day);
        if (!unit.exists_on(day) || std::ranges::find(row->kinds, state.kind) == row->kinds.end()) {
            continue;
        }
        const auto parent = state.parent();
        const auto* above = parent ? find(*parent) : nullptr;
        // A list that goes up to the city has a Front of the district under one of its kind as
        // well.
        const bool alike = above != nullptr && above->on(day).kind == state.kind &&
                           state.level.value_or(UnitLevel::commune) == UnitLevel::commune;
        const bool under = row->under == Under::authority ? parent == authority : alike;
        if (under) {
            expansion.units.push_back(unit.id);
        }
    }
    expansion.rule = fmt::format("{} thuộc {} có trong danh mục đơn vị ngày {}: {}",
                                 row->rule,
                                 name_of(authority, day),
                                 day.vietnamese(),
                                 expansion.units.size());
    return expansion;
}

Result<Expansion> Registry::expand(const Assignee& assignee,
                                   Date day,
                                   const UnitId& authority) const {
    const bool by_key = find_collective(assignee.unit_key) != nullptr || !assignee.collective;
    return expand(by_key ? assignee.unit_key : *assignee.collective, day, authority);
}

Result<UnitId> Registry::find_by_key(std::string_view unit_key, Date day) const {
    if (const auto id = UnitId::parse(unit_key); id && find(*id) != nullptr) {
        return *id;
    }
    const auto found = lookup(by_slug_, without_level(unit_key), day).there;
    if (found.size() == 1) {
        return units_[found.front()].id;
    }
    const auto key = std::string(unit_key.substr(0, 60));
    if (found.empty()) {
        return Error{ErrorCode::not_found,
                     fmt::format("no unit of {} has the key '{}'", day.iso(), key),
                     "add the unit to the list, or its name as an alias"};
    }
    return Error{ErrorCode::conflict,
                 fmt::format("{} units of {} have the key '{}'", found.size(), day.iso(), key),
                 "give one of them that key as its id"};
}

std::optional<UnitId> Registry::find_by_code(std::string_view system,
                                             std::string_view code,
                                             Date day) const {
    const auto found = by_code_.find(code_key(system, code));
    if (found != by_code_.end()) {
        for (const auto& held : found->second) {
            if (held.first <= day && day <= held.last) {
                return units_[held.unit].id;
            }
        }
    }
    return std::nullopt;
}

std::vector<CodeHolder> Registry::holders_of_code(std::string_view system,
                                                  std::string_view code) const {
    std::vector<CodeHolder> holders;
    const auto found = by_code_.find(code_key(system, code));
    if (found == by_code_.end()) {
        return holders;
    }
    for (const auto& held : found->second) {
        holders.push_back({units_[held.unit].id, held.first, held.last});
    }
    std::ranges::sort(holders, {}, &CodeHolder::first);
    std::vector<CodeHolder> joined;  // a unit holds it through several of its states
    for (auto& each : holders) {
        if (!joined.empty() && joined.back().unit == each.unit) {
            joined.back().last = each.last;
        } else {
            joined.push_back(std::move(each));
        }
    }
    return joined;
}

Result<UnitId> Registry::successor_on(const UnitId& unit, Date day) const {
    const auto place = fmt::format("unit '{}' on {}", unit.str(), day.iso());
    const auto* at = find(unit);
    std::set<UnitId> seen;
    while (at != nullptr && !at->exists_on(day)) {
        if (at->valid_from && day < *at->valid_from) {
            return Error{ErrorCode::not_found, "the unit is not there yet", "use a later day"}.at(
                place);
        }
        if (at->successors.size() > 1) {
            return Error{ErrorCode::conflict,
                         fmt::format("{} units took over its work", at->successors.size()),
                         "say which of them has this part"}
                .at(place);
        }
        if (at->succession == Succession::unknown && !at->successors.empty()) {
            return Error{ErrorCode::conflict,
                         fmt::format("'{}' may have its work, but nobody has stated that",
                                     at->successors.front().str()),
                         "state how the duties pass on: an amendment of the event does"}
                .at(place);
        }
        if (at->succession == Succession::closed) {
            return Error{ErrorCode::not_found,
                         "the duties of the unit ended with it: " + at->closing_reason,
                         "nobody has them; look at what it left before its last day"}
                .at(place);
        }
        if (at->successors.empty() || !seen.insert(at->id).second) {
            return Error{ErrorCode::not_found,
                         "the unit has ended and no successor is stated",
                         "state its successors in the list of units"}
                .at(place);
        }
        at = find(at->successors.front());
    }
    if (at == nullptr) {
        return Error{ErrorCode::not_found, "the unit is not in the list", "add it to the list"}.at(
            place);
    }
    return at->id;
}

Result<UnitId> Registry::authority_on(Date day) const {
    std::optional<UnitId> found;
    for (const auto& unit : units_) {
        if (unit.exists_on(day) && unit.on(day).kind == UnitKind::authority) {
            if (found) {
                return Error{
                    ErrorCode::conflict,
                    fmt::format("'{}' and '{}' are both authorities", found->str(), unit.id.str()),
                    "keep one authority in the list of units"};
            }
            found = unit.id;
        }
    }
    if (!found) {
        return Error{ErrorCode::not_found,
                     fmt::format("no unit of kind authority exists on {}", day.iso()),
                     "add the issuing authority to the list of units"};
    }
    return *found;
}

Result<UnitId> Registry::last_authority_on(Date day) const {
    std::optional<Date> last;
    for (const auto& unit : units_) {
        const bool ended = unit.valid_to && *unit.valid_to < day &&
                           unit.on(*unit.valid_to).kind == UnitKind::authority;
        if (ended && (!last || *last < *unit.valid_to)) {
            last = unit.valid_to;
        }
    }
    auto found = authority_on(day);
    const bool gone = !found && found.error().code() == ErrorCode::not_found;
    return gone && last ? authority_on(*last) : std::move(found);
}

}  // namespace tiendo::units
