#include "tiendo/base/enum_names.hpp"
#include "tiendo/calendar/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tiendo::calendar {

namespace {

constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};

/// How many of them a year has; 0 for what is no cycle of months.
int count_in_year(Period period) {
    switch (period) {
        case Period::month: return 12;
        case Period::quarter: return 4;
        case Period::half_year: return 2;
        case Period::nine_months:
        case Period::year: return 1;
        case Period::week:
        case Period::day: return 0;
    }
    return 0;
}

unsigned months_of(Period period) {
    return period == Period::nine_months ? 9U : 12U / static_cast<unsigned>(count_in_year(period));
}

unsigned first_month(const CyclePeriod& of) {
    return 1 + static_cast<unsigned>(of.number - 1) * months_of(of.period);
}

}  // namespace

Result<CyclePeriod> make_cycle_period(Period period, int year, int number) {
    const int most = count_in_year(period);
    if (year < 1976 || year > 2100 || number < 1 || number > most) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format("{} {} of {} is no period of a cycle", to_string(period), number, year),
            most == 0 ? std::string("use month, quarter, half_year, nine_months or year")
                      : fmt::format("use 1 to {}, in the years 1976 to 2100", most)};
    }
    return CyclePeriod{period, year, number};
}

std::string CyclePeriod::id() const {
    switch (period) {
        case Period::month: return fmt::format("{}-month-{:02}", year, number);
        case Period::quarter: return fmt::format("{}-quarter-{}", year, number);
        case Period::half_year: return fmt::format("{}-half-{}", year, number);
        case Period::nine_months: return fmt::format("{}-nine-months", year);
        case Period::year:
        case Period::week:
        case Period::day: break;
    }
    return fmt::format("{}-year", year);
}

std::string CyclePeriod::vietnamese() const {
    switch (period) {
        case Period::month: return fmt::format("tháng {} năm {}", number, year);
        case Period::quarter:
            return fmt::format(
                "quý {} năm {}", quarters[static_cast<std::size_t>(number - 1)], year);
        case Period::half_year:
            return fmt::format("06 tháng {} năm {}", number == 1 ? "đầu" : "cuối", year);
        case Period::nine_months: return fmt::format("09 tháng năm {}", year);
        case Period::year:
        case Period::week:
        case Period::day: break;
    }
    return fmt::format("năm {}", year);
}

Result<CyclePeriod> parse_cycle_period(std::string_view id) {
    int year = 0;
    const auto [end, fault] =
        std::from_chars(id.data(), id.data() + std::min<std::size_t>(4, id.size()), year);
    if (fault == std::errc{} && end == id.data() + 4) {
        for (const auto period : {Period::month,
                                  Period::quarter,
                                  Period::half_year,
                                  Period::nine_months,
                                  Period::year}) {
            for (int number = 1; number <= count_in_year(period); ++number) {
                if (CyclePeriod{period, year, number}.id() == id) {
                    return make_cycle_period(period, year, number);
                }
            }
        }
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("'{}' is no period of a cycle", id.substr(0, 40)),
                 "write 2021-month-05, 2021-quarter-2, 2021-half-1, 2021-nine-months or 2021-year"};
}

Date CyclePeriod::first_day() const {
    return Date::of(year, first_month(*this), 1);
}

Date CyclePeriod::last_day() const {
    const auto month = first_month(*this) + months_of(period) - 1;
    return Date::from_days(std::chrono::sys_days{std::chrono::year{year} /
                                                 std::chrono::month{month} / std::chrono::last});
}

}  // namespace tiendo::calendar
