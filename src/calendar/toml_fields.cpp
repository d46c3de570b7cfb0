#include "toml_fields.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_bytes = std::size_t{256} << 10U;
constexpr std::size_t limit_tables = 1'000;
constexpr std::size_t limit_text = 2'000;

Error wrong(std::string message, std::string remedy) {
    return {ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

/// Nothing where the key is absent.
Result<std::optional<Date>> day_of(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) {
        return std::optional<Date>{};
    }
    const auto* date = node->as_date();
    if (date == nullptr) {
        return wrong_at(*node, fmt::format("{} is not a day", key), "write it like 2021-01-01");
    }
    auto day = Date::make(date->get().year, date->get().month, date->get().day);
    return day ? Result(std::optional(*day)) : wrong_at(*node, std::move(day).error());
}

}  // namespace

Error wrong_at(const toml::node& node, Error error) {
    return std::move(error).at(fmt::format("line {}", node.source().begin.line));
}

Error wrong_at(const toml::node& node, std::string message, std::string remedy) {
    return wrong_at(node, wrong(std::move(message), std::move(remedy)));
}

Result<void> refuse_unknown(const toml::table& table,
                            std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : table) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            return wrong_at(value,
                            fmt::format("there is no field '{}'", key.str().substr(0, 40)),
                            fmt::format("use one of: {}", fmt::join(known, ", ")));
        }
    }
    return {};
}

Result<std::string> text_of(const toml::table& table, std::string_view key) {
    const auto* value = table.get_as<std::string>(key);
    if (value == nullptr || trim(value->get()).empty() || value->get().size() > limit_text) {
        return wrong_at(table,
                        fmt::format("{} is not a text of at most 2,000 bytes", key),
                        fmt::format("state {} = \"…\"", key));
    }
    return to_nfc(trim(value->get()));
}

Result<bool> flag_of(const toml::table& table, std::string_view key) {
    const auto* value = table.get_as<bool>(key);
    return value != nullptr
               ? Result(value->get())
               : wrong_at(table, fmt::format("{} is not true or false", key), "state it");
}

Result<InForce> in_force_of(const toml::table& table) {
    auto from = day_of(table, "from");
    auto to = from ? day_of(table, "to") : Result<std::optional<Date>>(std::move(from).error());
    if (!to) {
        return std::move(to).error();
    }
    if (!*from) {
        return wrong_at(table, "no first day in force", "state from = 2021-01-01");
    }
    if (*to && **to < **from) {
        return wrong_at(
            table, "the last day in force lies before the first", "correct from and to");
    }
    return InForce{**from, *to};
}

Result<toml::table> parse_list(std::string_view text, std::string_view key) {
    if (text.size() > limit_bytes || first_invalid_utf8(text)) {
        return wrong(text.size() > limit_bytes ? "the table is longer than 256 KiB"
                                               : "the table is not UTF-8",
                     fmt::format("give TOML with [[{}]] tables", key));
    }
    try {
        auto table = toml::parse(text);
        const auto* list = table.get_as<toml::array>(key);
        if (list == nullptr || table.size() != 1 || list->empty() || list->size() > limit_tables ||
            !list->is_homogeneous<toml::table>()) {
            return wrong(fmt::format("the file holds no {}, more than 1,000, or something else "
                                     "beside them",
                                     key),
                         fmt::format("write [[{}]] tables and nothing beside them", key));
        }
        return table;
    } catch (const toml::parse_error& error) {
        return wrong(fmt::format("not TOML: {}", error.description()), "correct the line")
            .at(fmt::format("line {}", error.source().begin.line));
    }
}

}  // namespace tiendo::calendar
