#include "tiendo/calendar/lunar.hpp"

#include "tiendo/base/file.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;
using std::chrono::days;

/// lunar-months.csv: all months, computed by lunar_by_libastro.py from other series by other rules.
std::vector<std::pair<LunarDay, Date>> months_of_libastro() {
    const auto text = read_file(TIENDO_SOURCE_DIR "/tests/calendar/lunar-months.csv", 1U << 20U);
    EXPECT_TRUE(text);
    std::istringstream lines(text.value_or(""));
    std::string line;
    std::getline(lines, line);
    std::vector<std::pair<LunarDay, Date>> months;
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::string year;
        std::string month;
        std::string leap;
        std::string begin;
        std::getline(fields, year, ',');
        std::getline(fields, month, ',');
        std::getline(fields, leap, ',');
        std::getline(fields, begin, ',');
        months.push_back({{.year = std::stoi(year),
                           .month = static_cast<unsigned>(std::stoul(month)),
                           .leap = leap == "leap"},
                          *Date::parse(begin)});
    }
    return months;
}

// Three new moons fall within forty seconds of midnight, where the two computations part: by the
// second in 1967, by what the Earth's turning will be in 2077 and 2085. Neither Tết nor Giỗ Tổ
// hangs on them.
TEST(Lunar, every_month_from_1960_to_2100_begins_where_a_second_computation_begins_it) {
    const auto months = months_of_libastro();
    EXPECT_EQ(months.size(), 1744U);  // 141 years of 12 months and 52 leap months
    std::vector<std::pair<int, unsigned>> differ;
    for (const auto& [month, begin] : months) {
        const auto date = date_of(month);
        ASSERT_TRUE(date) << date.error();
        if (*date != begin) {
            differ.emplace_back(month.year, month.month);
        }
    }
    EXPECT_EQ(differ, (std::vector<std::pair<int, unsigned>>{{1967, 6}, {2077, 10}, {2085, 9}}));
}

TEST(Lunar, new_year_from_1960_to_2100_is_the_day_of_the_second_computation) {
    int years = 0;
    for (const auto& [month, begin] : months_of_libastro()) {
        if (month.month == 1 && !month.leap) {
            ++years;
            EXPECT_EQ(*lunar_new_year(month.year), begin);
        }
    }
    EXPECT_EQ(years, 141);
}

TEST(Lunar, a_day_comes_back_from_its_lunar_day) {
    auto before = *lunar_day_of(Date::of(2017, 12, 31));
    for (auto day = Date::of(2018, 1, 1); day < Date::of(2028, 1, 1); day = day.plus(days{1})) {
        const auto lunar = lunar_day_of(day);
        ASSERT_TRUE(lunar) << lunar.error();
        ASSERT_EQ(*date_of(*lunar), day);
        ASSERT_TRUE(lunar->day == 1 || lunar->day == before.day + 1) << day;
        before = *lunar;
    }
}

// Years whose new year everybody remembers, from calendars as they were printed.
TEST(Lunar, new_year_is_the_day_that_was_kept) {
    EXPECT_EQ(*lunar_new_year(1968), Date::of(1968, 1, 29));  // in Hà Nội; in Sài Gòn a day later
    EXPECT_EQ(*lunar_new_year(2007), Date::of(2007, 2, 17));
    EXPECT_EQ(*lunar_new_year(2021), Date::of(2021, 2, 12));
    EXPECT_EQ(*lunar_new_year(2026), Date::of(2026, 2, 17));
}

TEST(Lunar, knows_leap_months) {
    EXPECT_EQ(*lunar_day_of(Date::of(2023, 3, 22)), (LunarDay{2023, 2, 1, true}));
    EXPECT_EQ(*lunar_day_of(Date::of(2025, 7, 25)), (LunarDay{2025, 6, 1, true}));
    EXPECT_FALSE(date_of({.year = 2024, .month = 6, .day = 1, .leap = true}));
}

TEST(Lunar, refuses_days_that_there_are_not) {
    for (const auto& wrong : {date_of({.year = 1959, .month = 1, .day = 1}),
                              date_of({.year = 2101, .month = 1, .day = 1}),
                              date_of({.year = 2021, .month = 13, .day = 1}),
                              date_of({.year = 2021, .month = 0, .day = 1}),
                              date_of({.year = 2021, .month = 1, .day = 0}),
                              date_of({.year = 2021, .month = 1, .day = 31}),
                              // chạp of Canh Tý had 30 days, tháng Giêng of Tân Sửu 29
                              date_of({.year = 2021, .month = 1, .day = 30})}) {
        ASSERT_FALSE(wrong);
        EXPECT_EQ(wrong.error().code(), ErrorCode::malformed_input);
        EXPECT_FALSE(wrong.error().remedy().empty());
    }
    EXPECT_TRUE(date_of({.year = 2020, .month = 12, .day = 30}));
    EXPECT_FALSE(lunar_day_of(Date::of(2101, 1, 1)));
}

}  // namespace
