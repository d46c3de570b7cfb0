#include "simulator_kit/dates.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace tiendo::simulator {
namespace {

constexpr std::chrono::hours vietnam{7};

bool is_day_off(Date day) {
    // Tet, Hung Kings, Reunification and Labour Day of 2021; other years have weekends only, which
    // is enough for invented data.
    static const std::array holidays = {
        Date::of(2021, 1, 1), Date::of(2021, 4, 21), Date::of(2021, 4, 30), Date::of(2021, 5, 3)};
    const bool tet = day >= Date::of(2021, 2, 10) && day <= Date::of(2021, 2, 16);
    const auto weekday = day.weekday();
    return tet || weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ||
           std::find(holidays.begin(), holidays.end(), day) != holidays.end();
}

void append_digits(std::string& out, std::int64_t value, std::size_t width) {
    std::string digits(width, '0');
    for (std::size_t i = width; i > 0; --i) {
        digits[i - 1] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out += digits;
}

}  // namespace

Instant at_time(Date day, std::chrono::seconds time) {
    return Instant::start_of(day).plus(time);
}

std::string stamp(Instant at) {
    std::string out;
    if (!happened(at)) {
        return out;
    }
    const auto local = at.time() + vietnam;
    const auto days = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(local - days));
    out.reserve(14);
    append_digits(out, static_cast<int>(date.year()), 4);
    append_digits(out, static_cast<unsigned>(date.month()), 2);
    append_digits(out, static_cast<unsigned>(date.day()), 2);
    append_digits(out, time.hours().count(), 2);
    append_digits(out, time.minutes().count(), 2);
    append_digits(out, time.seconds().count(), 2);
    return out;
}

std::string slashed(Date day) {
    std::string out;
    append_digits(out, day.day(), 2);
    out += '/';
    append_digits(out, day.month(), 2);
    out += '/';
    append_digits(out, day.year(), 4);
    return out;
}

std::string short_date(Date day) {
    std::string out;
    append_digits(out, day.year() % 100, 2);
    append_digits(out, day.month(), 2);
    append_digits(out, day.day(), 2);
    return out;
}

WorkingDays::WorkingDays(Date first, Date last) {
    for (Date day = first; day <= last; day = day.plus(std::chrono::days(1))) {
        if (!is_day_off(day)) {
            days_.push_back(day);
        }
    }
}

Date WorkingDays::at(std::int64_t position) const {
    assert(position >= 0);
    return days_.at(static_cast<std::size_t>(position));
}

std::int64_t WorkingDays::position_of(Date day) const {
    return std::lower_bound(days_.begin(), days_.end(), day) - days_.begin();
}

}  // namespace tiendo::simulator
