// Reads the table of office hours.
#include "office_table.hpp"

#include "toml_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_stretches = 8;
constexpr std::chrono::minutes whole_day = std::chrono::hours{24};

constexpr std::array<std::string_view, 7>
    weekday_words{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

Error wrong(std::string message, std::string remedy) {
    return {ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

/// "07:30" after midnight; "24:00" is the end of the day.
std::optional<std::chrono::minutes> clock_time(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    int hour = 0;
    int minute = 0;
    const auto number = [](std::string_view part, int& value) {
        const auto* end = part.data() + part.size();
        const auto [stop, failure] = std::from_chars(part.data(), end, value);
        return failure == std::errc{} && stop == end && value >= 0;
    };
    if (!number(text.substr(0, 2), hour) || !number(text.substr(3), minute) || minute > 59) {
        return std::nullopt;
    }
    const auto time = std::chrono::hours{hour} + std::chrono::minutes{minute};
    return time <= whole_day ? std::optional(time) : std::nullopt;
}

Result<OpenHours> stretch_of(const toml::node& node) {
    const auto* value = node.as_string();
    const std::string_view text = value == nullptr ? std::string_view{} : value->get();
    const auto open = text.size() == 11 ? clock_time(text.substr(0, 5)) : std::nullopt;
    const auto close = text.size() == 11 ? clock_time(text.substr(6)) : std::nullopt;
    if (!open || !close || text[5] != '-') {
        return wrong_at(node,
                        fmt::format("'{}' are no office hours", text.substr(0, 40)),
                        "write them like \"07:30-11:30\", from 00:00 to 24:00");
    }
    if (*close <= *open) {
        return wrong_at(node,
                        fmt::format("{} ends before it begins", text),
                        "hours past midnight belong to two days: write both");
    }
    return OpenHours{*open, *close};
}

/// In order and apart from one another.
Result<std::vector<OpenHours>> stretches_of(const toml::table& table) {
    const auto* list = table.get_as<toml::array>("at");
    if (list == nullptr || list->empty() || list->size() > limit_stretches) {
        return wrong_at(table,
                        "at is not a list of 1 to 8 office hours",
                        "write at = [\"07:30-11:30\", \"13:00-17:00\"]");
    }
    std::vector<OpenHours> hours;
    for (const auto& node : *list) {
        auto stretch = stretch_of(node);
        if (!stretch) {
            return std::move(stretch).error();
        }
        if (!hours.empty() && stretch->open <= hours.back().close) {
            return wrong_at(node,
                            "the hours overlap, touch or are out of order",
                            "write them in order, with a break between two of them");
        }
        hours.push_back(*stretch);
    }
    return hours;
}

Result<void> add_opening(const toml::node& node, OfficeWeek& week, std::array<bool, 7>& stated) {
    const auto* table = node.as_table();
    if (table == nullptr) {
        return wrong_at(node, "an entry of open is no table", "write { days = …, at = …, … }");
    }
    auto known = refuse_unknown(*table, {"days", "at", "working_day"});
    auto hours =
        known ? stretches_of(*table) : Result<std::vector<OpenHours>>(std::move(known).error());
    auto counts = hours ? flag_of(*table, "working_day") : std::move(hours).error();
    if (!counts) {
        return std::move(counts).error();
    }
    const auto* days = table->get_as<toml::array>("days");
    if (days == nullptr || days->empty()) {
        return wrong_at(*table, "days is not a list of weekdays", "write days = [\"monday\", …]");
    }
    for (const auto& each : *days) {
        const auto word = each.value<std::string_view>().value_or("");
        const auto found = std::ranges::find(weekday_words, word);
        const auto at = static_cast<std::size_t>(found - weekday_words.begin());
        if (found == weekday_words.end() || stated.at(at)) {
            return wrong_at(each,
                            fmt::format("'{}' is no weekday, or stands twice", word.substr(0, 40)),
                            fmt::format("name each once, of: {}", fmt::join(weekday_words, ", ")));
        }
        stated.at(at) = true;
        week.days.at(at) = {*hours, *counts};
    }
    return {};
}

Result<std::optional<UnitKind>> kind_of(const toml::table& table) {
    auto word = text_of(table, "unit_kind");
    if (!word) {
        return std::move(word).error();
    }
    if (*word == "any") {
        return std::optional<UnitKind>{};
    }
    auto kind = parse_unit_kind(*word);
    return kind ? Result(std::optional(*kind)) : wrong_at(table, std::move(kind).error());
}

Result<OfficeRow> row_of(const toml::table& table) {
    OfficeRow row;
    row.line = table.source().begin.line;
    auto known = refuse_unknown(table, {"unit_kind", "from", "to", "source", "assumption", "open"});
    auto kind = known ? kind_of(table) : std::move(known).error();
    auto valid = kind ? in_force_of(table) : Result<InForce>(std::move(kind).error());
    auto source = valid ? text_of(table, "source") : std::move(valid).error();
    auto assumption = !source                        ? Result<bool>(std::move(source).error())
                      : table.contains("assumption") ? flag_of(table, "assumption")
                                                     : Result<bool>(false);
    if (!assumption) {
        return std::move(assumption).error();
    }
    row.kind = *kind;
    row.week.from = valid->from;
    row.week.to = valid->to;
    row.week.source = *std::move(source);
    row.week.assumption = *assumption;
    const auto* open = table.get_as<toml::array>("open");
    if (open == nullptr || open->empty()) {
        return wrong_at(table, "the office never opens", "state open = [ { days = …, at = … } ]");
    }
    std::array<bool, 7> stated{};
    for (const auto& each : *open) {
        if (auto added = add_opening(each, row.week, stated); !added) {
            return std::move(added).error();
        }
    }
    return row;
}

/// Within one kind each table must begin the day after the one before it ends.
Result<void> check_chain(const std::vector<OfficeRow>& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto& before = rows[i - 1];
        const auto& row = rows[i];
        if (before.kind != row.kind) {
            continue;
        }
        const auto place = fmt::format("line {}", row.line);
        if (!before.week.to || row.week.from <= *before.week.to) {
            return wrong(
                       fmt::format("two hours of one kind are in force on {}", row.week.from.iso()),
                       "end the earlier one with to = … the day before")
                .at(place);
        }
        const auto next = before.week.to->plus(std::chrono::days{1});
        if (row.week.from != next) {
            return wrong(fmt::format("no hours are in force on {}", next.iso()),
                         "close the gap with hours and their source")
                .at(place);
        }
    }
    return {};
}

}  // namespace

Result<std::vector<OfficeRow>> parse_office_table(std::string_view text) {
    auto table = parse_list(text, "hours");
    if (!table) {
        return std::move(table).error();
    }
    std::vector<OfficeRow> rows;
    for (const auto& node : *table->get_as<toml::array>("hours")) {
        auto row = row_of(*node.as_table());
        if (!row) {
            return std::move(row).error();
        }
        rows.push_back(std::move(*row));
    }
    std::ranges::stable_sort(rows, [](const OfficeRow& a, const OfficeRow& b) {
        return std::pair(a.kind, a.week.from) < std::pair(b.kind, b.week.from);
    });
    auto chained = check_chain(rows);
    return chained ? Result(std::move(rows)) : std::move(chained).error();
}

}  // namespace tiendo::calendar
