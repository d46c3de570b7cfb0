#include "tiendo/units/registry.hpp"

#include "collectives.hpp"
#include "name_key.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tiendo::units {

namespace {

/// "quận bình an" of "ubnd quận bình an"; empty where the name has no such tail.
std::string territory_of(const std::string& canonical) {
    constexpr std::string_view head = "ubnd ";
    return canonical.starts_with(head) ? canonical.substr(head.size()) : std::string{};
}

std::string code_key(std::string_view system, std::string_view code) {
    return fmt::format("{}\n{}", system, to_upper(trim(code)));
}

}  // namespace

Result<Registry> Registry::make(std::vector<Unit> units) {
    auto findings = check_units(units);
    if (!findings.empty()) {
        auto first = std::move(findings.front());
        for (std::size_t i = 1; i < findings.size(); ++i) {
            (void)std::move(first).because(std::move(findings[i]));
        }
        return first;
    }
    Registry registry;
    registry.units_ = std::move(units);
    for (std::size_t i = 0; i < registry.units_.size(); ++i) {
        registry.by_id_.emplace(registry.units_[i].id, i);
    }
    for (std::size_t i = 0; i < registry.units_.size(); ++i) {
        registry.index(i);
    }
    return registry;
}

void Registry::index(std::size_t at) {
    const auto& unit = units_[at];
    const auto* parent = unit.parent ? find(*unit.parent) : nullptr;
    const auto tail =
        parent != nullptr ? territory_of(canonical_name(parent->name)) : std::string{};
    const std::string level = tail.substr(0, tail.find(' '));
    std::set<std::string> names;
    std::set<std::string> bare;
    std::set<std::string> slugs;
    std::vector<std::string> written{unit.name, unit.short_name};
    written.insert(written.end(), unit.aliases.begin(), unit.aliases.end());
    for (const auto& each : written) {
        const auto name = canonical_name(each);
        names.insert(name);
        slugs.insert(slug_of(each));
        if (unit.kind == UnitKind::ward && !territory_of(name).empty()) {
            bare.insert(territory_of(name));
        }
        if (!tail.empty()) {
            const auto end = " " + level;
            const auto base = name.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
            names.insert({base, base + end, base + " " + tail});
        }
    }
    for (const auto& each : names) {
        by_name_.emplace(each, at);
        by_unmarked_.emplace(search_key(each), at);
    }
    for (const auto& each : bare) {
        by_bare_.emplace(each, at);
        by_unmarked_.emplace(search_key(each), at);
    }
    for (const auto& each : slugs) {
        by_slug_.emplace(each, at);
    }
    for (const auto& [system, code] : unit.codes) {
        by_code_.emplace(code_key(system, code), at);
    }
}

std::vector<std::size_t> Registry::lookup(const Index& index, std::string_view key) const {
    std::vector<std::size_t> found;
    const auto [first, last] = index.equal_range(key);
    for (auto each = first; each != last; ++each) {
        found.push_back(each->second);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

const Unit* Registry::find(const UnitId& id) const noexcept {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

std::string Registry::name_of(const UnitId& id) const {
    const auto* unit = find(id);
    return unit != nullptr ? unit->name : id.str();
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
        const auto* parent = unit.parent ? find(*unit.parent) : nullptr;
        const bool under = row->under == Under::authority
                               ? unit.parent == authority
                               : parent != nullptr && parent->kind == unit.kind;
        if (under && unit.exists_on(day) &&
            std::ranges::find(row->kinds, unit.kind) != row->kinds.end()) {
            expansion.units.push_back(unit.id);
        }
    }
    expansion.rule = fmt::format("{} thuộc {} có trong danh mục đơn vị ngày {}: {}",
                                 row->rule,
                                 name_of(authority),
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
    std::vector<std::size_t> found;
    for (const auto& [slug, at] : by_slug_) {
        // "ubnd-quan" names the authority without its place: "ubnd-quan-binh-an".
        const bool placeless = units_[at].kind == UnitKind::authority && !unit_key.empty() &&
                               slug.starts_with(std::string(unit_key) + "-");
        const bool same =
            slug == unit_key || placeless || without_level(slug) == without_level(unit_key);
        if (same && units_[at].exists_on(day) && std::ranges::find(found, at) == found.end()) {
            found.push_back(at);
        }
    }
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
    for (const auto at : lookup(by_code_, code_key(system, code))) {
        if (units_[at].exists_on(day)) {
            return units_[at].id;
        }
    }
    return std::nullopt;
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
        if (unit.kind == UnitKind::authority && unit.exists_on(day)) {
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

}  // namespace tiendo::units
