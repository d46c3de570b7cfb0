#include "date_form.hpp"

#include <tiendo/base/time.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace tiendo::declarative {

namespace {

constexpr std::chrono::hours vietnam{7};
// What a year of four digits can say in Vietnam: 0001-01-02 to 9999-12-31.
constexpr std::int64_t least_second = -62'135'510'400;
constexpr std::int64_t most_second = 253'402'275'599;
constexpr std::size_t longest_form = 60;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

void append_digits(std::string& out, unsigned value, unsigned width) {
    std::array<char, 8> digits{};
    for (unsigned i = width; i > 0; --i) {
        digits[i - 1] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits.data(), width);
}

/// Year, month, day and clock in Vietnam.
struct Parts {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;

    unsigned* of(char letter) {
        switch (letter) {
            case 'M': return &month;
            case 'd': return &day;
            case 'H': return &hour;
            case 'm': return &minute;
            default: return &second;
        }
    }
    [[nodiscard]] std::optional<Seconds> time() const {
        const std::chrono::year_month_day date{
            std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
        if (!date.ok() || hour > 23 || minute > 59 || second > 59) {
            return std::nullopt;
        }
        return Seconds(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
               std::chrono::minutes(minute) + std::chrono::seconds(second) - vietnam;
    }
};

Parts parts_of(Seconds time) {
    const auto local = time + vietnam;
    const auto days = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss clock(local - days);
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            static_cast<unsigned>(clock.hours().count()),
            static_cast<unsigned>(clock.minutes().count()),
            static_cast<unsigned>(clock.seconds().count())};
}

void append_date(std::string& out, const Parts& parts) {
    append_digits(out, static_cast<unsigned>(parts.year), 4);
    out += '-';
    append_digits(out, parts.month, 2);
    out += '-';
    append_digits(out, parts.day, 2);
}

std::optional<Seconds> read_iso(std::string_view text) {
    std::string with_t(text.substr(0, 40));
    if (with_t.size() > 10 && with_t[10] == ' ') {
        with_t[10] = 'T';
    }
    const auto instant = Instant::parse(with_t);
    if (!instant) {
        return std::nullopt;
    }
    const auto time = std::chrono::floor<std::chrono::seconds>(instant->time());
    const auto seconds = time.time_since_epoch().count();
    return seconds < least_second || seconds > most_second ? std::nullopt : std::optional(time);
}

std::optional<Seconds> read_epoch(std::string_view text, std::int64_t a_second) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    const std::int64_t seconds = value / a_second;
    if (fault != std::errc() || stop != end || seconds < least_second || seconds > most_second) {
        return std::nullopt;
    }
    return Seconds(std::chrono::seconds(seconds));
}

/// Takes the digits at `at`; false where there are too few.
bool take_number(std::string_view text, std::size_t& at, unsigned width, unsigned& value) {
    const std::size_t least = width;
    const std::size_t most = width == 1 ? 2 : width;
    std::size_t taken = 0;
    value = 0;
    while (taken < most && at < text.size() && is_digit(text[at])) {
        value = value * 10 + static_cast<unsigned>(text[at++] - '0');
        ++taken;
    }
    return taken >= least;
}

}  // namespace

std::optional<DateForm> DateForm::of(std::string_view form) {
    DateForm made;
    if (form == "iso") {
        return made;
    }
    if (form == "epoch-seconds" || form == "epoch-milliseconds") {
        made.kind_ = form == "epoch-seconds" ? Kind::epoch_seconds : Kind::epoch_milliseconds;
        return made;
    }
    made.kind_ = Kind::pattern;
    constexpr std::string_view letters = "yMdHms";
    unsigned depth = 0;
    std::string seen;
    if (form.size() > longest_form) {
        return std::nullopt;
    }
    for (std::size_t at = 0; at < form.size(); ++at) {
        const char c = form[at];
        if (letters.find(c) == std::string_view::npos) {
            // What may be missing may be missing at the end alone, so brackets close there.
            if (c == '[') {
                ++depth;
            } else if (c == ']') {
                if (depth == 0 || form.find_first_not_of(']', at) != std::string_view::npos) {
                    return std::nullopt;
                }
            } else {
                made.tokens_.push_back({0, c, 0, depth});
            }
            continue;
        }
        const auto end = std::min(form.find_first_not_of(c, at), form.size());
        const auto width = static_cast<unsigned>(end - at);
        const bool good = c == 'y' ? width == 4 || width == 2
                                   : width == 2 || (width == 1 && c != 'm' && c != 's');
        if (!good || seen.find(c) != std::string::npos) {
            return std::nullopt;
        }
        seen += c;
        made.tokens_.push_back({c, 0, width, depth});
        at = end - 1;
    }
    const auto closed = static_cast<unsigned>(std::count(form.begin(), form.end(), ']'));
    const bool has_day = seen.find('y') != std::string::npos &&
                         seen.find('M') != std::string::npos && seen.find('d') != std::string::npos;
    return has_day && closed == depth ? std::optional(made) : std::nullopt;
}

std::optional<Seconds> DateForm::read(std::string_view text) const {
    switch (kind_) {
        case Kind::iso: return read_iso(text);
        case Kind::epoch_seconds: return read_epoch(text, 1);
        case Kind::epoch_milliseconds: return read_epoch(text, 1'000);
        case Kind::pattern: break;
    }
    Parts parts;
    std::size_t at = 0;
    unsigned depth = 0;
    for (const Token& token : tokens_) {
        if (at == text.size() && token.depth > depth) {
            break;
        }
        depth = token.depth;
        if (token.letter == 0) {
            if (at == text.size() || text[at] != token.literal) {
                return std::nullopt;
            }
            ++at;
            continue;
        }
        unsigned value = 0;
        if (!take_number(text, at, token.width, value)) {
            return std::nullopt;
        }
        if (token.letter == 'y') {
            parts.year = static_cast<int>(token.width == 2 ? 2000 + value : value);
        } else {
            *parts.of(token.letter) = value;
        }
    }
    return at == text.size() && parts.year >= 1 ? parts.time() : std::nullopt;
}

std::string DateForm::write(Seconds time) const {
    const auto seconds = time.time_since_epoch().count();
    switch (kind_) {
        case Kind::iso: return Instant(Instant::Clock(time)).utc();
        case Kind::epoch_seconds: return std::to_string(seconds);
        case Kind::epoch_milliseconds: return std::to_string(seconds * 1'000);
        case Kind::pattern: break;
    }
    auto parts = parts_of(time);
    std::string out;
    for (const Token& token : tokens_) {
        if (token.letter == 0) {
            out += token.literal;
        } else if (token.letter == 'y') {
            const auto year = static_cast<unsigned>(parts.year);
            append_digits(out, token.width == 2 ? year % 100 : year, token.width);
        } else {
            append_digits(out, *parts.of(token.letter), 2);
        }
    }
    return out;
}

void append_instant(std::string& out, Seconds time) {
    const auto parts = parts_of(time);
    append_date(out, parts);
    out += 'T';
    append_digits(out, parts.hour, 2);
    out += ':';
    append_digits(out, parts.minute, 2);
    out += ':';
    append_digits(out, parts.second, 2);
    out += "+07:00";
}

void append_day(std::string& out, Seconds time) {
    append_date(out, parts_of(time));
}

}  // namespace tiendo::declarative
