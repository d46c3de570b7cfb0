#include "telling.hpp"

namespace tiendo::ledger {

namespace {

void add(MapCell& cell, std::int64_t amount, bool estimate) {
    cell.amount += amount;
    cell.estimate = cell.estimate || estimate;
}

}  // namespace

Telling::Telling(const units::History& history, MapTable& table)
    : history_(history), table_(table) {}

void Telling::take(std::size_t column, const units::Carried& carried) {
    const auto columns = table_.codes.size();
    for (const auto& each : carried.figures) {
        auto& cells = rows_[each.unit];
        cells.resize(columns);
        add(cells[column], each.amount, each.estimate);
    }
    for (const auto& each : carried.uncarried) {
        const auto [at, fresh] = remainders_.try_emplace({each.unit, each.event, each.candidates});
        if (fresh) {
            const auto& unit = *history_.find(each.unit);
            at->second = {each.unit,
                          unit.on(table_.map).name,
                          each.candidates,
                          each.reason,
                          std::vector<MapCell>(columns)};
        }
        add(at->second.cells[column], each.amount, each.estimate);
    }
}

void Telling::finish() && {
    for (const auto& unit : history_.units()) {
        if (const auto row = rows_.find(unit.id); row != rows_.end()) {
            table_.rows.push_back({unit.id, unit.on(table_.map).name, std::move(row->second)});
        }
    }
    for (auto& [key, remainder] : remainders_) {
        table_.remainders.push_back(std::move(remainder));
    }
}

}  // namespace tiendo::ledger
