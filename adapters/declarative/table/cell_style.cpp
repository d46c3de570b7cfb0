#include "cell_style.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace tiendo::declarative {

namespace {

using Kind = CellStyle::Kind;

bool is_digits(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The letters of the first section that mean something: without texts in quotes, escaped
/// characters, fillers, and brackets other than those of elapsed time. In lower case.
std::string meaning_of(std::string_view code) {
    std::string out;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        if (c == '"') {
            at = std::min(code.find('"', at + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++at;
        } else if (c == '[') {
            const auto end = std::min(code.find(']', at), code.size());
            const auto inside = code.substr(at + 1, end - at - 1);
            if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
                out += '[';  // elapsed time
            }
            at = end;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

/// The plain form of a number: fifteen digits that count, as spreadsheet programs keep them.
std::string plain_number(double value) {
    constexpr double exact = 9007199254740992;  // 2^53
    if (value == std::trunc(value) && std::abs(value) < exact) {
        return std::to_string(static_cast<std::int64_t>(value));
    }
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 14);
    const std::string_view text(buffer.data(),
                                static_cast<std::size_t>(written.ptr - buffer.data()));
    const bool negative = text.starts_with('-');
    const auto mark = text.find('e');
    std::string digits;
    for (const char c : text.substr(0, mark)) {
        if (c >= '0' && c <= '9') {
            digits += c;
        }
    }
    digits.resize(digits.find_last_not_of('0') + 1);
    int exponent = 0;
    std::from_chars(
        text.data() + mark + (text[mark + 1] == '+' ? 2 : 1), text.data() + text.size(), exponent);
    const int whole = exponent + 1;  // digits in front of the point
    std::string out = negative ? "-" : "";
    if (whole <= 0) {
        return out + "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
    }
    const auto point = static_cast<std::size_t>(whole);
    if (point >= digits.size()) {
        return out + digits + std::string(point - digits.size(), '0');
    }
    return out + digits.substr(0, point) + "." + digits.substr(point);
}

std::string two(long long value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string clock_text(long long seconds) {
    return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

/// The day with that number; nothing for one that the calendar lacks: 0, and 60, which Lotus 1-2-3
/// and programs after it take for 29 February 1900.
std::optional<std::string> day_text(long long day, bool from_1904) {
    using std::chrono::days;
    using std::chrono::sys_days;
    constexpr long long false_leap_day = 60;
    if (!from_1904 && (day < 1 || day == false_leap_day)) {
        return std::nullopt;
    }
    const auto begin =
        from_1904 ? sys_days(std::chrono::year{1904} / 1 / 1)
                  : sys_days(std::chrono::year{1899} / 12 / (day < false_leap_day ? 31 : 30));
    const std::chrono::year_month_day date(begin + days(day));
    const auto year = static_cast<int>(date.year());
    if (year > 9999) {
        return std::nullopt;
    }
    return std::to_string(year) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
           two(static_cast<unsigned>(date.day()));
}

std::optional<std::string> date_text(double serial, Kind kind, bool from_1904) {
    constexpr double last = 2'958'466;  // behind 31 December 9999
    constexpr long long day_seconds = 86'400;
    if (serial < 0 || serial >= last) {
        return std::nullopt;
    }
    const auto seconds = std::llround(serial * static_cast<double>(day_seconds));
    if (kind == Kind::elapsed_time || (kind == Kind::time && serial < 1)) {
        return clock_text(seconds);
    }
    auto text = day_text(seconds / day_seconds, from_1904);
    if (text && (kind != Kind::date || seconds % day_seconds != 0)) {
        *text += "T" + clock_text(seconds % day_seconds);
    }
    return text;
}

}  // namespace

CellStyle style_of_builtin(std::size_t id) noexcept {
    const auto within = [id](std::size_t first, std::size_t last) {
        return id >= first && id <= last;
    };
    if (id == 22) {
        return {Kind::date_and_time};
    }
    if (within(14, 17) || within(27, 31) || id == 36 || within(50, 58)) {
        return {Kind::date};
    }
    if (id == 46) {
        return {Kind::elapsed_time};
    }
    if (within(18, 21) || within(32, 35) || within(45, 47)) {
        return {Kind::time};
    }
    return {};
}

CellStyle style_of_code(std::string_view code) {
    auto letters = meaning_of(code);
    if (letters == "general") {
        return {};
    }
    if (letters.size() > 1 && letters.find_first_not_of('0') == std::string::npos) {
        return {Kind::number, letters.size()};
    }
    for (const std::string_view half_day : {"am/pm", "a/p"}) {
        if (const auto at = letters.find(half_day); at != std::string::npos) {
            letters.replace(at, half_day.size(), "h");
        }
    }
    if (letters.find('[') != std::string::npos) {
        return {Kind::elapsed_time};
    }
    const bool time = letters.find_first_of("hs") != std::string::npos;
    const bool date = letters.find_first_of("yd") != std::string::npos ||
                      (!time && letters.find('m') != std::string::npos);
    return {date ? (time ? Kind::date_and_time : Kind::date) : time ? Kind::time : Kind::number};
}

std::optional<std::string> number_text(std::string_view stored, CellStyle style, bool from_1904) {
    double value = 0;
    const auto [end, failure] =
        std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (stored.empty() || failure != std::errc{} || end != stored.data() + stored.size() ||
        !std::isfinite(value)) {
        return std::nullopt;
    }
    if (style.kind != Kind::number) {
        if (auto text = date_text(value, style.kind, from_1904)) {
            return text;
        }
    }
    // Plain digits stay as they are: programs other than Excel store more than fifteen.
    auto text = is_digits(stored) ? std::string(stored) : plain_number(value);
    if (is_digits(text) && text.size() < style.digits) {
        text.insert(0, style.digits - text.size(), '0');
    }
    return text;
}

}  // namespace tiendo::declarative
