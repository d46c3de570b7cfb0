#include "tiendo/calendar/office_hours.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>
#include <string>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;
using namespace std::chrono_literals;

constexpr std::string_view usual = R"(
[[hours]]
unit_kind = "any"
from = 2020-01-01
source = "thông báo giả định 1"
open = [ { days = ["monday"], at = ["07:30-11:30", "13:00-17:00"], working_day = true } ]
)";

std::string with(std::string_view more) {
    return std::string(usual) + std::string(more);
}

TEST(OfficeHours, are_read_with_their_source) {
    const auto hours = OfficeHours::parse(usual, "a.toml");
    ASSERT_TRUE(hours) << hours.error();
    const auto week = hours->week_of(UnitKind::ward, Date::of(2021, 6, 1));
    ASSERT_TRUE(week);
    EXPECT_EQ(week->source, "thông báo giả định 1");
    EXPECT_FALSE(week->assumption);
    EXPECT_EQ(week->days[1].hours, (std::vector<OpenHours>{{450min, 690min}, {780min, 1020min}}));
    EXPECT_TRUE(week->days[1].counts);
    EXPECT_EQ(week->days[0], OfficeDay{});  // a day that is not listed
}

TEST(OfficeHours, of_a_kind_go_before_those_of_any) {
    const auto hours = OfficeHours::parse(with(R"(
[[hours]]
unit_kind = "ward"
from = 2021-01-01
to = 2021-12-31
source = "b"
open = [ { days = ["saturday"], at = ["07:30-11:30"], working_day = false } ]
)"),
                                          "a.toml");
    ASSERT_TRUE(hours) << hours.error();
    EXPECT_EQ(hours->week_of(UnitKind::ward, Date::of(2021, 6, 1))->source, "b");
    EXPECT_EQ(hours->week_of(UnitKind::office, Date::of(2021, 6, 1))->source,
              "thông báo giả định 1");
    // A kind with hours of its own is never given those of others for the days it lacks.
    EXPECT_FALSE(hours->week_of(UnitKind::ward, Date::of(2022, 1, 1)));
    EXPECT_EQ(hours->week_of(UnitKind::office, Date::of(2019, 12, 31)).error().code(),
              ErrorCode::not_found);
}

TEST(OfficeHours, that_are_shipped_are_eight_a_day_and_marked_as_an_assumption) {
    const auto week = shipped_office_hours().week_of(UnitKind::ward, Date::of(2021, 6, 1));
    ASSERT_TRUE(week);
    EXPECT_TRUE(week->assumption);
    for (std::size_t weekday = 1; weekday <= 5; ++weekday) {
        std::chrono::minutes sum{};
        for (const auto& stretch : week->days.at(weekday).hours) {
            sum += stretch.close - stretch.open;
        }
        EXPECT_EQ(sum, 8h);
        EXPECT_TRUE(week->days.at(weekday).counts);
    }
    EXPECT_EQ(week->days[6], OfficeDay{});
}

struct WrongHours {
    std::string_view name;
    std::string toml;
    std::string_view says;
};
void PrintTo(const WrongHours& each, std::ostream* out) {
    *out << each.name;
}

class WrongOfficeHours : public testing::TestWithParam<WrongHours> {};

TEST_P(WrongOfficeHours, are_refused_with_the_line) {
    const auto hours = OfficeHours::parse(GetParam().toml, "a.toml");
    ASSERT_FALSE(hours);
    EXPECT_EQ(hours.error().code(), ErrorCode::malformed_input);
    EXPECT_NE(hours.error().what().find(GetParam().says), std::string::npos) << hours.error();
    EXPECT_FALSE(hours.error().remedy().empty());
}

std::string opening(std::string_view open) {
    return "[[hours]]\nunit_kind = \"any\"\nfrom = 2020-01-01\nsource = \"a\"\nopen = [ " +
           std::string(open) + " ]\n";
}

std::string another(std::string_view validity) {
    return with("[[hours]]\nunit_kind = \"any\"\n" + std::string(validity) +
                "\nsource = \"b\"\nopen = [ { days = [\"monday\"], at = [\"08:00-12:00\"], "
                "working_day = true } ]\n");
}

INSTANTIATE_TEST_SUITE_P(
    OfficeHours,
    WrongOfficeHours,
    testing::Values(
        WrongHours{"empty", "", "no hours"},
        WrongHours{"no_toml", "[[hours]\n", "line 1: not TOML"},
        WrongHours{"no_utf8", "\xC3\x28", "not UTF-8"},
        WrongHours{"unknown_key",
                   with("until = 2021-01-01\n"),
                   "line 7: there is no field 'until'"},
        WrongHours{"unknown_kind",
                   "[[hours]]\nunit_kind = \"wards\"\nfrom = 2020-01-01\nsource = \"a\"\n",
                   "'wards'"},
        WrongHours{
            "overlap",
            opening(
                R"({ days = ["monday"], at = ["07:30-11:30", "11:00-17:00"], working_day = true })"),
            "line 5: the hours overlap"},
        WrongHours{
            "touch",
            opening(
                R"({ days = ["monday"], at = ["07:30-11:30", "11:30-17:00"], working_day = true })"),
            "touch"},
        WrongHours{"midnight",
                   opening(R"({ days = ["monday"], at = ["22:00-06:00"], working_day = true })"),
                   "ends before it begins"},
        WrongHours{"no_time",
                   opening(R"({ days = ["monday"], at = ["7:30-11:30"], working_day = true })"),
                   "no office hours"},
        WrongHours{"beyond_midnight",
                   opening(R"({ days = ["monday"], at = ["07:30-24:01"], working_day = true })"),
                   "no office hours"},
        WrongHours{"minute_60",
                   opening(R"({ days = ["monday"], at = ["07:60-11:30"], working_day = true })"),
                   "no office hours"},
        WrongHours{
            "twice",
            opening(R"({ days = ["monday", "monday"], at = ["07:30-11:30"], working_day = true })"),
            "stands twice"},
        WrongHours{"no_weekday",
                   opening(R"({ days = ["thứ hai"], at = ["07:30-11:30"], working_day = true })"),
                   "no weekday"},
        WrongHours{"silent_on_counting",
                   opening(R"({ days = ["saturday"], at = ["07:30-11:30"] })"),
                   "working_day is not true or false"},
        WrongHours{"no_day_29_february",
                   "[[hours]]\nunit_kind = \"any\"\nfrom = 2021-02-29\nsource = \"a\"\n",
                   "line 3"},
        WrongHours{"ends_first",
                   another("from = 2021-01-01\nto = 2020-12-31"),
                   "lies before the first"},
        WrongHours{"two_in_force", another("from = 2021-01-01"), "in force on 2021-01-01"},
        WrongHours{"gap",
                   "[[hours]]\nunit_kind = \"any\"\nfrom = 2018-01-01\nto = 2018-12-31\nsource = "
                   "\"b\"\nopen = [ { days = [\"monday\"], at = [\"08:00-12:00\"], working_day = "
                   "true } ]\n" +
                       std::string(usual),
                   "no hours are in force on 2019-01-01"}),
    testing::PrintToStringParamName());

}  // namespace
