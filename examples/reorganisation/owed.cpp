#include "owed.hpp"

#include <algorithm>

namespace story {

namespace {

/// The count that the unit adds to.
std::int64_t CycleCount::*kind_of(const tiendo::Unit& unit, tiendo::Date last_day) {
    if (!unit.exists_on(last_day)) {
        return &CycleCount::unknown;
    }
    return unit.on(last_day).kind == tiendo::UnitKind::ward ? &CycleCount::wards
                                                            : &CycleCount::others;
}

}  // namespace

std::vector<CycleCount> counts_of(const std::vector<tiendo::ledger::Owed>& rows,
                                  const tiendo::units::Registry& units) {
    std::vector<CycleCount> counts;
    for (const auto& row : rows) {
        if (row.standing == tiendo::Standing::superseded) {
            continue;
        }
        auto found = std::ranges::find(counts, row.cycle.id, &CycleCount::cycle);
        if (found == counts.end()) {
            CycleCount begun;
            begun.cycle = row.cycle.id;
            begun.name = row.cycle.name;
            found = counts.insert(counts.end(), begun);
        }
        const auto last_day = row.cycle.due.at->date().plus(std::chrono::days{-1});
        (*found).*kind_of(*units.find(row.obligation.unit), last_day) += 1;
        found->sent += row.deciding ? 1 : 0;
        found->overdue += row.standing == tiendo::Standing::overdue ? 1 : 0;
    }
    return counts;
}

std::string csv_of(const CycleCount& count) {
    auto line = count.cycle.str();
    for (const auto amount :
         {count.wards, count.others, count.unknown, count.sent, count.overdue}) {
        line += ',' + std::to_string(amount);
    }
    return line + '\n';
}

bool stand_alike(const std::vector<tiendo::ledger::Owed>& one,
                 const std::vector<tiendo::ledger::Owed>& other) {
    return std::ranges::equal(one, other, [](const auto& a, const auto& b) {
        return a.obligation.id == b.obligation.id && a.standing == b.standing &&
               a.rounds == b.rounds;
    });
}

}  // namespace story
