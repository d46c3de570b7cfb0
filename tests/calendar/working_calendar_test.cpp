#include "tiendo/calendar/working_calendar.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>
#include <string>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;

bool off(Date day) {
    const auto status = shipped_calendar().is_day_off(day);
    EXPECT_TRUE(status) << day;
    return status.value_or(false);
}

TEST(WorkingCalendar, knows_saturdays_and_sundays) {
    EXPECT_TRUE(off(Date::of(2021, 1, 31)));
    EXPECT_TRUE(off(Date::of(2021, 1, 30)));
    EXPECT_FALSE(off(Date::of(2021, 1, 29)));
}

TEST(WorkingCalendar, knows_the_seven_days_of_tet_2021) {
    for (unsigned day = 10; day <= 16; ++day) {
        EXPECT_TRUE(off(Date::of(2021, 2, day))) << day;
    }
    EXPECT_FALSE(off(Date::of(2021, 2, 9)));
    EXPECT_FALSE(off(Date::of(2021, 2, 17)));
}

TEST(WorkingCalendar, tells_why_a_day_is_off_and_by_which_law) {
    const auto status = shipped_calendar().status_of(Date::of(2021, 4, 21));
    ASSERT_TRUE(status);
    EXPECT_EQ(status->reason, "Giỗ Tổ Hùng Vương (10/3 âm lịch)");
    EXPECT_EQ(status->source, "BLLĐ 2019 Đ112");
}

TEST(WorkingCalendar, knows_the_day_off_in_lieu_of_a_holiday_on_saturday) {
    EXPECT_TRUE(off(Date::of(2021, 5, 3)));
}

TEST(WorkingCalendar, does_not_guess_a_year_it_lacks) {
    const auto status = shipped_calendar().is_day_off(Date::of(2023, 1, 1));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), ErrorCode::not_found);
    EXPECT_NE(status.error().remedy().find("2023"), std::string::npos);
}

TEST(WorkingCalendar, takes_a_saturday_that_was_worked_in_exchange) {
    const auto calendar = WorkingCalendar::parse(
        "#years,2021\ndate,name,kind,source\n2021-01-09,Làm bù,swapped_workday,thông báo giả định\n",
        "a.csv");
    ASSERT_TRUE(calendar);
    EXPECT_FALSE(*calendar->is_day_off(Date::of(2021, 1, 9)));
}

struct WrongTable {
    std::string_view csv;
    std::string_view says;
};
/// Names the case in the list of tests: stable, and plain enough for every runner.
void PrintTo(const WrongTable& each, std::ostream* out) {
    for (const char c : each.says) {
        *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    }
}

class WrongTables : public testing::TestWithParam<WrongTable> {};

TEST_P(WrongTables, are_refused_with_the_line) {
    const auto calendar = WorkingCalendar::parse(GetParam().csv, "a.csv");
    ASSERT_FALSE(calendar);
    EXPECT_EQ(calendar.error().code(), ErrorCode::malformed_input);
    EXPECT_NE(calendar.error().what().find(GetParam().says), std::string::npos) << calendar.error();
}

INSTANTIATE_TEST_SUITE_P(
    WorkingCalendar,
    WrongTables,
    testing::Values(WrongTable{"#years,2021\n2021-02-30,x,holiday,y\n", "a.csv: line 2"},
                    WrongTable{"#years,2021\n2021-02-03,x,holiday\n", "3 fields"},
                    WrongTable{"#years,2021\n2021-02-03,x,feast,y\n", "'feast'"},
                    WrongTable{"#years,2021\n2022-02-03,x,holiday,y\n", "2022-02-03"},
                    WrongTable{"#years,2021\n2021-02-03,x,holiday,y\n2021-02-03,x,holiday,y\n",
                               "line 3"},
                    WrongTable{"#years,year\n", "'year'"},
                    WrongTable{"\xC3\x28", "not UTF-8"}));

}  // namespace
