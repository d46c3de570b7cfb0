#include "settling.hpp"
#include "telling.hpp"

#include "tiendo/ledger/on_map.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/units/carry.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace tiendo::ledger {

namespace {

constexpr std::array<Standing, 7> columns{Standing::on_time,
                                          Standing::late,
                                          Standing::overdue,
                                          Standing::open,
                                          Standing::not_due,
                                          Standing::excused,
                                          Standing::superseded};

std::size_t column_of(Standing standing) {
    return static_cast<std::size_t>(std::ranges::find(columns, standing) - columns.begin());
}

/// The day on whose map the paper is counted; nothing where the list does not have its unit.
std::optional<Date> day_of(const Owed& row, const units::History& history, Date otherwise) {
    const auto* unit = history.find(row.obligation.unit);
    if (unit == nullptr) {
        return std::nullopt;
    }
    auto day = last_day_of(row.cycle).value_or(otherwise);
    day = unit->valid_from ? std::max(day, *unit->valid_from) : day;
    return unit->valid_to ? std::min(day, *unit->valid_to) : day;
}

/// By day, then unit: papers in each column.
using Counted = std::map<Date, std::map<UnitId, std::array<std::int64_t, columns.size()>>>;

std::vector<units::Figure> figures_of(const Counted::mapped_type& units, std::size_t column) {
    std::vector<units::Figure> figures;
    for (const auto& [unit, amounts] : units) {
        if (amounts[column] != 0) {
            figures.push_back({unit, amounts[column], false});
        }
    }
    return figures;
}

}  // namespace

Result<MapTable> owed_on_map(store::Transaction& tx, std::span<const Owed> rows, Date map) {
    auto history = history_of(tx);
    if (!history) {
        return std::move(history).error();
    }
    MapTable table;
    table.map = map;
    table.counted_on = map;
    for (const auto standing : columns) {
        table.codes.emplace_back(to_string(standing));
        table.names.emplace_back(vietnamese(standing));
    }
    table.homeless.resize(columns.size());
    table.total.resize(columns.size());
    Counted counted;
    for (const auto& row : rows) {
        const auto column = column_of(row.standing);
        ++table.total[column];
        if (const auto day = day_of(row, *history, map)) {
            ++counted[*day][row.obligation.unit][column];
        } else {
            ++table.homeless[column];
        }
    }
    Telling telling(*history, table);
    for (const auto& [day, units] : counted) {
        table.counted_on = day;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            auto carried = units::carry(*history, figures_of(units, i), day, map);
            if (!carried) {
                return std::move(carried).error().at("map of " + map.iso());
            }
            telling.take(i, *carried);
        }
    }
    std::move(telling).finish();
    return table;
}

}  // namespace tiendo::ledger
