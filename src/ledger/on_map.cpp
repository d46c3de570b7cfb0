#include "tiendo/ledger/on_map.hpp"

#include "telling.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/units/carry.hpp"

#include <fmt/format.h>

#include <map>
#include <string>

namespace tiendo::ledger {

namespace {

/// The counts of one measure.
struct Column {
    std::vector<units::Figure> figures;
    std::int64_t total = 0;
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
    Telling telling(*history, table);
    for (std::size_t i = 0; i < table.codes.size(); ++i) {
        const auto& column = columns[table.codes[i]];
        auto carried = units::carry(*history, column.figures, table.counted_on, map);
        if (!carried) {
            return std::move(carried).error().at("measure '" + table.codes[i] + "'");
        }
        auto homeless = column.total;
        for (const auto& each : column.figures) {
            homeless -= each.amount;
        }
        table.homeless.push_back(homeless);
        table.total.push_back(column.total);
        telling.take(i, *carried);
    }
    std::move(telling).finish();
    return table;
}

}  // namespace tiendo::ledger
