#include "dates.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <string>

namespace tiendo::adapter_support {

namespace {

using std::chrono::sys_seconds;

std::optional<int> number(std::string_view text, std::size_t at, std::size_t digits) {
    int value = 0;
    if (text.size() < at + digits) {
        return std::nullopt;
    }
    const auto part = text.substr(at, digits);
    const bool plain =
        std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!plain) {
        return std::nullopt;
    }
    std::from_chars(part.data(), part.data() + part.size(), value);
    return value;
}

std::optional<std::chrono::sys_days> day(std::optional<int> year,
                                         std::optional<int> month,
                                         std::optional<int> day) {
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// At least `width` digits. Dates are most of what a page holds, and printf shows in the profile.
std::string padded(long value, std::size_t width) {
    const auto digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string iso(std::chrono::sys_days days) {
    const std::chrono::year_month_day date(days);
    return padded(static_cast<int>(date.year()), 4) + "-" +
           padded(static_cast<unsigned>(date.month()), 2) + "-" +
           padded(static_cast<unsigned>(date.day()), 2);
}

std::string clock(std::chrono::seconds since_midnight) {
    const std::chrono::hh_mm_ss time(since_midnight);
    return padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) + ":" +
           padded(time.seconds().count(), 2);
}

std::optional<std::chrono::seconds> time_of_day(std::optional<int> hour,
                                                std::optional<int> minute,
                                                std::optional<int> second) {
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

/// "Z" or "+07:00", with or without the colon
std::optional<std::chrono::seconds> offset(std::string_view text) {
    if (text == "Z" || text == "z") {
        return std::chrono::seconds(0);
    }
    if (text.size() < 5 || (text.front() != '+' && text.front() != '-')) {
        return std::nullopt;
    }
    const auto hour = number(text, 1, 2);
    const auto minute = number(text, text[3] == ':' ? 4 : 3, 2);
    if (!hour || !minute || text.size() != (text[3] == ':' ? 6U : 5U)) {
        return std::nullopt;
    }
    const std::chrono::seconds size = std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    return text.front() == '-' ? -size : size;
}

}  // namespace

std::optional<std::string> instant_of_compact(std::string_view text) {
    if (text.size() != 14) {
        return std::nullopt;
    }
    const auto date = day(number(text, 0, 4), number(text, 4, 2), number(text, 6, 2));
    const auto time = time_of_day(number(text, 8, 2), number(text, 10, 2), number(text, 12, 2));
    if (!date || !time) {
        return std::nullopt;
    }
    return iso(*date) + "T" + clock(*time) + "+07:00";
}

std::optional<std::string> day_of_short(std::string_view text) {
    const auto year = number(text, 0, 2);
    const auto date = text.size() == 6 && year
                          ? day(2000 + *year, number(text, 2, 2), number(text, 4, 2))
                          : std::nullopt;
    return date ? std::optional(iso(*date)) : std::nullopt;
}

std::optional<std::string> day_of_vietnamese(std::string_view text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') {
        return std::nullopt;
    }
    const auto date = day(number(text, 6, 4), number(text, 3, 2), number(text, 0, 2));
    return date ? std::optional(iso(*date)) : std::nullopt;
}

std::optional<long long> unix_seconds_of(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' ||
        (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const auto date = day(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    const auto time = time_of_day(number(text, 11, 2), number(text, 14, 2), number(text, 17, 2));
    auto rest = text.substr(19);
    if (rest.front() == '.') {  // fractions are allowed and dropped
        rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("0123456789", 1)));
    }
    const auto east = offset(rest);
    if (!date || !time || !east) {
        return std::nullopt;
    }
    return (sys_seconds(*date) + *time - *east).time_since_epoch().count();
}

std::optional<std::string> vietnamese_day_of(std::string_view instant) {
    const auto seconds = unix_seconds_of(instant);
    if (!seconds) {
        return std::nullopt;
    }
    const sys_seconds local = sys_seconds(std::chrono::seconds(*seconds)) + std::chrono::hours(7);
    return iso(std::chrono::floor<std::chrono::days>(local));
}

std::string utc_of(long long unix_seconds) {
    const sys_seconds time{std::chrono::seconds(unix_seconds)};
    const auto date = std::chrono::floor<std::chrono::days>(time);
    return iso(date) + "T" + clock(time - date) + "Z";
}

}  // namespace tiendo::adapter_support
