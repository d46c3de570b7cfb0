#include "tiendo/base/time.hpp"

#include <fmt/format.h>

#include <cassert>
#include <charconv>
#include <ostream>

namespace tiendo {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours vietnam_offset{7};

std::chrono::year_month_day civil(std::chrono::sys_days days) {
    return std::chrono::year_month_day(days);
}

/// Reads exactly `digits` decimal digits at the front of `text` and takes them off.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    int number = 0;
    if (text.size() < digits) {
        return std::nullopt;
    }
    const auto* end = text.data() + digits;
    const auto [stop, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc{} || stop != end || text.front() == '-') {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) {
        return std::nullopt;
    }
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) {
        return std::nullopt;
    }
    const auto day = take_number(text, 2);
    if (!day) {
        return std::nullopt;
    }
    auto date = Date::make(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<milliseconds> take_fraction(std::string_view& text) {
    if (!take(text, '.') && !take(text, ',')) {
        return milliseconds{0};
    }
    int value = 0;
    int scale = 100;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        value += (text.front() - '0') * scale;
        scale /= 10;
        ++digits;
        text.remove_prefix(1);
    }
    return digits == 0 ? std::nullopt : std::optional(milliseconds{value});
}

std::optional<milliseconds> take_time_of_day(std::string_view& text) {
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 24 || !take(text, ':')) {
        return std::nullopt;
    }
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    int second = 0;
    milliseconds fraction{0};
    if (take(text, ':')) {
        const auto number = take_number(text, 2);
        const auto rest = number ? take_fraction(text) : std::nullopt;
        if (!number || *number > 59 || !rest) {
            return std::nullopt;
        }
        second = *number;
        fraction = *rest;
    }
    const milliseconds total = hours(*hour) + minutes(*minute) + seconds(second) + fraction;
    return total > hours(24) ? std::nullopt : std::optional(total);
}

std::optional<minutes> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) {
        return minutes{0};
    }
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, '+') && !take(text, '-')) {
        return std::nullopt;
    }
    const auto hour = take_number(text, 2);
    take(text, ':');
    const auto minute = take_number(text, 2);
    if (!hour || !minute || *hour > 14 || *minute > 59) {
        return std::nullopt;
    }
    const minutes offset = hours(*hour) + minutes(*minute);
    return west ? -offset : offset;
}

std::string quoted(std::string_view text) {
    return "'" + std::string(text.substr(0, 60)) + "'";
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day civil_date{
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    assert(civil_date.ok());
    return Date(std::chrono::sys_days(civil_date));
}

Result<Date> Date::make(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day civil_date{
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (year < 1 || year > 9999 || !civil_date.ok()) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{}/{}/{} is not a day of the calendar", day, month, year),
                     "correct the day or the month"};
    }
    return Date(std::chrono::sys_days(civil_date));
}

Result<Date> Date::parse(std::string_view text) {
    auto rest = text;
    const auto date = take_date(rest);
    if (!date || !rest.empty()) {
        return Error{ErrorCode::malformed_input,
                     quoted(text) + " is not a date",
                     "write it as year-month-day, 2021-05-15"};
    }
    return *date;
}

int Date::year() const noexcept {
    return static_cast<int>(civil(days_).year());
}
unsigned Date::month() const noexcept {
    return static_cast<unsigned>(civil(days_).month());
}
unsigned Date::day() const noexcept {
    return static_cast<unsigned>(civil(days_).day());
}

std::string Date::iso() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}
std::string Date::vietnamese() const {
    return fmt::format("{}/{}/{}", day(), month(), year());
}
std::ostream& operator<<(std::ostream& out, Date date) {
    return out << date.iso();
}

Instant Instant::start_of(Date date) {
    return Instant(Clock(date.days()) - vietnam_offset);
}

Result<Instant> Instant::parse(std::string_view text) {
    auto rest = text;
    const auto date = take_date(rest);
    const bool separated = date && (take(rest, 'T') || take(rest, 't') || take(rest, ' '));
    const auto time = separated ? take_time_of_day(rest) : std::nullopt;
    const auto offset = time ? take_offset(rest) : std::nullopt;
    if (!offset || !rest.empty()) {
        return Error{ErrorCode::malformed_input,
                     quoted(text) + " is not a point in time",
                     "write date, time and offset: 2021-05-20T09:00:00+07:00"};
    }
    const Instant instant(Clock(date->days()) + *time - *offset);
    if (const auto year = instant.date().year(); year < 1 || year > 9999) {
        return Error{ErrorCode::malformed_input,
                     quoted(text) + " lies outside the years 1 to 9999 in Vietnam"};
    }
    return instant;
}

Date Instant::date() const {
    return Date::from_days(std::chrono::floor<std::chrono::days>(time_ + vietnam_offset));
}

std::string Instant::iso() const {
    const auto local = time_ + vietnam_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock(local - day);
    auto text = fmt::format("{}T{:02}:{:02}:{:02}",
                            date().iso(),
                            clock.hours().count(),
                            clock.minutes().count(),
                            clock.seconds().count());
    if (const auto fraction = clock.subseconds().count(); fraction != 0) {
        text += fmt::format(".{:03}", fraction);
    }
    return text + "+07:00";
}

std::string Instant::utc() const {
    const auto day = std::chrono::floor<std::chrono::days>(time_);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<seconds>(time_ - day));
    return fmt::format("{}T{:02}:{:02}:{:02}Z",
                       Date::from_days(day).iso(),
                       clock.hours().count(),
                       clock.minutes().count(),
                       clock.seconds().count());
}

std::ostream& operator<<(std::ostream& out, Instant instant) {
    return out << instant.iso();
}

Clock system_clock() {
    return
        [] { return Instant(std::chrono::floor<milliseconds>(std::chrono::system_clock::now())); };
}

Clock fixed_clock(Instant at) {
    return [at] { return at; };
}

}  // namespace tiendo
