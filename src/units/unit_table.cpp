#include "unit_table.hpp"

#include <fmt/format.h>

#include <utility>

namespace tiendo::units {

namespace {

std::optional<Error> add_change(const toml::table& table, Unit& unit) {
    Fields fields(table, "a change");
    const auto& last = unit.states.back();
    const auto from = fields.day("from");
    if (!from) {
        fields.fail("a change has no from", "state from = 2021-01-01, its first day");
    } else if (last.from && *from <= *last.from) {
        fields.fail(
            fmt::format(
                "the change of {} does not follow that of {}", from->iso(), last.from->iso()),
            "order the changes by day, one for each day");
    }
    auto state = changed(last, read_change(fields), from.value_or(Date{}));
    state.legal_basis = fields.text("legal_basis");
    unit.states.push_back(std::move(state));
    return fields.finish();
}

void read_end(Fields& fields, Unit& unit) {
    unit.successors = fields.all_parsed("successors", UnitId::parse);
    unit.succession = unit.successors.size() == 1 ? Succession::inherited : Succession::unknown;
    unit.succession = fields.parsed("duties", parse_succession).value_or(unit.succession);
    unit.closing_reason = fields.text("closing_reason");
}

}  // namespace

Change read_change(Fields& fields) {
    Change change;
    if (auto name = fields.text("name"); !name.empty()) {
        change.name = std::move(name);
    }
    change.short_name = fields.text("short_name");
    change.kind = fields.parsed("kind", parse_unit_kind);
    change.level = fields.parsed("level", parse_unit_level);
    change.territory = fields.parsed("territory", UnitId::parse);
    change.parent = fields.parsed("parent", UnitId::parse);
    for (const auto& [word, text] : fields.pairs("parents")) {
        const auto hierarchy = parse_hierarchy(word);
        const auto parent = text.empty() ? Result<UnitId>(UnitId{}) : UnitId::parse(text);
        if (!hierarchy || !parent) {
            fields.fail(hierarchy ? parent.error() : hierarchy.error());
            return change;
        }
        change.parents[*hierarchy] = text.empty() ? std::nullopt : std::optional(*parent);
    }
    change.codes = fields.pairs("codes");
    return change;
}

Result<Unit> parse_unit(const toml::table& table) {
    Fields fields(table, "a unit");
    Unit unit;
    const auto id = fields.required("id");
    (void)fields.required("name");
    (void)fields.required("kind");
    unit.id = fields.parsed("id", UnitId::parse).value_or(UnitId{});
    unit.states.front() = changed({}, read_change(fields), Date{});
    unit.states.front().from.reset();
    unit.legal_basis = fields.text("legal_basis");
    unit.valid_from = fields.day("valid_from");
    unit.valid_to = fields.day("valid_to");
    read_end(fields, unit);
    unit.aliases = fields.texts("aliases");
    for (const auto* each : fields.tables("change")) {
        if (auto fault = fields.failed() ? std::nullopt : add_change(*each, unit)) {
            fields.fail(*std::move(fault));
        }
    }
    if (auto fault = fields.finish()) {
        return id.empty() ? *std::move(fault)
                          : std::move(*fault).at(fmt::format("unit '{}'", id.substr(0, 60)));
    }
    return unit;
}

}  // namespace tiendo::units
