// The entry back as TOML: the form in which it is kept is the form that people write.
#include "tiendo/units/parse_events.hpp"

#include <toml++/toml.h>

#include <sstream>

namespace tiendo::units {

namespace {

void put(toml::table& table, std::string_view key, const std::string& text) {
    if (!text.empty()) {
        table.insert_or_assign(key, text);
    }
}

template <typename T>
void put_word(toml::table& table, std::string_view key, const std::optional<T>& value) {
    if (value) {
        table.insert_or_assign(key, std::string(to_string(*value)));
    }
}

void put(toml::table& table, std::string_view key, const std::optional<Share>& share) {
    if (share) {
        table.insert_or_assign(key, share->str());
    }
}

void put(toml::table& table, std::string_view key, const std::vector<UnitId>& ids) {
    toml::array all;
    for (const auto& id : ids) {
        all.push_back(id.str());
    }
    if (!all.empty()) {
        table.insert_or_assign(key, std::move(all));
    }
}

void put(toml::table& table,
         std::string_view key,
         const std::map<std::string, std::string>& pairs) {
    toml::table all;
    for (const auto& [name, value] : pairs) {
        all.insert_or_assign(name, value);
    }
    if (!all.empty()) {
        table.insert_or_assign(key, std::move(all));
    }
}

void put(toml::table& table, std::string_view key, const std::vector<std::string>& texts) {
    toml::array all;
    for (const auto& text : texts) {
        all.push_back(text);
    }
    if (!all.empty()) {
        table.insert_or_assign(key, std::move(all));
    }
}

void put(toml::table& table, std::string_view key, const std::vector<Part>& parts) {
    toml::array all;
    for (const auto& part : parts) {
        toml::table each;
        put(each, "unit", part.unit.str());
        put(each, "share", part.share);
        put(each, "back", part.back);
        all.push_back(std::move(each));
    }
    if (!all.empty()) {
        table.insert_or_assign(key, std::move(all));
    }
}

void put(toml::table& table, const std::optional<Passing>& duties) {
    if (duties) {
        put_word(table, "duties", std::optional(duties->succession));
        put(table, "duties_to", duties->heirs);
        put(table, "reason", duties->reason);
    }
}

void put_basis(toml::table& table, ShareBasis by) {
    if (by != ShareBasis::stated) {
        put_word(table, "by", std::optional(by));
    }
}

toml::table table_of(const Unit& unit) {
    const auto& state = unit.states.front();
    toml::table table;
    put(table, "id", unit.id.str());
    put(table, "name", state.name);
    put(table, "short_name", state.short_name);
    put_word(table, "kind", std::optional(state.kind));
    put_word(table, "level", state.level);
    put(table, "territory", state.territory ? state.territory->str() : std::string{});
    std::map<std::string, std::string> parents;
    for (const auto& [hierarchy, parent] : state.parents) {
        parents.emplace(to_string(hierarchy), parent.str());
    }
    put(table, "parents", parents);
    put(table, "codes", state.codes);
    put(table, "legal_basis", unit.legal_basis);
    put(table, "aliases", unit.aliases);
    return table;
}

toml::table table_of(const Create& step) {
    toml::table table{{"do", "create"}};
    table.insert_or_assign("unit", table_of(step.unit));
    return table;
}

toml::table table_of(const Change& step) {
    toml::table table{{"do", "change"}};
    put(table, "unit", step.unit.str());
    put(table, "name", step.name.value_or(""));
    put(table, "short_name", step.short_name);
    put_word(table, "kind", step.kind);
    put_word(table, "level", step.level);
    put(table, "territory", step.territory ? step.territory->str() : std::string{});
    put(table, "parent", step.parent ? step.parent->str() : std::string{});
    std::map<std::string, std::string> parents;
    for (const auto& [hierarchy, parent] : step.parents) {
        parents.emplace(to_string(hierarchy), parent ? parent->str() : std::string{});
    }
    put(table, "parents", parents);
    put(table, "codes", step.codes);
    return table;
}

toml::table table_of(const Merge& step) {
    toml::table table{{"do", "merge"}};
    put(table, "units", step.units);
    put(table, "into", step.into.str());
    put_basis(table, step.by);
    put(table, step.duties);
    return table;
}

toml::table table_of(const End& step) {
    toml::table table{{"do", step.into.empty() ? "abolish" : "split"}};
    put(table, "unit", step.unit.str());
    put(table, "into", step.into);
    put_basis(table, step.by);
    put(table, step.duties);
    return table;
}

toml::table table_of(const Transfer& step) {
    toml::table table{{"do", "transfer"}};
    put(table, "from", step.from.str());
    put(table, "to", step.to.unit.str());
    put(table, "share", step.to.share);
    put(table, "back", step.to.back);
    put_basis(table, step.by);
    return table;
}

toml::table table_of(const EndTier& step) {
    toml::table table{{"do", "abolish-tier"}};
    put_word(table, "level", std::optional(step.level));
    put(table, step.duties);
    return table;
}

toml::table table_of(const Event& event) {
    toml::table table;
    put(table, "id", event.id.str());
    table.insert_or_assign("day", toml::date{event.day.year(), event.day.month(), event.day.day()});
    put(table, "name", event.name);
    put(table, "legal_basis", event.legal_basis);
    put(table, "source", event.source);
    put(table, "doubts", event.doubts);
    toml::array steps;
    for (const auto& step : event.steps) {
        steps.push_back(std::visit([](const auto& each) { return table_of(each); }, step));
    }
    table.insert_or_assign("step", std::move(steps));
    return table;
}

toml::table table_of(const Amendment& amendment) {
    toml::table table;
    put(table, "id", amendment.id.str());
    put(table, "amends", amendment.event.str());
    put(table, "legal_basis", amendment.legal_basis);
    put(table, "source", amendment.source);
    toml::array statements;
    for (const auto& statement : amendment.statements) {
        toml::table each;
        put(each, "unit", statement.unit.str());
        put(each, "parts", statement.parts);
        put(each, statement.duties);
        statements.push_back(std::move(each));
    }
    table.insert_or_assign("state", std::move(statements));
    return table;
}

toml::table table_of(const Reversal& reversal) {
    toml::table table;
    put(table, "id", reversal.id.str());
    put(table, "reverses", reversal.reverses.str());
    put(table, "reason", reversal.reason);
    put(table, "source", reversal.source);
    return table;
}

}  // namespace

std::string write_entry(const Entry& entry) {
    toml::array events;
    events.push_back(std::visit([](const auto& each) { return table_of(each); }, entry));
    toml::table document;
    document.insert_or_assign("event", std::move(events));
    std::ostringstream out;
    out << document << "\n";
    return std::move(out).str();
}

}  // namespace tiendo::units
