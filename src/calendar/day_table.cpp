// Reads the table of days off.
#include "day_rules.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/calendar/working_calendar.hpp"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 20U;
constexpr std::size_t limit_lines = 10'000;

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (auto end = text.find(mark); end != std::string_view::npos; end = text.find(mark, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

Error wrong(std::string message, std::string remedy) {
    return {ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

/// The lines of one table, as far as they were read.
class DayTable {
public:
    Result<void> add_line(std::string_view line, std::size_t number);

    std::set<int> years;
    std::set<int> estimated;
    std::map<Date, WorkingCalendar::Entry> entries;
    std::map<Date, std::size_t> line_of;

private:
    Result<void> add_years(std::string_view line, std::set<int>& into) const;
    Result<void> add_day(std::string_view line, std::size_t number);

    std::set<Date> in_lieu_of_;
};

Result<void> DayTable::add_years(std::string_view line, std::set<int>& into) const {
    const auto fields = split(line, ',');
    for (std::size_t i = 1; i < fields.size(); ++i) {
        const auto field = trim(fields[i]);
        int year = 0;
        const auto* end = field.data() + field.size();
        const auto [stop, failure] = std::from_chars(field.data(), end, year);
        if (failure != std::errc{} || stop != end || year < 1900 || year > 2200) {
            return wrong(fmt::format("'{}' is not a year", field.substr(0, 20)),
                         "write the complete years of the table like #years,2020,2021");
        }
        if (years.contains(year) || estimated.contains(year)) {
            return wrong(fmt::format("the year {} is named twice", year),
                         "name a year once: as complete or as estimated");
        }
        into.insert(year);
    }
    return {};
}

/// The other day of a line of that kind; nothing where it has none.
Result<std::optional<Date>> other_day(DayKind kind, std::string_view field) {
    if (kind == DayKind::holiday) {
        if (!field.empty()) {
            return wrong("a holiday stands for no other day", "leave the last field empty");
        }
        return std::optional<Date>{};
    }
    if (field.empty()) {
        return wrong(fmt::format("a {} names no other day", to_string(kind)),
                     kind == DayKind::compensatory_off
                         ? "name in a fifth field the holiday that it is off for"
                         : "name in a fifth field the other day of the swap");
    }
    return Date::parse(field).transform([](Date day) { return std::optional(day); });
}

Result<void> DayTable::add_day(std::string_view line, std::size_t number) {
    const auto fields = split(line, ',');
    if (fields.size() != 4 && fields.size() != 5) {
        return wrong(fmt::format("{} fields instead of 4 or 5", fields.size()),
                     "write date,name,kind,source,for without commas inside a field");
    }
    auto day = Date::parse(fields[0]);
    if (!day) {
        return std::move(day).error();
    }
    if (!years.contains(day->year()) && !estimated.contains(day->year())) {
        return wrong(fmt::format("{} lies in no year of the #years line", day->iso()),
                     "name the year in a #years line above it once its days are complete");
    }
    const auto kind = parse_day_kind(fields[2]);
    if (!kind || *kind == DayKind::working || *kind == DayKind::weekly_rest) {
        return wrong(fmt::format("'{}' is not a kind of day", fields[2].substr(0, 40)),
                     "use one of: holiday, compensatory_off, swapped_day_off, swapped_workday");
    }
    if (trim(fields[1]).empty() || trim(fields[3]).empty()) {
        return wrong(fmt::format("{} has no name or no source", day->iso()),
                     "say what the day is and by which law or notice");
    }
    auto other = other_day(*kind, fields.size() == 5 ? trim(fields[4]) : std::string_view{});
    if (!other) {
        return std::move(other).error();
    }
    if (*kind == DayKind::compensatory_off && !in_lieu_of_.insert(**other).second) {
        return wrong(fmt::format("two days are off in lieu of {}", (*other)->iso()),
                     "keep one of them");
    }
    WorkingCalendar::Entry entry{*kind, to_nfc(fields[1]), to_nfc(fields[3]), *other};
    if (!entries.emplace(*day, std::move(entry)).second) {
        return wrong(fmt::format("{} stands twice", day->iso()), "keep one line for each day");
    }
    line_of.emplace(*day, number);
    return {};
}

Result<void> DayTable::add_line(std::string_view line, std::size_t number) {
    if (line.starts_with("#years")) {
        return add_years(line, years);
    }
    if (line.starts_with("#estimated")) {
        return add_years(line, estimated);
    }
    if (line.empty() || line.starts_with('#') || line.starts_with("date,name,kind,source")) {
        return {};
    }
    return add_day(line, number);
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::parse(std::string_view csv, std::string_view name) {
    if (csv.size() > limit_bytes || first_invalid_utf8(csv)) {
        return wrong(csv.size() > limit_bytes ? "the table is longer than 1 MiB"
                                              : "the table is not UTF-8",
                     "give a CSV table of days off")
            .at(std::string(name));
    }
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // as spreadsheets save it
    csv.remove_prefix(csv.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    DayTable table;
    const auto at_line = [&](Error error, std::size_t number) {
        return std::move(error).at(fmt::format("line {}", number)).at(std::string(name));
    };
    std::size_t number = 0;
    for (const auto line : split(csv, '\n')) {
        if (++number > limit_lines) {
            return at_line(wrong("more than 10,000 lines", "split the table"), number);
        }
        if (auto added = table.add_line(trim(line), number); !added) {
            return at_line(std::move(added).error(), number);
        }
    }
    WorkingCalendar calendar;
    calendar.years_ = std::move(table.years);
    calendar.estimated_ = std::move(table.estimated);
    calendar.entries_ = std::move(table.entries);
    for (const auto& [day, entry] : calendar.entries_) {
        if (auto error = unfit(day, entry, calendar)) {
            return at_line(*std::move(error), table.line_of.at(day));
        }
    }
    return calendar;
}

}  // namespace tiendo::calendar
