#include "list_source.hpp"

#include "event_table.hpp"
#include "toml_fields.hpp"
#include "unit_table.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tiendo::units {

namespace {

/// The id of a table that could not be read, as far as there is one.
std::string id_in(const toml::table& table) {
    constexpr std::size_t most = 200;
    return table["id"].value_or(std::string{}).substr(0, most);
}

/// Reads each table of the array; what cannot be read becomes a finding.
template <typename T, typename Keep>
void read_all(const toml::table& file,
              std::string_view key,
              std::size_t limit,
              Result<T> (*parse)(const toml::table&),
              ListSource& source,
              const Keep& keep) {
    const auto* node = file.get(key);
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (node == nullptr) {
        return;
    }
    if (list == nullptr || list->size() > limit) {
        source.findings.push_back(
            {node->source().begin.line,
             {},
             Severity::error,
             list == nullptr
                 ? std::string(key) + " is no list of tables"
                 : "more than " + std::to_string(limit) + " of [[" + std::string(key) + "]]",
             "write one [[" + std::string(key) + "]] table for each, or split the file"});
        return;
    }
    for (const auto& each : *list) {
        const std::size_t line = each.source().begin.line;
        const auto* table = each.as_table();
        auto value = table != nullptr
                         ? parse(*table)
                         : Result<T>(wrong(each,
                                           "an entry is no table",
                                           "write [[unit]] or [[event]] above its fields"));
        if (value) {
            keep(*std::move(value), line);
            continue;
        }
        auto id = table != nullptr ? id_in(*table) : std::string{};
        source.findings.push_back(finding_of(value.error(), line, id));
        if (key == "unit" && !id.empty()) {
            source.unread.insert(std::move(id));
        }
    }
}

}  // namespace

Finding finding_of(const Error& error, std::size_t line, std::string unit) {
    for (const auto& place : error.places()) {
        constexpr std::string_view head = "line ";
        std::size_t found = 0;
        if (place.starts_with(head) &&
            std::from_chars(place.data() + head.size(), place.data() + place.size(), found).ec ==
                std::errc{} &&
            found > 0) {
            line = found;
        }
    }
    return {line, std::move(unit), Severity::error, error.message(), error.remedy()};
}

ListSource read_toml_list(std::string_view text) {
    ListSource source;
    const auto table = parse_table(text);
    if (!table) {
        source.findings.push_back(finding_of(table.error(), 0, {}));
        return source;
    }
    for (const auto& [key, value] : *table) {
        if (key != "unit" && key != "event") {
            source.findings.push_back({value.source().begin.line,
                                       {},
                                       Severity::error,
                                       "the file holds something that is no unit and no event",
                                       "write only [[unit]] and [[event]] tables"});
        }
    }
    read_all(*table, "unit", limit_units, parse_unit, source, [&](Unit unit, std::size_t line) {
        source.units.push_back(std::move(unit));
        source.lines.push_back(line);
    });
    read_all(
        *table, "event", limit_events, parse_entry, source, [&](Entry entry, std::size_t line) {
            source.entries.push_back(std::move(entry));
            source.entry_lines.push_back(line);
        });
    return source;
}

}  // namespace tiendo::units
