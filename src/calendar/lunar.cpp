#include "tiendo/calendar/lunar.hpp"

#include "astronomy.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace tiendo::calendar {

namespace {

using std::chrono::days;

constexpr int first_year = 1960;
constexpr int last_year = 2100;
constexpr double julian_1970 = 2440587.5;
constexpr double zone = 7.0 / 24;  // +07:00

/// The day in Vietnam on which new moon number `k` falls: the first of a lunar month.
Date month_begin(int k) {
    const double tt = new_moon(k);
    const double local = tt - terrestrial_ahead(tt) - julian_1970 + zone;
    return Date::from_days(std::chrono::sys_days(days{static_cast<int>(std::floor(local))}));
}

/// In which twelfth of its way the Sun stands when `day` begins in Vietnam: 0 from the March
/// equinox on, 9 from the winter solstice on.
int sun_twelfth(Date day) {
    const double universal =
        static_cast<double>(day.days().time_since_epoch().count()) + julian_1970 - zone;
    return static_cast<int>(sun_longitude(universal + terrestrial_ahead(universal)) / 30);
}

/// The new moon that begins month 11 of the lunar year `year`: the last one on or before the winter
/// solstice of that civil year.
int month_11(int year) {
    const auto new_year = Date::of(year + 1, 1, 1);
    auto k = static_cast<int>(std::floor((year + 1 - 2000) * 12.3685)) + 1;
    while (month_begin(k) >= new_year) {
        --k;
    }
    return sun_twelfth(month_begin(k)) >= 9 ? k - 1 : k;
}

struct LunarMonth {
    Date begin;
    Date end;  ///< the day after its last
    int year = 0;
    unsigned month = 0;
    bool leap = false;
};

/// The months from month 11 of the lunar year before `year` up to month 11 of `year`. Where there
/// are thirteen, the first in which the Sun passes no twelfth (trung khí) is the leap month.
std::vector<LunarMonth> months_between_solstices(int year) {
    const int first = month_11(year - 1);
    const int count = month_11(year) - first;
    std::vector<LunarMonth> months;
    bool leap_due = count == 13;
    unsigned number = 10;
    for (int i = 0; i < count; ++i) {
        LunarMonth month{month_begin(first + i), month_begin(first + i + 1)};
        month.leap = leap_due && i > 0 && sun_twelfth(month.begin) == sun_twelfth(month.end);
        leap_due = leap_due && !month.leap;
        number = month.leap ? number : number % 12 + 1;
        month.month = number;
        month.year = number >= 11 ? year - 1 : year;
        months.push_back(month);
    }
    return months;
}

Error out_of_range(int year) {
    return {ErrorCode::malformed_input,
            fmt::format("lunar days of {} are not computed", year),
            fmt::format("use a year from {} to {}", first_year, last_year)};
}

}  // namespace

Result<LunarDay> lunar_day_of(Date day) {
    if (day.year() < first_year || day.year() > last_year) {
        return out_of_range(day.year());
    }
    for (const int year : {day.year(), day.year() + 1}) {
        for (const auto& month : months_between_solstices(year)) {
            if (month.begin <= day && day < month.end) {
                const auto into = (day.days() - month.begin.days()).count();
                return LunarDay{
                    month.year, month.month, static_cast<unsigned>(into) + 1, month.leap};
            }
        }
    }
    return Error{ErrorCode::internal, fmt::format("{} lies in no lunar month", day.iso())};
}

Result<Date> date_of(LunarDay day) {
    if (day.year < first_year || day.year > last_year) {
        return out_of_range(day.year);
    }
    const int year = day.month >= 11 ? day.year + 1 : day.year;
    for (const auto& month : months_between_solstices(year)) {
        const auto date = month.begin.plus(days{static_cast<int>(day.day) - 1});
        if (month.month == day.month && month.leap == day.leap && day.day >= 1 && day.day <= 30 &&
            date < month.end) {
            return date;
        }
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("the lunar year {} has no day {}/{}{}",
                             day.year,
                             day.day,
                             day.month,
                             day.leap ? " of a leap month" : ""),
                 "correct the lunar day"};
}

Result<Date> lunar_new_year(int year) {
    return date_of({.year = year, .month = 1, .day = 1});
}

}  // namespace tiendo::calendar
