#include "tiendo/report/format.hpp"

#include "phrases.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <cassert>
#include <chrono>
#include <iterator>

namespace tiendo::report {

namespace {

struct ClockTime {
    int hour;
    int minute;
};

ClockTime clock_time(Instant instant) {
    using namespace std::chrono;
    const auto since_midnight =
        floor<minutes>(instant.time() - Instant::start_of(instant.date()).time());
    const auto total = static_cast<int>(since_midnight.count());
    return {total / 60, total % 60};
}

bool starts_a_day(Instant instant) {
    return instant == Instant::start_of(instant.date());
}

}  // namespace

std::string number_text(std::int64_t value) {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ".");
    }
    return digits;
}

std::string count_text(std::int64_t value) {
    return value >= 0 && value < 10 ? "0" + std::to_string(value) : number_text(value);
}

std::string long_date_text(Date date) {
    return fmt::format(phrases::long_date,
                       fmt::format("{:02}", date.day()),
                       fmt::format("{:0{}}", date.month(), date.month() < 3 ? 2 : 1),
                       date.year());
}

std::string moment_text(Instant instant) {
    const auto [hour, minute] = clock_time(instant);
    return fmt::format(phrases::moment, hour, minute, instant.date().vietnamese());
}

std::string table_moment_text(Instant instant) {
    const auto [hour, minute] = clock_time(instant);
    return fmt::format("{} {:02}:{:02}", instant.date().vietnamese(), hour, minute);
}

std::string due_text(Instant exclusive_end) {
    if (!starts_a_day(exclusive_end)) {
        return fmt::format(phrases::before_moment, moment_text(exclusive_end));
    }
    return fmt::format(phrases::before_day,
                       exclusive_end.date().vietnamese(),
                       exclusive_end.date().plus(std::chrono::days(-1)).vietnamese());
}

std::string last_moment_text(Instant exclusive_end) {
    using namespace std::chrono;
    const auto last = Instant(ceil<seconds>(exclusive_end.time()) - seconds(1));
    const auto [hour, minute] = clock_time(last);
    const auto second = floor<seconds>(last.time()).time_since_epoch().count() % 60;
    return fmt::format(phrases::last_moment, hour, minute, second, last.date().vietnamese());
}

std::string short_due_text(Instant exclusive_end) {
    return fmt::format(phrases::before_moment,
                       starts_a_day(exclusive_end)
                           ? fmt::format(phrases::day, exclusive_end.date().vietnamese())
                           : moment_text(exclusive_end));
}

std::string shortened(std::string_view text, std::size_t columns) {
    assert(columns > 1);
    if (display_width(text) <= columns) {
        return std::string(text);
    }
    std::size_t end = 0;
    for (std::size_t blank = text.find(' '); blank != std::string_view::npos;
         blank = text.find(' ', blank + 1)) {
        if (display_width(text.substr(0, blank)) + 1 > columns) {
            break;
        }
        end = blank;
    }
    // One word wider than the room: cut inside it, at a character.
    for (std::size_t at = 0; end == 0 && at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) {
            ++next;
        }
        if (display_width(text.substr(0, next)) + 1 > columns) {
            end = at;
            break;
        }
        at = next;
    }
    return std::string(trim(text.substr(0, end))) + "…";
}

std::string enumeration(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) {
            text += i + 1 == names.size() ? phrases::last_comma : phrases::comma;
        }
        text += names[i];
    }
    return text;
}

}  // namespace tiendo::report
