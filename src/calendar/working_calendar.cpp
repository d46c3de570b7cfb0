#include "tiendo/calendar/working_calendar.hpp"

#include "shipped_table.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <charconv>
#include <vector>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 20U;
constexpr std::size_t limit_lines = 10'000;

constexpr std::array<std::string_view, 7>
    weekdays{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"};

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

bool is_weekend(Date day) {
    return day.weekday() == std::chrono::Sunday || day.weekday() == std::chrono::Saturday;
}

Result<std::set<int>> parse_years(std::string_view line) {
    std::set<int> years;
    const auto fields = split(line, ',');
    for (std::size_t i = 1; i < fields.size(); ++i) {
        int year = 0;
        const auto* end = fields[i].data() + fields[i].size();
        const auto [stop, failure] = std::from_chars(fields[i].data(), end, year);
        if (failure != std::errc{} || stop != end || year < 1900 || year > 2200) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("'{}' is not a year", fields[i].substr(0, 20)),
                         "write the complete years of the table like #years,2020,2021"};
        }
        years.insert(year);
    }
    return years;
}

Error not_covered(int year) {
    return {ErrorCode::not_found,
            fmt::format("the table of days off has no year {}", year),
            fmt::format("add the days off of {} with their source and the year to its #years line",
                        year)};
}

}  // namespace

Result<void> WorkingCalendar::add_line(std::string_view line) {
    const auto fields = split(line, ',');
    if (fields.size() != 4) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} fields instead of 4", fields.size()),
                     "write date,name,kind,source without commas inside a field"};
    }
    auto day = Date::parse(fields[0]);
    if (!day) {
        return std::move(day).error();
    }
    if (!covers(day->year())) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} lies in no year of the #years line", day->iso()),
                     "name the year in a #years line above it once its days are complete"};
    }
    const bool worked = fields[2] == "swapped_workday";
    if (!worked && fields[2] != "holiday" && fields[2] != "compensatory_off") {
        return Error{ErrorCode::malformed_input,
                     fmt::format("'{}' is not a kind of day", fields[2].substr(0, 40)),
                     "use one of: holiday, compensatory_off, swapped_workday"};
    }
    Entry entry{!worked, std::string(fields[1]), std::string(fields[3])};
    if (!entries_.emplace(*day, std::move(entry)).second) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} stands twice", day->iso()),
                     "keep one line for each day"};
    }
    return {};
}

Result<WorkingCalendar> WorkingCalendar::parse(std::string_view csv, std::string_view name) {
    if (csv.size() > limit_bytes || first_invalid_utf8(csv)) {
        return Error{
            ErrorCode::malformed_input,
            csv.size() > limit_bytes ? "the table is longer than 1 MiB" : "the table is not UTF-8",
            "give a CSV table of days off"}
            .at(std::string(name));
    }
    WorkingCalendar calendar;
    std::size_t number = 0;
    for (auto line : split(csv, '\n')) {
        ++number;
        line = trim(line);
        const auto place = [&](Error error) {
            return std::move(error).at(fmt::format("line {}", number)).at(std::string(name));
        };
        if (number > limit_lines) {
            return place({ErrorCode::malformed_input, "more than 10,000 lines", "split the table"});
        }
        if (line.starts_with("#years")) {
            auto years = parse_years(line);
            if (!years) {
                return place(std::move(years).error());
            }
            calendar.years_ = std::move(*years);
        } else if (!line.empty() && !line.starts_with('#') && line != "date,name,kind,source") {
            if (auto added = calendar.add_line(line); !added) {
                return place(std::move(added).error());
            }
        }
    }
    return calendar;
}

Result<DayStatus> WorkingCalendar::status_of(Date day) const {
    if (!covers(day.year())) {
        return not_covered(day.year());
    }
    if (const auto found = entries_.find(day); found != entries_.end()) {
        return DayStatus{found->second.off, found->second.name, found->second.source};
    }
    if (is_weekend(day)) {
        return DayStatus{true, std::string(vietnamese_weekday(day)), ""};
    }
    return DayStatus{};
}

Result<bool> WorkingCalendar::is_day_off(Date day) const {
    return status_of(day).transform([](const DayStatus& status) { return status.off; });
}

WorkingCalendar shipped_calendar() {
    auto calendar = WorkingCalendar::parse(shipped_table, "ngay-nghi.csv");
    assert(calendar && "the shipped table was tested");
    return calendar ? std::move(*calendar) : WorkingCalendar{};
}

std::string_view vietnamese_weekday(Date day) noexcept {
    return weekdays[day.weekday().c_encoding()];
}

}  // namespace tiendo::calendar
