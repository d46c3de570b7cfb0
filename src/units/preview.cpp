#include "tiendo/units/history.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace tiendo::units {

namespace {

/// What is true of a unit on a day, by name of the fact; empty where it is not there.
std::map<std::string, std::string> facts_of(const Unit* unit, Date day) {
    std::map<std::string, std::string> facts;
    if (unit == nullptr) {
        return facts;
    }
    if (unit->valid_to && *unit->valid_to < day) {
        std::vector<std::string> heirs;
        heirs.reserve(unit->successors.size());
        for (const auto& heir : unit->successors) {
            heirs.push_back(heir.str());
        }
        facts["successors"] = fmt::format("{}", fmt::join(heirs, " "));
        facts["duties"] = to_string(unit->succession);
    }
    if (!unit->exists_on(day)) {
        return facts;
    }
    const auto& state = unit->on(day);
    facts["life"] = "there";
    facts["name"] = state.name;
    facts["kind"] = to_string(state.kind);
    if (state.territory) {
        facts["territory"] = state.territory->str();
    }
    for (const auto& [hierarchy, parent] : state.parents) {
        facts[fmt::format("parent {}", to_string(hierarchy))] = parent.str();
    }
    for (const auto& [system, code] : state.codes) {
        facts["code " + system] = code;
    }
    return facts;
}

void compare(const UnitId& id,
             const std::map<std::string, std::string>& before,
             const std::map<std::string, std::string>& after,
             std::vector<Difference>& out) {
    std::set<std::string> names;
    for (const auto* facts : {&before, &after}) {
        for (const auto& [name, value] : *facts) {
            names.insert(name);
        }
    }
    for (const auto& name : names) {
        const auto old = before.find(name);
        const auto now = after.find(name);
        Difference difference{id,
                              name,
                              old == before.end() ? std::string{} : old->second,
                              now == after.end() ? std::string{} : now->second};
        if (difference.before != difference.after) {
            out.push_back(std::move(difference));
        }
    }
}

Date day_of(const History& history, const Entry& entry) {
    if (const auto* event = std::get_if<Event>(&entry)) {
        return event->day;
    }
    const auto* amendment = std::get_if<Amendment>(&entry);
    const auto& named =
        amendment != nullptr ? amendment->event : std::get<Reversal>(entry).reverses;
    const auto found = std::ranges::find(history.entries(), named, id_of);
    return day_of(history, *found);  // of the event that the amendment which is taken back amends
}

void add_heirs(const History& history, const UnitEventId& event, std::set<UnitId>& heirs) {
    for (const auto& flow : history.flows()) {
        if (flow.event != event) {
            continue;
        }
        for (const auto& edge : flow.edges) {
            if (edge.from != edge.to) {
                heirs.insert(edge.to);
            }
        }
        for (const auto& id : flow.ends) {
            const auto& successors = history.find(id)->successors;
            heirs.insert(successors.begin(), successors.end());
        }
    }
}

const UnitEventId& event_of(const Entry& entry) {
    if (const auto* amendment = std::get_if<Amendment>(&entry)) {
        return amendment->event;
    }
    const auto* reversal = std::get_if<Reversal>(&entry);
    return reversal != nullptr ? reversal->reverses : id_of(entry);
}

}  // namespace

std::vector<Difference> differences(const std::vector<Unit>& before,
                                    const std::vector<Unit>& after,
                                    Date day) {
    std::map<UnitId, std::pair<const Unit*, const Unit*>> pairs;
    for (const auto& unit : before) {
        pairs[unit.id].first = &unit;
    }
    for (const auto& unit : after) {
        pairs[unit.id].second = &unit;
    }
    std::vector<Difference> out;
    for (const auto& [id, pair] : pairs) {
        compare(id, facts_of(pair.first, day), facts_of(pair.second, day), out);
    }
    return out;
}

Result<Preview> History::preview(const Entry& entry) const {
    auto after = *this;
    if (auto done = after.apply(entry); !done) {
        return std::move(done).error();
    }
    Preview preview;
    preview.day = day_of(after, entry);
    preview.differences = units::differences(units(), after.units(), preview.day);
    std::set<UnitId> touched;
    for (const auto& difference : preview.differences) {
        touched.insert(difference.unit);
    }
    for (const auto& id : touched) {
        const auto* old = find(id);
        const auto* now = after.find(id);
        const bool was = old != nullptr && old->exists_on(preview.day);
        const bool is = now != nullptr && now->exists_on(preview.day);
        (was == is ? preview.changed : is ? preview.begin : preview.end).push_back(id);
    }
    std::set<UnitId> heirs;
    add_heirs(*this, event_of(entry), heirs);
    add_heirs(after, event_of(entry), heirs);
    preview.heirs.assign(heirs.begin(), heirs.end());
    preview.unknown = after.unknown();
    return preview;
}

}  // namespace tiendo::units
