// Reads the law of public holidays.
#include "shipped_law.hpp"
#include "toml_fields.hpp"

#include "tiendo/calendar/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace tiendo::calendar {

namespace {

Result<unsigned> count_of(const toml::table& table, std::string_view key, unsigned most) {
    const auto* value = table.get_as<std::int64_t>(key);
    if (value == nullptr || value->get() < 1 || value->get() > most) {
        return wrong_at(table,
                        fmt::format("{} is not a number from 1 to {}", key, most),
                        fmt::format("state {} = 1", key));
    }
    return static_cast<unsigned>(value->get());
}

/// "solar 04-30" or "lunar 03-10"
Result<void> read_day(const toml::table& table, LegalHoliday& holiday) {
    auto text = text_of(table, "on");
    if (!text) {
        return std::move(text).error();
    }
    const bool solar = text->starts_with("solar ");
    holiday.lunar = text->starts_with("lunar ");
    // A leap year, so that 29 February is a day of it. A lunar 30/2 is not: no holiday falls there.
    const auto day = Date::parse("2000-" + text->substr(std::min<std::size_t>(6, text->size())));
    if ((!solar && !holiday.lunar) || !day || (holiday.lunar && day->day() > 30)) {
        return wrong_at(table,
                        fmt::format("'{}' is no day of a year", text->substr(0, 40)),
                        "write month and day like \"solar 04-30\" or \"lunar 03-10\"");
    }
    holiday.month = day->month();
    holiday.day = day->day();
    return {};
}

Result<LegalHoliday> holiday_of(const toml::table& table) {
    LegalHoliday holiday;
    auto known =
        refuse_unknown(table, {"name", "on", "days", "named", "made_up", "from", "to", "source"});
    auto name = known ? text_of(table, "name") : std::move(known).error();
    auto on = name ? read_day(table, holiday) : Result<void>(std::move(name).error());
    auto days = on ? count_of(table, "days", 30) : std::move(on).error();
    auto named = days ? count_of(table, "named", *days) : Result<unsigned>(days.error());
    auto made_up = named ? flag_of(table, "made_up") : std::move(named).error();
    auto valid = made_up ? in_force_of(table) : Result<InForce>(std::move(made_up).error());
    auto source = valid ? text_of(table, "source") : std::move(valid).error();
    if (!source) {
        return std::move(source).error();
    }
    holiday.name = *std::move(name);
    holiday.days = *days;
    holiday.named = *named;
    holiday.made_up = *made_up;
    holiday.from = valid->from;
    holiday.to = valid->to;
    holiday.source = *std::move(source);
    return holiday;
}

bool overlap(const LegalHoliday& a, const LegalHoliday& b) {
    return (!a.to || b.from <= *a.to) && (!b.to || a.from <= *b.to);
}

}  // namespace

Result<std::vector<LegalHoliday>> parse_holiday_law(std::string_view toml, std::string_view name) {
    auto table = parse_list(toml, "holiday");
    if (!table) {
        return std::move(table).error().at(std::string(name));
    }
    std::vector<LegalHoliday> law;
    for (const auto& node : *table->get_as<toml::array>("holiday")) {
        auto holiday = holiday_of(*node.as_table());
        if (!holiday) {
            return std::move(holiday).error().at(std::string(name));
        }
        for (const auto& other : law) {
            if (other.name == holiday->name && overlap(other, *holiday)) {
                return wrong_at(node,
                                fmt::format("'{}' is in force twice", holiday->name),
                                "end the earlier one with to = … the day before")
                    .at(std::string(name));
            }
        }
        law.push_back(*std::move(holiday));
    }
    return law;
}

std::vector<LegalHoliday> shipped_holiday_law() {
    auto law = parse_holiday_law(shipped_law, "luat-ngay-le.toml");
    assert(law && "the shipped table was tested");
    return law ? *std::move(law) : std::vector<LegalHoliday>{};
}

}  // namespace tiendo::calendar
