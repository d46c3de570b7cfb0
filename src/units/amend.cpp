#include "amend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace tiendo::units {

namespace {

Error known_already(std::string_view what) {
    return Error{ErrorCode::conflict,
                 fmt::format("{} known already", what),
                 "an amendment fills what is unknown: take the event or the older amendment back "
                 "and apply what is right"};
}

Result<void> fill(std::optional<Share>& to, const std::optional<Share>& from) {
    if (!from) {
        return {};
    }
    if (to) {
        return known_already("the share is");
    }
    to = from;
    return {};
}

Result<void> fill(Part& to, const Part& from) {
    auto done = fill(to.share, from.share);
    return done ? fill(to.back, from.back) : done;
}

Result<void> fill(std::vector<Part>& to, const std::vector<Part>& from) {
    for (const auto& part : from) {
        const auto found = std::ranges::find(to, part.unit, &Part::unit);
        if (found == to.end()) {
            return Error{ErrorCode::not_found,
                         fmt::format("'{}' has no part in the step", part.unit.str()),
                         "name the units that the event names"};
        }
        if (auto done = fill(*found, part); !done) {
            return done;
        }
    }
    return {};
}

Result<void> fill(std::optional<Passing>& to, const std::optional<Passing>& from) {
    if (!from) {
        return {};
    }
    if (to && to->succession != Succession::unknown) {
        return known_already("how the duties pass on is");
    }
    to = from;
    return {};
}

class Stating {
public:
    explicit Stating(const Statement& statement) : said_(statement) {}

    /// @return whether the step is the one that is spoken of
    Result<bool> into(Step& step) {
        if (auto* end = std::get_if<End>(&step); end != nullptr && end->unit == said_.unit) {
            auto done = end->into.empty() ? name_heirs(*end) : fill(end->into, said_.parts);
            return told(done ? fill(end->duties, said_.duties) : done);
        }
        if (auto* merge = std::get_if<Merge>(&step); merge != nullptr && speaks_of(*merge)) {
            auto done = fill(merge->units, said_.parts);
            return told(done ? fill(merge->duties, said_.duties) : done);
        }
        auto* transfer = std::get_if<Transfer>(&step);
        if (transfer != nullptr && transfer->from == said_.unit && said_.parts.size() == 1 &&
            said_.parts.front().unit == transfer->to.unit) {
            return told(fill(transfer->to, said_.parts.front()));
        }
        return false;
    }

    /// The unit that a tier takes along, as a step of its own before the tier's.
    [[nodiscard]] Result<Step> out_of(const EndTier& tier) const {
        End end{said_.unit, {}, ShareBasis::stated, tier.duties};
        auto done = name_heirs(end);
        done = done ? fill(end.duties, said_.duties) : done;
        return done ? Result<Step>(Step(std::move(end))) : std::move(done).error();
    }

private:
    static Result<bool> told(Result<void> done) {
        return done ? Result<bool>(true) : std::move(done).error();
    }
    [[nodiscard]] bool speaks_of(const Merge& merge) const {
        return merge.into == said_.unit ||
               std::ranges::find(merge.units, said_.unit, &Part::unit) != merge.units.end();
    }
    /// What was abolished passes to those who are named, and with them what was counted there.
    Result<void> name_heirs(End& end) const {
        end.into = said_.parts;
        if (end.into.empty() && said_.duties) {
            for (const auto& heir : said_.duties->heirs) {
                end.into.push_back({heir, std::nullopt, std::nullopt});
            }
        }
        return {};
    }

    const Statement& said_;
};

Result<void> state(Event& event, const Statement& statement) {
    Stating stating(statement);
    for (auto& step : event.steps) {
        auto told = stating.into(step);
        if (!told || *told) {
            return told ? Result<void>{} : std::move(told).error();
        }
    }
    const auto tier = std::ranges::find_if(
        event.steps, [](const Step& step) { return std::holds_alternative<EndTier>(step); });
    if (tier == event.steps.end()) {
        return Error{ErrorCode::not_found,
                     "no step of the event speaks of it",
                     "name the unit that was divided, merged into, or ended"};
    }
    auto step = stating.out_of(std::get<EndTier>(*tier));
    if (!step) {
        return std::move(step).error();
    }
    event.steps.insert(tier, *std::move(step));
    return {};
}

Result<void> amend(std::vector<Event>& events, const Amendment& amendment) {
    const auto event = std::ranges::find(events, amendment.event, &Event::id);
    if (event == events.end()) {
        return Error{ErrorCode::not_found,
                     fmt::format("no event '{}' stands", amendment.event.str()),
                     "name an event that was applied and not taken back"};
    }
    for (const auto& statement : amendment.statements) {
        if (auto done = state(*event, statement); !done) {
            return std::move(done).error().at(fmt::format("unit '{}'", statement.unit.str()));
        }
    }
    return {};
}

/// What is taken back, by the entries in their order.
Result<std::set<UnitEventId>> taken_back(std::span<const Entry> entries) {
    std::set<UnitEventId> seen;
    std::set<UnitEventId> taken;
    for (const auto& entry : entries) {
        const auto* reversal = std::get_if<Reversal>(&entry);
        if (reversal == nullptr) {
            seen.insert(id_of(entry));
            continue;
        }
        const auto& what = reversal->reverses;
        if (!seen.contains(what) || !taken.insert(what).second) {
            return Error{seen.contains(what) ? ErrorCode::conflict : ErrorCode::not_found,
                         fmt::format("'{}' {}",
                                     what.str(),
                                     seen.contains(what) ? "is taken back already"
                                                         : "is no earlier event or amendment"),
                         "name an event or amendment that stands"}
                .at(fmt::format("reversal '{}'", reversal->id.str()));
        }
    }
    return taken;
}

}  // namespace

Result<std::vector<Event>> standing_events(std::span<const Entry> entries) {
    auto taken = taken_back(entries);
    if (!taken) {
        return std::move(taken).error();
    }
    std::vector<Event> events;
    for (const auto& entry : entries) {
        if (taken->contains(id_of(entry))) {
            continue;
        }
        if (const auto* event = std::get_if<Event>(&entry)) {
            events.push_back(*event);
        } else if (const auto* amendment = std::get_if<Amendment>(&entry);
                   amendment != nullptr && !taken->contains(amendment->event)) {
            if (auto done = amend(events, *amendment); !done) {
                return std::move(done).error().at(
                    fmt::format("amendment '{}'", amendment->id.str()));
            }
        }
    }
    return events;
}

}  // namespace tiendo::units
