#include "heirs.hpp"

#include <fmt/format.h>

#include <cassert>

namespace tiendo::ledger {

Heirs::Heirs(const units::History& history) : history_(history) {
    for (const auto& flow : history.flows()) {
        if (flow.event.str() == units::first_list_event) {
            continue;
        }
        for (const auto& id : flow.ends) {
            ended_by_.emplace(id, flow.event);
        }
    }
}

bool Heirs::ended(const UnitId& unit, std::optional<Date> on) const {
    return ended_by_.contains(unit) && (!on || *this->unit(unit).valid_to < *on);
}

std::vector<UnitId> Heirs::next(const UnitId& unit) const {
    const auto& gone = this->unit(unit);
    const bool passes =
        gone.succession == Succession::inherited || gone.succession == Succession::shared;
    return passes ? gone.successors : std::vector<UnitId>{};
}

Resting Heirs::rest(const UnitId& unit,
                    std::optional<Date> on,
                    const std::set<UnitId>& done) const {
    Resting resting;
    std::set<UnitId> seen;
    follow(unit, on, done, seen, resting);
    return resting;
}

void Heirs::follow(const UnitId& unit,
                   std::optional<Date> on,
                   const std::set<UnitId>& done,
                   std::set<UnitId>& seen,
                   Resting& resting) const {
    if (!seen.insert(unit).second) {
        return;
    }
    if (done.contains(unit) || !ended(unit, on)) {
        resting.heirs.push_back(unit);
        return;
    }
    switch (this->unit(unit).succession) {
        case Succession::unknown:
            resting.heirs.push_back(unit);
            resting.unknown.push_back(unit);
            return;
        case Succession::closed: resting.closed.push_back(unit); return;
        case Succession::inherited:
        case Succession::shared:
            for (const auto& heir : next(unit)) {
                resting.from.emplace(heir, unit);
                follow(heir, on, done, seen, resting);
            }
            return;
    }
}

const Unit& Heirs::unit(const UnitId& id) const {
    const auto* found = history_.find(id);
    assert(found != nullptr);  // an event ended it
    return *found;
}

std::string Heirs::name(const UnitId& id) const {
    const auto* found = history_.find(id);
    return found == nullptr ? id.str() : found->states.back().brief_name();
}

std::string Heirs::names(const std::vector<UnitId>& ids) const {
    std::string text;
    for (const auto& id : ids) {
        text += (text.empty() ? "" : ", ") + name(id);
    }
    return text;
}

std::string Heirs::end_text(const UnitId& id) const {
    return fmt::format("{} kết thúc từ ngày {} theo {} (sự kiện {})",
                       name(id),
                       day_after(id).vietnamese(),
                       unit(id).legal_basis,
                       ended_by_.at(id).str());
}

Date Heirs::day_after(const UnitId& id) const {
    return unit(id).valid_to->plus(std::chrono::days{1});
}

}  // namespace tiendo::ledger
