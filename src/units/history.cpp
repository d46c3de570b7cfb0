#include "tiendo/units/history.hpp"

#include "amend.hpp"
#include "apply_event.hpp"
#include "findings.hpp"
#include "shares.hpp"
#include "unit_map.hpp"

#include "tiendo/units/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

namespace tiendo::units {

namespace {

/// Units of a list that begin and end on one day of the map.
struct Turn {
    std::set<UnitId> begins;
    std::map<UnitId, const Unit*> ends;
};

/// Those of the ending units that are nobody's heir among them: they go first, so that what they
/// hand on is handed on again. All of them where they are heirs of one another in a circle.
std::vector<const Unit*> next_to_end(const std::map<UnitId, const Unit*>& left) {
    std::set<UnitId> heirs;
    for (const auto& [id, unit] : left) {
        heirs.insert(unit->successors.begin(), unit->successors.end());
    }
    std::vector<const Unit*> first;
    std::vector<const Unit*> all;
    for (const auto& [id, unit] : left) {
        all.push_back(unit);
        if (!heirs.contains(id)) {
            first.push_back(unit);
        }
    }
    return first.empty() ? all : first;
}

std::map<Date, Turn> turns_of(const std::vector<Unit>& list) {
    std::map<Date, Turn> turns;
    for (const auto& unit : list) {
        if (unit.valid_from) {
            turns[*unit.valid_from].begins.insert(unit.id);
        }
        if (unit.valid_to) {
            turns[unit.valid_to->plus(std::chrono::days{1})].ends.emplace(unit.id, &unit);
        }
    }
    return turns;
}

/// Some units of a list end on one day. Takes their heirs out of `fresh`.
Flow ending(Date day, const std::vector<const Unit*>& units, std::set<UnitId>& fresh) {
    Flow flow{day, UnitEventId::of(first_list_event), {}, {}, {}};
    std::vector<Passage> passages;
    for (const auto* unit : units) {
        flow.ends.push_back(unit->id);
        for (const auto& heir : unit->successors) {
            passages.push_back({unit->id, heir, std::nullopt, std::nullopt});
        }
    }
    auto edges = edges_of(passages, {flow.ends.begin(), flow.ends.end()}, fresh);
    assert(edges);  // no share is stated, so none is wrong
    flow.edges = *std::move(edges);
    for (const auto& passage : passages) {
        fresh.erase(passage.to);
    }
    return flow;
}

/// What the first list itself says of beginnings and ends.
std::vector<Flow> flows_of(const std::vector<Unit>& list) {
    std::vector<Flow> flows;
    for (const auto& [day, turn] : turns_of(list)) {
        if (!turn.begins.empty()) {
            flows.push_back({day,
                             UnitEventId::of(first_list_event),
                             {},
                             {turn.begins.begin(), turn.begins.end()},
                             {}});
        }
        auto fresh = turn.begins;
        auto left = turn.ends;
        while (!left.empty()) {
            flows.push_back(ending(day, next_to_end(left), fresh));
            for (const auto& id : flows.back().ends) {
                left.erase(id);
            }
        }
    }
    return flows;
}

}  // namespace

struct History::Impl {
    std::vector<Unit> first_list;
    std::vector<Entry> entries;
    std::set<UnitEventId> ids;
    UnitMap map;
    std::vector<Flow> flows;
    std::optional<Date> last_day;  // of an event
    Date last_of_list;             // on which the first list says something

    Impl() = default;
    /// @pre `check_units` finds nothing in `list`
    explicit Impl(std::vector<Unit> list)
        : first_list(std::move(list)),
          map(first_list),
          flows(flows_of(first_list)),
          last_of_list(Date::of(1, 1, 1)) {
        for (const auto& unit : first_list) {
            for (const auto& day : {unit.valid_from, unit.valid_to, unit.states.back().from}) {
                last_of_list = std::max(last_of_list, day.value_or(last_of_list));
            }
        }
    }

