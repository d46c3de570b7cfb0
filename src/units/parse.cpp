#include "tiendo/units/parse.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_bytes = std::size_t{4} << 20U;
constexpr std::size_t limit_units = 5'000;
constexpr std::size_t limit_text = 2'000;

Error wrong(const toml::node& at, std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
        fmt::format("line {}", at.source().begin.line));
}

/// The fields of one `[[unit]]` table; the first fault is kept and ends the reading.
class Fields {
public:
    explicit Fields(const toml::table& table) : table_(table) {}

    std::string text(std::string_view key) {
        const auto* node = table_.get(key);
        return node == nullptr ? std::string{} : text_of(*node, key);
    }
    std::string required(std::string_view key) {
        auto value = text(key);
        if (value.empty() && !error_) {
            error_ = wrong(
                table_, fmt::format("a unit has no {}", key), fmt::format("state {} = \"…\"", key));
        }
        return value;
    }
    std::vector<std::string> texts(std::string_view key) {
        std::vector<std::string> values;
        if (const auto* node = table_.get(key); node != nullptr) {
            const auto* array = node->as_array();
            if (array == nullptr || array->size() > 100) {
                fail(*node, key, "a list of at most 100 texts");
                return values;
            }
            for (const auto& each : *array) {
                values.push_back(text_of(each, key));
            }
        }
        return values;
    }
    std::map<std::string, std::string> pairs(std::string_view key) {
        std::map<std::string, std::string> values;
        if (const auto* node = table_.get(key); node != nullptr) {
            const auto* table = node->as_table();
            if (table == nullptr || table->size() > 100) {
                fail(*node, key, "a table of at most 100 texts");
                return values;
            }
            for (const auto& [name, value] : *table) {
                values.emplace(std::string(name.str()), text_of(value, key));
            }
        }
        return values;
    }
    std::optional<Date> day(std::string_view key) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        if (const auto* date = node->as_date(); date != nullptr) {
            return taken(*node, Date::make(date->get().year, date->get().month, date->get().day));
        }
        if (const auto* word = node->as_string(); word != nullptr) {
            return taken(*node, Date::parse(word->get()));
        }
        fail(*node, key, "a day like 2020-12-31");
        return std::nullopt;
    }
    template <typename T>
    std::optional<T> taken(const toml::node& at, Result<T> value) {
        if (value) {
            return std::move(*value);
        }
        if (!error_) {
            error_ = std::move(value).error().at(fmt::format("line {}", at.source().begin.line));
        }
        return std::nullopt;
    }
    void refuse_unknown() {
        constexpr std::array<std::string_view, 11> known{"id",
                                                         "name",
                                                         "short_name",
                                                         "kind",
                                                         "parent",
                                                         "valid_from",
                                                         "valid_to",
                                                         "successors",
                                                         "legal_basis",
                                                         "codes",
                                                         "aliases"};
        for (const auto& [key, value] : table_) {
            if (std::ranges::find(known, key.str()) == known.end() && !error_) {
                error_ = wrong(value,
                               fmt::format("a unit has no field '{}'", key.str().substr(0, 40)),
                               fmt::format("use one of: {}", fmt::join(known, ", ")));
            }
        }
    }
    [[nodiscard]] const toml::table& table() const { return table_; }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    std::string text_of(const toml::node& node, std::string_view key) {
        const auto* value = node.as_string();
        if (value == nullptr || value->get().size() > limit_text) {
            fail(node, key, "a text of at most 2,000 bytes");
            return {};
        }
        return to_nfc(trim(value->get()));
    }
    void fail(const toml::node& at, std::string_view key, std::string_view expected) {
        if (!error_) {
            error_ = wrong(at, fmt::format("{} is not {}", key, expected), "correct the field");
        }
    }

    const toml::table& table_;
    std::optional<Error> error_;
};

Result<Unit> parse_unit(const toml::table& table) {
    Fields fields(table);
    Unit unit;
    const auto id = fields.required("id");
    unit.name = fields.required("name");
    const auto kind = fields.required("kind");
    unit.short_name = fields.text("short_name");
    const auto parent = fields.text("parent");
    unit.valid_from = fields.day("valid_from");
    unit.valid_to = fields.day("valid_to");
    const auto successors = fields.texts("successors");
    unit.legal_basis = fields.text("legal_basis");
    unit.codes = fields.pairs("codes");
    unit.aliases = fields.texts("aliases");
    fields.refuse_unknown();
    if (!fields.error()) {
        unit.id = fields.taken(table, UnitId::parse(id)).value_or(UnitId{});
        unit.kind = fields.taken(table, parse_unit_kind(kind)).value_or(UnitKind::office);
        if (!parent.empty()) {
            unit.parent = fields.taken(table, UnitId::parse(parent));
        }
        for (const auto& each : successors) {
            unit.successors.push_back(fields.taken(table, UnitId::parse(each)).value_or(UnitId{}));
        }
    }
    if (fields.error()) {
        auto error = *fields.error();
        return id.empty() ? error : std::move(error).at(fmt::format("unit '{}'", id.substr(0, 60)));
    }
    if (unit.short_name.empty()) {
        unit.short_name = unit.name;
    }
    return unit;
}

Result<toml::table> parse_table(std::string_view text) {
    if (text.size() > limit_bytes) {
        return Error{ErrorCode::malformed_input, "the list is longer than 4 MiB", "split the list"};
    }
    if (const auto bad = first_invalid_utf8(text)) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is not UTF-8", *bad),
                     "save the list as UTF-8"};
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not TOML: {}", error.description()),
                     "correct the line; one [[unit]] table for each unit"}
            .at(fmt::format("line {}", error.source().begin.line));
    } catch (const std::exception& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not TOML: {}", error.what()),
                     "one [[unit]] table for each unit"};
    }
}

Result<std::vector<Unit>> units_of(const toml::table& table) {
    const auto* list = table.get_as<toml::array>("unit");
    if (list == nullptr || list->empty() || table.size() != 1) {
        return Error{ErrorCode::malformed_input,
                     "the list holds no units, or something that is no unit",
                     "write one [[unit]] table for each unit and nothing beside them"};
    }
    if (list->size() > limit_units) {
        return Error{ErrorCode::malformed_input, "more than 5,000 units", "split the list"};
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
    if (!table) {
        return std::move(table).error().at(std::string(name));
    }
    auto units = units_of(*table);
    if (!units) {
        return std::move(units).error().at(std::string(name));
    }
    auto findings = check_units(*units);
    if (!findings.empty()) {
        auto first = std::move(findings.front()).at(std::string(name));
        for (std::size_t i = 1; i < findings.size(); ++i) {
            (void)std::move(first).because(std::move(findings[i]));
        }
        return first;
    }
    return units;
}

}  // namespace tiendo::units
