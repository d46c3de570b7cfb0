#include "tiendo/calendar/working_calendar.hpp"

#include "day_rules.hpp"
#include "shipped_table.hpp"

#include "tiendo/base/enum_names.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>

namespace tiendo::calendar {

namespace {

constexpr std::array<std::string_view, 7>
    weekdays{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"};

constexpr std::string_view weekly_rest_source = "QĐ 188/1999/QĐ-TTg Đ1 (tuần làm việc 40 giờ)";

constexpr EnumNames<DayKind, 6> kinds{"kind of day",
                                      {{{DayKind::working, "working"},
                                        {DayKind::weekly_rest, "weekly_rest"},
                                        {DayKind::holiday, "holiday"},
                                        {DayKind::compensatory_off, "compensatory_off"},
                                        {DayKind::swapped_day_off, "swapped_day_off"},
                                        {DayKind::swapped_workday, "swapped_workday"}}}};

Error not_covered(int year, bool estimated) {
    if (estimated) {
        return {ErrorCode::not_found,
                fmt::format("the table holds only an estimate of the days off of {}", year),
                fmt::format("load a table with the announced days of {} and the year in its #years "
                            "line",
                            year)};
    }
    return {ErrorCode::not_found,
            fmt::format("the table of days off has no year {}", year),
            fmt::format("add the days off of {} with their source and the year to its #years line",
                        year)};
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::with(const WorkingCalendar& other) const {
    WorkingCalendar joined;
    for (const auto& [day, entry] : entries_) {
        if (!other.covers(day.year()) &&
            (covers(day.year()) || !other.estimated_.contains(day.year()))) {
            joined.entries_.emplace(day, entry);
        }
    }
    for (const auto& [day, entry] : other.entries_) {
        if (other.covers(day.year()) || !covers(day.year())) {
            joined.entries_.emplace(day, entry);
        }
    }
    joined.years_ = years_;
    joined.years_.insert(other.years_.begin(), other.years_.end());
    for (const auto* side : {&estimated_, &other.estimated_}) {
        for (const int year : *side) {
            if (!joined.covers(year)) {
                joined.estimated_.insert(year);
            }
        }
    }
    for (const auto& [day, entry] : joined.entries_) {
        if (const auto wrong = unfit(day, entry, joined)) {
            return Error{
                ErrorCode::conflict, wrong->message(), "load both years of the swap from one table"}
                .at(day.iso());
        }
    }
    return joined;
}

Result<DayStatus> WorkingCalendar::status_of(Date day) const {
    if (!covers(day.year())) {
        return not_covered(day.year(), estimated_.contains(day.year()));
    }
    if (const auto found = entries_.find(day); found != entries_.end()) {
        const auto& entry = found->second;
        return DayStatus{entry.kind != DayKind::swapped_workday,
                         entry.name,
                         entry.source,
                         entry.kind,
                         entry.stands_for};
    }
    if (is_weekly_rest(day)) {
        return DayStatus{true,
                         std::string(vietnamese_weekday(day)),
                         std::string(weekly_rest_source),
                         DayKind::weekly_rest};
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

bool is_weekly_rest(Date day) noexcept {
    return day.weekday() == std::chrono::Sunday || day.weekday() == std::chrono::Saturday;
}

std::string_view vietnamese_weekday(Date day) noexcept {
    return weekdays[day.weekday().c_encoding()];
}

std::string_view to_string(DayKind kind) noexcept {
    return kinds.name(kind);
}

Result<DayKind> parse_day_kind(std::string_view text) {
    return kinds.parse(text);
}

}  // namespace tiendo::calendar
