#pragma once

#include "../src/ledger/holding.hpp"

#include "tiendo/units/event.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace tiendo::test {

/// An end of a unit, as an event or an amendment to it states it.
struct End {
    UnitId unit;
    Date last;
    units::Passing passing;
};

/// Where everything is after some ends, moved there step by step.
class Reader {
public:
    Reader(const ledger::Holding& start, const std::vector<End>& ends)
        : start_(start), ends_(ends) {
        for (const auto& each : start.obligations) {
            papers_[&each] = {each.unit};
        }
        for (const auto& each : start.duties) {
            duties_[{each.node, each.role}].insert(each.unit);
        }
    }

    void move() {
        for (const auto& end : ends_) {
            for (auto& [paper, where] : papers_) {
                const auto day = ledger::last_day_of(*cycle_of(start_, paper->cycle));
                const bool lived = day && *day <= end.last;
                const bool keeps = filers_.contains({paper->cycle, end.unit}) ||
                                   (!paper->excuses.empty() && paper->unit == end.unit);
                if (!lived && !keeps) {
                    pass(end, where);
                }
            }
            for (auto& [task, who] : duties_) {
                pass(end, who);
            }
        }
    }
    void filed(const CycleId& cycle, const UnitId& unit) { filers_.emplace(cycle, unit); }

    /// Units of which a paper is expected, by cycle.
    [[nodiscard]] std::set<std::pair<CycleId, UnitId>> expected() const {
        std::set<std::pair<CycleId, UnitId>> out;
        for (const auto& [paper, where] : papers_) {
            for (const auto& unit : !paper->excuses.empty() ? std::set<UnitId>{} : where) {
                out.emplace(paper->cycle, unit);
            }
        }
        for (const auto& each : excused()) {
            out.erase(each);
        }
        return out;
    }
    /// Excused units to which a paper of another came.
    [[nodiscard]] std::set<UnitId> surprised() const {
        std::set<UnitId> units;
        const auto excused = this->excused();
        for (const auto& [paper, where] : papers_) {
            for (const auto& unit : where) {
                if (paper->excuses.empty() && excused.contains({paper->cycle, unit})) {
                    units.insert(unit);
                }
            }
        }
        return units;
    }
    [[nodiscard]] std::set<std::tuple<NodeId, Role, UnitId>> duties() const {
        std::set<std::tuple<NodeId, Role, UnitId>> out;
        for (const auto& [task, who] : duties_) {
            for (const auto& unit : who) {
                const bool ended =
                    std::ranges::any_of(ends_, [&](const End& end) { return end.unit == unit; });
                if (!ended) {
                    out.emplace(task.first, task.second, unit);
                }
            }
        }
        return out;
    }

private:
    static void pass(const End& end, std::set<UnitId>& where) {
        if (!where.contains(end.unit) || end.passing.succession == Succession::unknown) {
            return;
        }
        where.erase(end.unit);
        where.insert(end.passing.heirs.begin(), end.passing.heirs.end());
    }
    [[nodiscard]] std::set<std::pair<CycleId, UnitId>> excused() const {
        std::set<std::pair<CycleId, UnitId>> out;
        for (const auto& [paper, where] : papers_) {
            if (!paper->excuses.empty()) {
                out.emplace(paper->cycle, paper->unit);
            }
        }
        return out;
    }
    const ledger::Holding& start_;
    const std::vector<End>& ends_;
    std::set<std::pair<CycleId, UnitId>> filers_;
    std::map<const Obligation*, std::set<UnitId>> papers_;
    std::map<std::pair<NodeId, Role>, std::set<UnitId>> duties_;
};

}  // namespace tiendo::test
