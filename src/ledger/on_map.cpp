#include "tiendo/ledger/on_map.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/units/carry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace tiendo::ledger {

namespace {

/// The counts of one measure.
struct Column {
    std::vector<units::Figure> figures;
    std::int64_t total = 0;
};

class Telling {
public:
    Telling(const units::History& history, std::size_t columns, MapTable& table)
        : history_(history), columns_(columns), table_(table) {}

    void take(std::size_t column, const Column& counted, const units::Carried& carried) {
        auto homeless = counted.total;
        for (const auto& each : counted.figures) {
            homeless -= each.amount;
        }
        table_.homeless.push_back(homeless);
        table_.total.push_back(counted.total);
        for (const auto& each : carried.figures) {
            auto& cells = rows_[each.unit];
            cells.resize(columns_);
            cells[column] = {each.amount, each.estimate};
        }
        for (const auto& each : carried.uncarried) {
            const auto [at, fresh] =
                remainders_.try_emplace({each.unit, each.event, each.candidates});
            if (fresh) {
                const auto& unit = *history_.find(each.unit);
                at->second = {each.unit,
                              unit.on(table_.map).name,
                              each.candidates,
                              each.reason,
                              std::vector<MapCell>(columns_)};
            }
            auto& cell = at->second.cells[column];
            cell.amount += each.amount;
            cell.estimate = cell.estimate || each.estimate;
        }
    }

    void finish() && {
        for (const auto& unit : history_.units()) {
            if (const auto row = rows_.find(unit.id); row != rows_.end()) {
                table_.rows.push_back({unit.id, unit.on(table_.map).name, std::move(row->second)});
            }
        }
        for (auto& [key, remainder] : remainders_) {
            table_.remainders.push_back(std::move(remainder));
        }
    }

private:
    const units::History& history_;
    std::size_t columns_;
    MapTable& table_;
    std::map<UnitId, std::vector<MapCell>> rows_;
    std::map<std::tuple<UnitId, UnitEventId, std::vector<UnitId>>, MapRemainder> remainders_;
};

}  // namespace

Result<MapTable> on_map(store::Transaction& tx, const MapQuestion& question, Date map) {
    auto cycle = store::get_cycle(tx, question.plan, question.cycle);
    auto history = cycle ? history_of(tx) : std::move(cycle).error();
    auto measures = history ? store::list_measures(tx, {question.plan, question.cycle})
                            : std::move(history).error();
    if (!measures) {
        return std::move(measures).error();
    }
    MapTable table;
    table.map = map;
    std::map<std::string, Column> columns;
    for (const auto& each : *measures) {
        if (each.rule != question.rule) {
            continue;
        }
        if (!columns.contains(each.code)) {
            table.codes.push_back(each.code);
            table.names.push_back(each.name);
        }
        table.counted_on = each.window.last;
        auto& column = columns[each.code];
        if (each.unit) {
            column.figures.push_back({*each.unit, each.count, false});
        } else {
            column.total = each.count;
        }
    }
    if (columns.empty()) {
        return Error{ErrorCode::not_found,
                     fmt::format("no figures of '{}' were computed", question.rule),
                     "choose the window of the cycle and pull records, or attach them again"}
            .at(fmt::format("cycle '{}'", question.cycle.str()));
    }
    Telling telling(*history, table.codes.size(), table);
    for (std::size_t i = 0; i < table.codes.size(); ++i) {
        const auto& column = columns[table.codes[i]];
        auto carried = units::carry(*history, column.figures, table.counted_on, map);
        if (!carried) {
            return std::move(carried).error().at("measure '" + table.codes[i] + "'");
        }
        telling.take(i, column, *carried);
    }
    std::move(telling).finish();
    return table;
}

}  // namespace tiendo::ledger