    /// Takes one event in, or leaves all as it was.
    Result<void> take(const Event& event) {
        const auto place = fmt::format("event '{}'", event.id.str());
        if (event.steps.empty()) {
            return Error{ErrorCode::malformed_input, "the event has no steps", "add what it does"}
                .at(place);
        }
        if (event.id.str() == first_list_event) {
            return Error{ErrorCode::malformed_input,
                         "the id is kept for the first list",
                         "give the event another id"}
                .at(place);
        }
        if (last_day && event.day < *last_day) {
            return Error{ErrorCode::conflict,
                         fmt::format("its day {} lies before that of the last event, {}",
                                     event.day.iso(),
                                     last_day->iso()),
                         "take the later events back, apply this one, then apply them again"}
                .at(place);
        }
        auto done = apply_steps(map, event);
        if (done && event.day <= last_of_list) {
            // The list goes on after this day: what it says later must still hold.
            if (auto fault = first_of(check_units(map.units()))) {
                done = *std::move(fault);
            }
        }
        if (!done) {
            map.roll_back();
            return std::move(done).error().at(place);
        }
        map.commit();
        last_day = event.day;
        const auto later = std::ranges::upper_bound(flows, event.day, {}, &Flow::day);
        flows.insert(
            later, std::make_move_iterator(done->begin()), std::make_move_iterator(done->end()));
        return {};
    }

    /// The same list and `said`, folded anew.
    [[nodiscard]] Result<Impl> folded(std::span<const Entry> said) const {
        auto events = standing_events(said);
        if (!events) {
            return std::move(events).error();
        }
        Impl next(first_list);
        for (const auto& event : *events) {
            if (auto done = next.take(event); !done) {
                return std::move(done).error();
            }
        }
        for (const auto& entry : said) {
            next.ids.insert(id_of(entry));
        }
        next.entries.assign(said.begin(), said.end());
        return next;
    }
};

History::History() : impl_(std::make_unique<Impl>()) {}
History::~History() = default;
History::History(const History& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History& History::operator=(const History& other) {
    if (this != &other) {
        impl_ = std::make_unique<Impl>(*other.impl_);
    }
    return *this;
}

Result<History> History::make(std::vector<Unit> first_list) {
    if (auto fault = first_of(check_units(first_list))) {
        return *std::move(fault);
    }
    History history;
    *history.impl_ = Impl(std::move(first_list));
    return history;
}

Result<void> History::apply(Entry entry) {
    const auto& id = id_of(entry);
    if (impl_->ids.contains(id)) {
        return Error{ErrorCode::conflict,
                     fmt::format("the id '{}' stands for an earlier entry", id.str()),
                     "give each event, amendment and reversal an id of its own"};
    }
    if (const auto* event = std::get_if<Event>(&entry)) {
        if (auto done = impl_->take(*event); !done) {
            return done;
        }
        impl_->ids.insert(id);
        impl_->entries.push_back(std::move(entry));
        return {};
    }
    auto said = impl_->entries;
    said.push_back(entry);
    auto next = impl_->folded(said);
    if (!next) {
        const auto* reversal = std::get_if<Reversal>(&entry);
        if (reversal == nullptr || !impl_->ids.contains(reversal->reverses)) {
            return std::move(next).error();
        }
        return Error{ErrorCode::conflict,
                     fmt::format("'{}' cannot be taken back", reversal->reverses.str()),
                     "what came later may stand on it: take that back first"}
            .because(std::move(next).error());
    }
    *impl_ = *std::move(next);
    return {};
}

History History::known(std::size_t position) const {
    assert(position <= impl_->entries.size());
    if (position == impl_->entries.size()) {
        return *this;
    }
    auto earlier = impl_->folded(std::span(impl_->entries).first(position));
    assert(earlier);  // it stood once
    History history;
    *history.impl_ = *std::move(earlier);
    return history;
}

const std::vector<Entry>& History::entries() const noexcept {
    return impl_->entries;
}
const std::vector<Unit>& History::units() const noexcept {
    return impl_->map.units();
}
const Unit* History::find(const UnitId& id) const noexcept {
    return impl_->map.find(id);
}
const std::vector<Flow>& History::flows() const noexcept {
    return impl_->flows;
}

std::vector<Unknown> History::unknown() const {
    std::vector<Unknown> open;
    for (const auto& flow : impl_->flows) {
        std::set<UnitId> seen;
        for (const auto& edge : flow.edges) {
            if (!edge.forward && seen.insert(edge.from).second) {
                open.push_back({flow.event, edge.from, Unknown::What::shares});
            }
        }
        for (const auto& id : flow.ends) {
            const auto& unit = *find(id);
            const bool body = unit.on(flow.day).kind != UnitKind::territory;
            if (body && unit.succession == Succession::unknown) {
                open.push_back(
                    {flow.event,
                     id,
                     unit.successors.empty() ? Unknown::What::heir : Unknown::What::duties});
            }
        }
    }
    return open;
}

}  // namespace tiendo::units
