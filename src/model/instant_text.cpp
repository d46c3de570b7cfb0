#include "instant_text.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace tiendo {

namespace {

/// Two decimal digits at `at`, or a number above 99 where one is no digit.
constexpr unsigned pair_at(std::string_view text, std::size_t at) {
    const auto tens = static_cast<unsigned>(static_cast<unsigned char>(text[at]) - '0');
    const auto ones = static_cast<unsigned>(static_cast<unsigned char>(text[at + 1]) - '0');
    return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/// The day that the first ten bytes name; nothing where they are not plainly one.
std::optional<Date> plain_date(std::string_view text) {
    const unsigned century = pair_at(text, 0);
    const unsigned year = pair_at(text, 2);
    const unsigned month = pair_at(text, 5);
    const unsigned day = pair_at(text, 8);
    if (text[4] != '-' || text[7] != '-' || century > 99 || year > 99 || century + year == 0) {
        return std::nullopt;
    }
    const std::chrono::year_month_day civil{
        std::chrono::year(static_cast<int>(century * 100 + year)),
        std::chrono::month(month),
        std::chrono::day(day)};
    return civil.ok() ? std::optional(Date::from_days(std::chrono::sys_days(civil))) : std::nullopt;
}

}  // namespace

Result<Date> parse_date_text(std::string_view text) {
    if (text.size() == 10) {
        if (const auto date = plain_date(text)) {
            return *date;
        }
    }
    return Date::parse(text);
}

Result<Instant> parse_instant_text(std::string_view text) {
    constexpr std::string_view form = "2021-05-20T09:00:00+07:00";
    if (text.size() == form.size() && text[10] == 'T' && text[13] == ':' && text[16] == ':' &&
        text.substr(19) == form.substr(19)) {
        const unsigned hour = pair_at(text, 11);
        const unsigned minute = pair_at(text, 14);
        const unsigned second = pair_at(text, 17);
        const auto date = plain_date(text);
        if (date && hour < 24 && minute < 60 && second < 60) {
            return Instant::start_of(*date).plus(std::chrono::seconds(
                std::int64_t{3600} * hour + std::int64_t{60} * minute + std::int64_t{second}));
        }
    }
    return Instant::parse(text);
}

}  // namespace tiendo
