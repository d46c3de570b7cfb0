#include "tiendo/units/parse.hpp"

#include "findings.hpp"
#include "toml_fields.hpp"
#include "unit_table.hpp"

namespace tiendo::units {

namespace {

constexpr std::size_t limit_units = 50'000;

Result<std::vector<Unit>> units_of(const toml::table& table) {
    const auto* list = table.get_as<toml::array>("unit");
    if (list == nullptr || list->empty() || table.size() != 1) {
        return Error{ErrorCode::malformed_input,
                     "the list holds no units, or something that is no unit",
                     "write one [[unit]] table for each unit and nothing beside them"};
    }
    if (list->size() > limit_units) {
        return Error{ErrorCode::malformed_input, "more than 50,000 units", "split the list"};
    }
    std::vector<Unit> units;
    for (const auto& each : *list) {
        const auto* fields = each.as_table();
        if (fields == nullptr) {
            return wrong(each, "a unit is no table", "write [[unit]] and its fields below it");
        }
        auto unit = parse_unit(*fields);
        if (!unit) {
            return std::move(unit).error();
        }
        units.push_back(std::move(*unit));
    }
    return units;
}

}  // namespace

Result<std::vector<Unit>> parse_units(std::string_view text, std::string_view name) {
    auto table = parse_table(text);
    auto units = table ? units_of(*table) : std::move(table).error();
    if (!units) {
        return std::move(units).error().at(std::string(name));
    }
    if (auto fault = first_of(check_units(*units))) {
        return std::move(*fault).at(std::string(name));
    }
    return units;
}

}  // namespace tiendo::units
