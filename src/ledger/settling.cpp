#include "settling.hpp"

#include "tiendo/ledger/standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tiendo::ledger {

namespace {

/// By cycle, the units that filed their paper: they keep it.
std::map<CycleId, std::set<UnitId>> done_in(const Holding& holding) {
    std::map<CycleId, std::set<UnitId>> done;
    for (const auto& each : holding.obligations) {
        if (filed(holding, each.id)) {
            done[each.cycle].insert(each.unit);
        }
    }
    return done;
}

/// A duty or paper that its unit cannot keep: to whom it passes, or why to nobody.
template <typename T>
void say(T& fate, const Heirs& heirs, const UnitId& unit, const Resting& resting) {
    const auto end = heirs.end_text(unit);
    if (resting.unknown == std::vector{unit}) {
        fate.fate = Fate::unknown;
        fate.reason = fmt::format("{}; chưa xác định đơn vị kế thừa", end);
    } else if (resting.heirs.empty()) {
        fate.fate = Fate::closed;
        fate.reason =
            fmt::format("{}; chấm dứt: {}", end, heirs.unit(resting.closed.front()).closing_reason);
    } else {
        fate.fate = Fate::passes;
        fate.heirs = resting.heirs;
        fate.reason = fmt::format("{}; {} kế thừa", end, heirs.names(fate.heirs));
    }
}

/// Duties pass from unit to unit: those of the heirs are duties of their own, which end with them.
DutyFate fate_of(const Duty& duty, const Heirs& heirs) {
    DutyFate fate{duty, Fate::stays, {}, {}};
    if (!heirs.ended(duty.unit, std::nullopt)) {
        return fate;
    }
    Resting step;
    switch (heirs.unit(duty.unit).succession) {
        case Succession::unknown: step.unknown = {duty.unit}; break;
        case Succession::closed: step.closed = {duty.unit}; break;
        case Succession::inherited:
        case Succession::shared: step.heirs = heirs.next(duty.unit); break;
    }
    say(fate, heirs, duty.unit, step);
    return fate;
}

/// Of a paper that its unit lived to see due and never sent: who answers for it.
void say_answering(ObligationFate& fate, const Heirs& heirs, const Resting& resting) {
    fate.fate = Fate::answered;
    if (resting.unknown.empty()) {
        fate.heirs = resting.heirs;
    }
    fate.reason = fmt::format(
        "{}; vẫn là của đơn vị này, {}",
        heirs.end_text(fate.obligation.unit),
        fate.heirs.empty()
            ? (resting.unknown.empty() ? std::string("không đơn vị nào trả lời thay")
                                       : std::string("chưa xác định đơn vị trả lời thay"))
            : heirs.names(fate.heirs) + " trả lời thay");
}

/// A paper's fate, and where it comes to rest.
/// @pre the plan has the paper's cycle
std::pair<ObligationFate, Resting> fate_of(const Holding& holding,
                                           const Obligation& paper,
                                           const Heirs& heirs,
                                           const std::set<UnitId>& filers,
                                           Instant at) {
    const auto& cycle = *cycle_of(holding, paper.cycle);
    const auto sent = holding.sent.find(paper.id);
    ObligationFate fate{paper, {}, Fate::stays, {}, {}};
    fate.standing = standing_of(
        paper,
        cycle,
        sent == holding.sent.end() ? std::span<const Submission>{} : std::span(sent->second),
        at);
    Resting resting;
    const auto day = last_day_of(cycle);
    if (lasting_excuse(paper, cycle) != nullptr || filers.contains(paper.unit)) {
        // Nothing of it is open.
    } else if (heirs.ended(paper.unit, day)) {
        resting = heirs.rest(paper.unit, day, filers);
        say(fate, heirs, paper.unit, resting);
    } else if (heirs.ended(paper.unit, std::nullopt)) {
        resting = heirs.rest(paper.unit, std::nullopt, {});
        say_answering(fate, heirs, resting);
    }
    return {std::move(fate), std::move(resting)};
}

}  // namespace

Fates fates_of(const Holding& holding, const Heirs& heirs, Instant at) {
    Fates fates;
    auto done = done_in(holding);
    for (const auto& each : holding.obligations) {
        if (each.inherited || cycle_of(holding, each.cycle) == nullptr) {
            continue;
        }
        auto [fate, resting] = fate_of(holding, each, heirs, done[each.cycle], at);
        for (const auto& unit : resting.unknown) {
            if (fate.fate == Fate::answered) {
                fates.unanswered.emplace_back(unit, fates.obligations.size());
            } else {
                fates.kept.emplace(unit, each.cycle);
            }
        }
        if (fate.fate == Fate::passes) {
            fates.passed_by.emplace(each.id, std::move(resting.from));
        }
        fates.obligations.push_back(std::move(fate));
    }
    return fates;
}

std::vector<DutyFate> duty_fates_of(const Holding& holding, const Heirs& heirs) {
    std::vector<DutyFate> fates;
    fates.reserve(holding.duties.size());
    for (const auto& each : holding.duties) {
        fates.push_back(fate_of(each, heirs));
    }
    return fates;
}

