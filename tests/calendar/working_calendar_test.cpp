#include "tiendo/calendar/working_calendar.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <chrono>
#include <iterator>
#include <ostream>
#include <string>
#include <utility>

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
    const auto status = shipped_calendar().is_day_off(Date::of(2017, 1, 1));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), ErrorCode::not_found);
    EXPECT_NE(status.error().remedy().find("2017"), std::string::npos);
}

// The notices for 2027 are not out: what the table holds of it must not decide a deadline.
TEST(WorkingCalendar, takes_an_estimated_year_for_missing) {
    const auto calendar = shipped_calendar();
    EXPECT_TRUE(calendar.entries().contains(Date::of(2027, 2, 6)));
    EXPECT_FALSE(calendar.covers(2027));
    const auto status = calendar.is_day_off(Date::of(2027, 2, 6));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code(), ErrorCode::not_found);
    EXPECT_NE(status.error().message().find("estimate"), std::string::npos);
    EXPECT_NE(status.error().remedy().find("announced"), std::string::npos);
}

TEST(WorkingCalendar, takes_an_announced_year_from_another_table) {
    const auto notice = WorkingCalendar::parse(
        "#years,2027\n2027-02-05,Tết (thông báo giả định),holiday,thông báo giả định\n", "a.csv");
    ASSERT_TRUE(notice);
    const auto both = shipped_calendar().with(*notice);
    ASSERT_TRUE(both);
    EXPECT_TRUE(*both->is_day_off(Date::of(2027, 2, 5)));
    EXPECT_FALSE(*both->is_day_off(Date::of(2027, 2, 4)));  // of the estimate, which is gone
    EXPECT_TRUE(*both->is_day_off(Date::of(2026, 2, 17)));
    EXPECT_TRUE(both->estimated_years().empty());
}

// 31 December 2018 was given for 5 January 2019: a table of 2019 alone that knows nothing of it
// would leave half of the swap behind.
TEST(WorkingCalendar, refuses_a_year_that_breaks_a_swap_across_new_year) {
    const auto other = WorkingCalendar::parse("#years,2019\n", "a.csv");
    ASSERT_TRUE(other);
    const auto both = shipped_calendar().with(*other);
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().code(), ErrorCode::conflict);
    EXPECT_NE(both.error().what().find("2018-12-31"), std::string::npos) << both.error();
}

// As a spreadsheet saves it: a byte order mark, line ends of Windows, empty fields at the end.
TEST(WorkingCalendar, reads_what_a_spreadsheet_saves) {
    const auto calendar = WorkingCalendar::parse(
        "\xEF\xBB\xBF#years,2021\r\ndate,name,kind,source,for\r\n2021-02-03,a,holiday,b,\r\n",
        "a.csv");
    ASSERT_TRUE(calendar) << calendar.error();
    EXPECT_TRUE(*calendar->is_day_off(Date::of(2021, 2, 3)));
}

TEST(WorkingCalendar, believes_a_swap_with_a_year_that_it_does_not_have) {
    const auto calendar = WorkingCalendar::parse(
        "#years,2019\n2019-01-05,Làm bù,swapped_workday,thông báo,2018-12-31\n", "a.csv");
    ASSERT_TRUE(calendar);
    EXPECT_FALSE(*calendar->is_day_off(Date::of(2019, 1, 5)));
}

// The make-up Saturday may come before the day given (2025, August 2026) or after it, and across
// New Year: all swaps of the facts.
TEST(WorkingCalendar, knows_every_swap_since_2018) {
    const std::pair<Date, Date> swaps[] = {{Date::of(2018, 12, 31), Date::of(2019, 1, 5)},
                                           {Date::of(2019, 4, 29), Date::of(2019, 5, 4)},
                                           {Date::of(2024, 4, 29), Date::of(2024, 5, 4)},
                                           {Date::of(2025, 5, 2), Date::of(2025, 4, 26)},
                                           {Date::of(2026, 1, 2), Date::of(2026, 1, 10)},
                                           {Date::of(2026, 8, 31), Date::of(2026, 8, 22)}};
    const auto calendar = shipped_calendar();
    std::size_t found = 0;
    for (const auto& [day, entry] : calendar.entries()) {
        found += entry.kind == DayKind::swapped_day_off ? 1U : 0U;
    }
    EXPECT_EQ(found, std::size(swaps));
    for (const auto& [given, worked] : swaps) {
        EXPECT_TRUE(off(given)) << given;
        EXPECT_FALSE(off(worked)) << worked;
        EXPECT_EQ(calendar.status_of(given)->stands_for, worked);
        EXPECT_EQ(calendar.status_of(worked)->stands_for, given);
    }
}

