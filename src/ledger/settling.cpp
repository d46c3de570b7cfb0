#include "settling.hpp"

#include "tiendo/calendar/due.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tiendo::ledger {

namespace {

const Cycle* cycle_of(const Holding& holding, const CycleId& id) {
    const auto found = std::ranges::find(holding.cycles, id, &Cycle::id);
    return found == holding.cycles.end() ? nullptr : &*found;
}

bool filed(const Holding& holding, const ObligationId& id) {
    const auto found = holding.sent.find(id);
    return found != holding.sent.end() &&
           std::ranges::any_of(found->second, [](const Submission& each) {
               return each.state != ReportState::draft && each.state != ReportState::withdrawn;
           });
}

/// Excused for good, or up to a day on which it can no longer be on time.
bool is_excused(const Obligation& obligation, const Cycle& cycle) {
    return std::ranges::any_of(obligation.excuses, [&](const Excuse& each) {
        return !each.until || (cycle.due.at && *cycle.due.at <= *each.until);
    });
}

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

/// A duty or paper that passes: to whom, or why to nobody.
template <typename T>
void say(T& fate, const Heirs& heirs, const UnitId& unit, const Resting& resting) {
    const auto end = heirs.end_text(unit);
    if (!resting.unknown.empty()) {
        const auto& last = resting.unknown.front();
        fate.fate = Fate::unknown;
        fate.reason = fmt::format("{}; chưa xác định đơn vị kế thừa",
                                  last == unit ? end : end + "; " + heirs.end_text(last));
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

DutyFate fate_of(const Duty& duty, const Heirs& heirs) {
    DutyFate fate{duty, Fate::stays, {}, {}};
    if (heirs.ended(duty.unit, std::nullopt)) {
        say(fate, heirs, duty.unit, heirs.rest(duty.unit, std::nullopt, {}));
    }
    return fate;
}

/// Of a paper that its unit lived to see due and never sent: who answers for it.
void say_answering(ObligationFate& fate, const Heirs& heirs, const UnitId& unit) {
    const auto resting = heirs.rest(unit, std::nullopt, {});
    fate.fate = Fate::answered;
    if (resting.unknown.empty()) {
        fate.heirs = resting.heirs;
    }
    fate.reason = fmt::format(
        "{}; vẫn là của đơn vị này, {}",
        heirs.end_text(unit),
        fate.heirs.empty()
            ? (resting.unknown.empty() ? std::string("không đơn vị nào trả lời thay")
                                       : std::string("chưa xác định đơn vị trả lời thay"))
            : heirs.names(fate.heirs) + " trả lời thay");
}

}  // namespace

std::optional<Date> last_day_of(const Cycle& cycle) {
    const auto day = calendar::last_day_on_time(cycle.due);
    return day || !cycle.window ? day : std::optional(cycle.window->last);
}

Fates fates_of(const Holding& holding, const Heirs& heirs, Instant at) {
    Fates fates;
    for (const auto& duty : holding.duties) {
        if (!duty.since) {
            fates.duties.push_back(fate_of(duty, heirs));
        }
    }
    const auto done = done_in(holding);
    static const std::set<UnitId> nobody;
    for (const auto& each : holding.obligations) {
        const auto* cycle = cycle_of(holding, each.cycle);
        if (each.inherited || cycle == nullptr) {
            continue;
        }
        const auto sent = holding.sent.find(each.id);
        ObligationFate fate{each, {}, Fate::stays, {}, {}};
        fate.standing = standing_of(
            each,
            *cycle,
            sent == holding.sent.end() ? std::span<const Submission>{} : std::span(sent->second),
            at);
        const auto found = done.find(each.cycle);
        const auto& filers = found == done.end() ? nobody : found->second;
        const auto day = last_day_of(*cycle);
        if (is_excused(each, *cycle) || filers.contains(each.unit)) {
            // Nothing of it is open.
        } else if (heirs.ended(each.unit, day)) {
            auto resting = heirs.rest(each.unit, day, filers);
            say(fate, heirs, each.unit, resting);
            fates.passed_by.emplace(each.id, std::move(resting.from));
        } else if (heirs.ended(each.unit, std::nullopt)) {
            say_answering(fate, heirs, each.unit);
        }
        fates.obligations.push_back(std::move(fate));
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
        DutyFate fate;
        say(fate, heirs, unit, heirs.rest(unit, std::nullopt, {}));
        duties[i].because = fate.reason;
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

/// One doubt for each ended unit of which something is left that nobody has.
std::vector<Doubt> lost_heirs(const Heirs& heirs, const Fates& fates) {
    struct Left {
        std::int64_t duties = 0;
        std::int64_t papers = 0;
        std::int64_t debts = 0;
    };
    std::map<UnitId, Left> left;
    for (const auto& each : fates.duties) {
        left[each.duty.unit].duties += each.fate == Fate::unknown ? 1 : 0;
    }
    for (const auto& each : fates.obligations) {
        auto& row = left[each.obligation.unit];
        row.papers += each.fate == Fate::unknown ? 1 : 0;
        const bool lost = each.fate == Fate::answered && each.heirs.empty() &&
                          !heirs.rest(each.obligation.unit, std::nullopt, {}).unknown.empty();
        row.debts += lost ? 1 : 0;
    }
    std::vector<Doubt> doubts;
    for (const auto& [unit, row] : left) {
        if (row.duties + row.papers + row.debts == 0) {
            continue;
        }
        doubts.push_back({std::string(doubt_heir),
                          unit.str(),
                          fmt::format("{}: chưa xác định đơn vị kế thừa {} nhiệm vụ, {} báo cáo "
                                      "chưa đến hạn, {} báo cáo còn nợ",
                                      heirs.end_text(unit),
                                      row.duties,
                                      row.papers,
                                      row.debts),
                          "chưa giao cho đơn vị nào; người có thẩm quyền xác định bằng một bổ sung "
                          "của sự kiện",
                          std::nullopt});
    }
    return doubts;
}

struct Wanted {
    const Obligation* from;
    std::string reason;
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
            if (!own.contains(key)) {
                wanted.emplace(
                    key,
                    Wanted{&each.obligation,
                           "kế thừa: " +
                               heirs.end_text(fates.passed_by.at(each.obligation.id).at(heir))});
            }
        }
    }
    return wanted;
}

}  // namespace

Settlement settlement_of(const Holding& holding, const Heirs& heirs, const Fates& fates) {
    Settlement out;
    out.duties = settled_duties(holding, heirs);
    out.doubts = lost_heirs(heirs, fates);
    for (const auto& each : fates.obligations) {
        auto next = each.obligation;
        const bool gone = each.fate == Fate::passes || each.fate == Fate::closed;
        next.superseded = gone ? std::optional(each.reason) : std::nullopt;
        if (next != each.obligation) {
            out.changed.push_back(std::move(next));
        }
    }
    auto wanted = wanted_of(holding, heirs, fates);
    for (const auto& each : holding.obligations) {
        if (!each.inherited) {
            continue;
        }
        auto next = each;
        if (wanted.erase({each.cycle, each.unit}) != 0) {
            next.superseded.reset();
        } else if (holding.sent.contains(each.id)) {
            next.superseded = "việc sắp xếp đã được huỷ hoặc sửa; bài đã nộp vẫn lưu ở đây";
        } else {
            out.removed.push_back(each.id);
            continue;
        }
        if (next != each) {
            out.changed.push_back(std::move(next));
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
        made.inherited = each.reason;
        out.made.push_back(std::move(made));
    }
    return out;
}

Result<Holding> holding_of(store::Transaction& tx, const PlanId& plan) {
    Holding holding;
    holding.id = plan;
    auto stored = store::get_plan(tx, plan);
    if (!stored) {
        return std::move(stored).error();
    }
    holding.plan = std::move(stored->plan);
    auto cycles = store::list_cycles(tx, plan);
    auto duties = cycles ? store::list_duties(tx, {.plan = plan}) : std::move(cycles).error();
    auto owed = duties ? store::list_obligations(tx, {.plan = plan}) : std::move(duties).error();
    auto sent = owed ? store::list_submissions(tx, {.plan = plan}) : std::move(owed).error();
    if (!sent) {
        return std::move(sent).error();
    }
    holding.cycles = std::move(*cycles);
    holding.duties = std::move(*duties);
    holding.obligations = std::move(*owed);
    for (auto& each : *sent) {
        holding.sent[each.obligation].push_back(std::move(each));
    }
    return holding;
}

Result<void> write(store::Transaction& tx, const Holding& holding, const Settlement& settlement) {
    if (settlement.duties != holding.duties) {
        if (auto done = store::replace_duties(tx, holding.id, settlement.duties); !done) {
            return done;
        }
    }
    for (const auto& each : settlement.changed) {
        if (auto done = store::update_obligation(tx, each); !done) {
            return done;
        }
    }
    for (const auto& each : settlement.removed) {
        if (auto done = store::remove_obligation(tx, each); !done) {
            return done;
        }
    }
    if (auto done = store::insert_obligations(tx, settlement.made); !done) {
        return done;
    }
    return store::replace_doubts(tx, holding.id, "ledger.units", settlement.doubts);
}

}  // namespace tiendo::ledger