std::vector<ObligationFate> paper_fates_of(const Holding& holding, const Heirs& heirs, Instant at) {
    std::vector<ObligationFate> fates;
    auto done = done_in(holding);
    for (const auto& each : holding.obligations) {
        if (cycle_of(holding, each.cycle) != nullptr) {
            fates.push_back(fate_of(holding, each, heirs, done[each.cycle], at).first);
        }
    }
    return fates;
}

namespace {

/// The duties that adopting made, then those that came to heirs, in the order in which they came.
std::vector<Duty> settled_duties(const Holding& holding, const Heirs& heirs) {
    std::vector<Duty> duties;
    std::set<DutyId> ids;
    std::map<std::tuple<NodeId, Role, UnitId>, std::size_t> at;
    const auto keep = [&](Duty duty) {
        ids.insert(duty.id);
        at.emplace(std::tuple(duty.node, duty.role, duty.unit), duties.size());
        duties.push_back(std::move(duty));
    };
    for (auto duty : holding.duties) {
        if (!duty.since) {
            duty.until.reset();
            duty.because.reset();
            keep(std::move(duty));
        }
    }
    for (std::size_t i = 0; i < duties.size(); ++i) {
        const auto unit = duties[i].unit;
        if (!heirs.ended(unit, std::nullopt)) {
            continue;
        }
        duties[i].until = heirs.unit(unit).valid_to;
        duties[i].because = fate_of(duties[i], heirs).reason;
        for (const auto& heir : heirs.next(unit)) {
            const auto since = heirs.day_after(unit);
            const auto there = at.find({duties[i].node, duties[i].role, heir});
            if (there != at.end()) {
                auto& known = duties[there->second].since;
                known = known ? std::optional(std::min(*known, since)) : known;
                continue;
            }
            auto duty = duties[i];
            const auto id = fmt::format("{}/{}/{}", duty.plan.str(), duty.node.str(), heir.str());
            duty.id = DutyId::of(id);
            if (ids.contains(duty.id)) {
                duty.id = DutyId::of(fmt::format("{}/{}", id, to_string(duty.role)));
            }
            duty.unit = heir;
            duty.since = since;
            duty.until.reset();
            duty.because = fmt::format("kế thừa: {}", heirs.end_text(unit));
            keep(std::move(duty));
        }
    }
    return duties;
}

/// What makes an heir owe a paper.
struct Wanted {
    const Obligation* from;
    UnitId passed_by;
};

/// What heirs have to owe of their own, by cycle and unit.
std::map<std::pair<CycleId, UnitId>, Wanted> wanted_of(const Holding& holding,
                                                       const Heirs& heirs,
                                                       const Fates& fates) {
    std::set<std::pair<CycleId, UnitId>> own;
    for (const auto& each : holding.obligations) {
        if (!each.inherited) {
            own.emplace(each.cycle, each.unit);
        }
    }
    std::map<std::pair<CycleId, UnitId>, Wanted> wanted;
    for (const auto& each : fates.obligations) {
        if (each.fate != Fate::passes) {
            continue;
        }
        for (const auto& heir : each.heirs) {
            const std::pair key(each.obligation.cycle, heir);
            if (own.contains(key)) {
                continue;
            }
            const Wanted next{&each.obligation, fates.passed_by.at(each.obligation.id).at(heir)};
            const auto [known, fresh] = wanted.emplace(key, next);
            // The first of those who ended gives the reason, in whichever order they are listed.
            if (!fresh &&
                heirs.day_after(next.passed_by) < heirs.day_after(known->second.passed_by)) {
                known->second = next;
            }
        }
    }
    return wanted;
}

}  // namespace

Settlement settlement_of(const Holding& holding, const Heirs& heirs, const Fates& fates) {
    Settlement out;
    out.duties = settled_duties(holding, heirs);
    const auto change = [&out](const Obligation& before, std::optional<std::string> superseded) {
        if (superseded == before.superseded) {
            return;
        }
        auto& list = !superseded ? out.restored : before.superseded ? out.reworded : out.superseded;
        list.push_back(before);
        list.back().superseded = std::move(superseded);
    };
    for (const auto& each : fates.obligations) {
        const bool gone = each.fate == Fate::passes || each.fate == Fate::closed;
        change(each.obligation, gone ? std::optional(each.reason) : std::nullopt);
    }
    auto wanted = wanted_of(holding, heirs, fates);
    for (const auto& each : holding.obligations) {
        if (!each.inherited) {
            continue;
        }
        if (wanted.erase({each.cycle, each.unit}) != 0) {
            change(each, std::nullopt);
        } else if (holding.sent.contains(each.id)) {
            change(each, "việc sắp xếp đã được huỷ hoặc sửa; bài đã nộp vẫn lưu ở đây");
        } else {
            out.removed.push_back(each.id);
        }
    }
    for (const auto& [key, each] : wanted) {
        Obligation made;
        made.id = ObligationId::of(
            fmt::format("{}/{}/{}", holding.id.str(), key.first.str(), key.second.str()));
        made.plan = holding.id;
        made.cycle = key.first;
        made.unit = key.second;
        made.why = each.from->why;
        made.inherited = fmt::format("kế thừa: {}", heirs.end_text(each.passed_by));
        out.made.push_back(std::move(made));
    }
    return out;
}

}  // namespace tiendo::ledger