TEST(WorkingCalendar, names_a_source_for_every_day_off) {
    const auto calendar = shipped_calendar();
    for (auto day = Date::of(2018, 1, 1); day < Date::of(2027, 1, 1);
         day = day.plus(std::chrono::days{1})) {
        const auto status = calendar.status_of(day);
        ASSERT_TRUE(status);
        EXPECT_EQ(status->off || status->kind == DayKind::swapped_workday, !status->source.empty())
            << day;
    }
}

TEST(DayKind, reads_back_what_it_writes) {
    for (int i = 0; i <= static_cast<int>(DayKind::swapped_workday); ++i) {
        const auto kind = static_cast<DayKind>(i);
        EXPECT_EQ(*parse_day_kind(to_string(kind)), kind);
    }
    EXPECT_FALSE(parse_day_kind("feast"));
}

TEST(WorkingCalendar, takes_a_saturday_that_was_worked_in_exchange) {
    const auto calendar = WorkingCalendar::parse(
        "#years,2021\ndate,name,kind,source,for\n"
        "2021-01-08,Nghỉ hoán đổi,swapped_day_off,thông báo giả định,2021-01-09\n"
        "2021-01-09,Làm bù,swapped_workday,thông báo giả định,2021-01-08\n",
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
    testing::Values(
        WrongTable{"#years,2021\n2021-02-30,x,holiday,y\n", "a.csv: line 2"},
        WrongTable{"#years,2021\n2021-02-03,x,holiday\n", "3 fields"},
        WrongTable{"#years,2021\n2021-02-03,x,feast,y\n", "'feast'"},
        WrongTable{"#years,2021\n2022-02-03,x,holiday,y\n", "2022-02-03"},
        WrongTable{"#years,2021\n2021-02-03,x,holiday,y\n2021-02-03,x,holiday,y\n", "line 3"},
        WrongTable{"#years,year\n", "'year'"},
        WrongTable{"#years,2021\n#estimated,2021\n", "named twice"},
        WrongTable{"#years,2021\n2021-02-03,x,working,y\n", "'working'"},
        WrongTable{"#years,2021\n2021-02-03,x,holiday,\n", "no source"},
        WrongTable{"#years,2021\n2021-02-03,x,holiday,y,2021-02-04\n", "stands for no other"},
        WrongTable{"#years,2021\n2021-02-29,x,holiday,y\n", "'2021-02-29' is not a date"},
        WrongTable{"#years,2021\n2021-02-03,x,compensatory_off,y\n", "names no other day"},
        WrongTable{"#years,2021\n2021-05-03,x,compensatory_off,y,2021-05-01\n",
                   "no holiday of the table"},
        WrongTable{"#years,2021\n2021-05-01,x,holiday,y\n2021-05-03,x,compensatory_off,"
                   "y,2021-05-01\n2021-05-04,x,compensatory_off,y,2021-05-01\n",
                   "line 4: two days"},
        WrongTable{"#years,2021\n2021-04-30,x,holiday,y\n2021-05-03,x,compensatory_off,"
                   "y,2021-04-30\n",
                   "no rest day before it"},
        WrongTable{"#years,2021\n2021-01-09,x,swapped_workday,y\n", "names no other day"},
        WrongTable{"#years,2021\n2021-01-09,x,swapped_workday,y,2021-01-08\n",
                   "line 2: the swap of 2021-01-09 has no counterpart"},
        WrongTable{"#years,2021\n2021-01-08,x,swapped_day_off,y,2021-01-09\n",
                   "has no counterpart"},
        WrongTable{"#years,2021\n2021-01-10,x,swapped_day_off,y,2021-01-09\n", "Chủ nhật"},
        WrongTable{"#years,2021\n2021-01-08,x,swapped_workday,y,2021-01-07\n", "Thứ Sáu"},
        WrongTable{"#years,2021\n2021-01-07,x,swapped_day_off,y,2021-01-09\n"
                   "2021-01-08,x,swapped_day_off,y,2021-01-09\n"
                   "2021-01-09,x,swapped_workday,y,2021-01-08\n",
                   "line 2: 2021-01-07 names 2021-01-09"},
        WrongTable{"\xC3\x28", "not UTF-8"}));

}  // namespace
