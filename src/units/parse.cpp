#include "tiendo/units/parse.hpp"

#include "event_table.hpp"
#include "findings.hpp"
#include "list_source.hpp"
#include "toml_fields.hpp"
#include "unit_table.hpp"

#include "tiendo/units/parse_events.hpp"
#include "tiendo/units/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::units {

namespace {

/// The tables of one array, each read by `parse`.
template <typename T>
Result<std::vector<T>> all_of(const toml::array& list, Result<T> (*parse)(const toml::table&)) {
    std::vector<T> values;
    for (const auto& each : list) {
        const auto* fields = each.as_table();
        if (fields == nullptr) {
            return wrong(
                each, "an entry is no table", "write [[unit]] or [[event]] above its fields");
        }
        auto value = parse(*fields);
        if (!value) {
            return std::move(value).error();
        }
        values.push_back(*std::move(value));
    }
    return values;
}

Result<std::vector<Unit>> units_of(const toml::table& table) {
    const auto* list = table.get_as<toml::array>("unit");
    const bool beside = std::ranges::any_of(
        table, [](const auto& each) { return each.first != "unit" && each.first != "event"; });
    if (list == nullptr || list->empty() || beside) {
        return Error{ErrorCode::malformed_input,
                     "the list holds no units, or something that is no unit",
                     "write one [[unit]] table for each unit, then one [[event]] table for each "
                     "change, and nothing beside them"};
    }
    if (list->size() > limit_units) {
        return Error{ErrorCode::malformed_input, "more than 50,000 units", "split the list"};
    }
    auto units = all_of(*list, parse_unit);
    if (!units) {
        return units;
    }
    auto fault = first_of(check_units(*units));
    return fault ? Result<std::vector<Unit>>(*std::move(fault)) : std::move(units);
}

Result<std::vector<Entry>> entries_of(const toml::table& table) {
    const auto* list = table.get_as<toml::array>("event");
    if (list == nullptr) {
        return table.contains("event")
                   ? Result<std::vector<Entry>>(
                         wrong(*table.get("event"), "event is no list", "write [[event]]"))
                   : std::vector<Entry>{};
    }
    if (list->size() > limit_events) {
        return Error{ErrorCode::malformed_input, "more than 10,000 events", "split the file"};
    }
    return all_of(*list, parse_entry);
}

Result<History> history_of(const toml::table& table) {
    auto units = units_of(table);
    auto entries = units ? entries_of(table) : std::move(units).error();
    auto history = entries ? History::make(*std::move(units)) : std::move(entries).error();
    if (!history) {
        return history;
    }
    for (auto& entry : *entries) {
        if (auto done = history->apply(std::move(entry)); !done) {
            return std::move(done).error();
        }
    }
    return history;
}

/// The first error of the report, with the others as its causes.
Result<History> history_in_csv(std::string_view text, std::string_view name) {
    auto report = check_list(text, name);
    std::vector<Error> errors;
    for (auto& each : report.findings) {
        if (each.severity == Severity::error) {
            Error error{ErrorCode::malformed_input, std::move(each.text), std::move(each.remedy)};
            if (!each.unit.empty()) {
                (void)error.at(fmt::format("unit '{}'", each.unit));
            }
            if (each.line > 0) {
                (void)error.at(fmt::format("line {}", each.line));
            }
            errors.push_back(std::move(error));
        }
    }
    if (auto fault = first_of(std::move(errors))) {
        return std::move(*fault).at(std::string(name));
    }
    return *std::move(report.history);
}

}  // namespace

Result<History> parse_history(std::string_view text, std::string_view name) {
    if (is_csv(name)) {
        return history_in_csv(text, name);
    }
    auto table = parse_table(text);
    auto history = table ? history_of(*table) : std::move(table).error();
    return history ? std::move(history) : std::move(history).error().at(std::string(name));
}

Result<std::vector<Unit>> parse_units(std::string_view text, std::string_view name) {
    return parse_history(text, name).transform([](const History& history) {
        return history.units();
    });
}

Result<std::vector<Entry>> parse_events(std::string_view text, std::string_view name) {
    auto table = parse_table(text);
    if (table && (table->size() != 1 || !table->contains("event"))) {
        return Error{ErrorCode::malformed_input,
                     "the file holds no events, or something that is no event",
                     "write one [[event]] table for each change and nothing beside them"}
            .at(std::string(name));
    }
    auto entries = table ? entries_of(*table) : std::move(table).error();
    return entries ? std::move(entries) : std::move(entries).error().at(std::string(name));
}

}  // namespace tiendo::units
