#include "tiendo/calendar/office_clock.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;
using namespace std::chrono_literals;

Instant at(std::string_view text) {
    auto instant = Instant::parse(text);
    EXPECT_TRUE(instant) << text;
    return instant ? *instant : Instant{};
}

/// The shipped calendar, 7:30-11:30 and 13:00-17:00 from Monday to Friday.
OfficeClock an_office() {
    auto clock = OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::ward);
    EXPECT_TRUE(clock) << clock.error();
    return *std::move(clock);
}

/// The same with Saturday mornings, which do not count as working days.
OfficeClock a_desk_open_on_saturday() {
    const auto hours = OfficeHours::parse(R"(
[[hours]]
unit_kind = "any"
from = 2018-01-01
source = "quyết định giả định"
open = [
  { days = ["monday", "tuesday", "wednesday", "thursday", "friday"], at = ["07:30-11:30", "13:00-17:00"], working_day = true },
  { days = ["saturday"], at = ["07:30-11:30"], working_day = false },
]
)",
                                          "a.toml");
    auto clock = OfficeClock::build(shipped_calendar(), *hours, UnitKind::ward);
    EXPECT_TRUE(clock) << clock.error();
    return *std::move(clock);
}

struct Addition {
    std::string_view start;
    std::chrono::minutes time;
    std::string_view end;
};

// Worked out by hand on the printed calendar of 2021 and 2026.
constexpr Addition additions[] = {
    {"2021-03-10T09:00:00+07:00", 60min, "2021-03-10T10:00:00+07:00"},
    {"2021-03-10T09:00:00+07:00", 150min, "2021-03-10T11:30:00+07:00"},  // the end of the morning
    {"2021-03-10T09:00:00+07:00", 151min, "2021-03-10T13:01:00+07:00"},  // over lunch
    {"2021-03-10T12:00:00+07:00", 1min, "2021-03-10T13:01:00+07:00"},    // from within lunch
    {"2021-03-10T11:30:00+07:00", 1min, "2021-03-10T13:01:00+07:00"},    // from closing
    {"2021-03-10T05:00:00+07:00", 60min, "2021-03-10T08:30:00+07:00"},   // before opening
    {"2021-03-10T16:00:00+07:00", 60min, "2021-03-10T17:00:00+07:00"},   // ends at closing
    {"2021-03-10T16:00:00+07:00", 61min, "2021-03-11T07:31:00+07:00"},   // over night
    {"2021-03-10T23:59:59+07:00", 60min, "2021-03-11T08:30:00+07:00"},   // around midnight
    {"2021-03-11T00:00:00+07:00", 60min, "2021-03-11T08:30:00+07:00"},
    {"2021-03-12T16:30:00+07:00", 60min, "2021-03-15T08:00:00+07:00"},   // over a weekend
    {"2021-02-09T16:00:00+07:00", 120min, "2021-02-17T08:30:00+07:00"},  // over Tết 2021
    {"2021-03-10T02:00:00Z", 60min, "2021-03-10T10:00:00+07:00"},        // from another zone
    {"2021-03-09T22:00:00-04:00", 60min, "2021-03-10T10:00:00+07:00"},
    {"2026-08-21T16:30:00+07:00", 60min, "2026-08-22T08:00:00+07:00"},  // a Saturday worked
    {"2026-08-28T16:30:00+07:00", 60min, "2026-09-03T08:00:00+07:00"},  // 31/8 given, 1 and 2/9
    {"2020-02-28T16:30:00+07:00", 60min, "2020-03-02T08:00:00+07:00"},  // 29/2/2020, a Saturday
    {"2024-02-28T16:30:00+07:00", 60min, "2024-02-29T08:00:00+07:00"},  // 29/2/2024, a Thursday
    {"2018-12-28T16:30:00+07:00", 60min, "2019-01-02T08:00:00+07:00"},  // the swap over New Year
    {"2019-01-04T16:30:00+07:00", 60min, "2019-01-05T08:00:00+07:00"},
    {"2021-03-10T08:30:00+07:00", -60min, "2021-03-10T07:30:00+07:00"},  // back to opening
    {"2021-03-10T08:30:00+07:00", -61min, "2021-03-09T16:59:00+07:00"},
    {"2021-03-10T13:00:00+07:00", -60min, "2021-03-10T10:30:00+07:00"},
    {"2021-03-10T12:00:00+07:00", 0min, "2021-03-10T12:00:00+07:00"},  // nothing is added
};

TEST(OfficeClock, adds_working_time_over_lunch_nights_and_days_off) {
    const auto clock = an_office();
    for (const auto& each : additions) {
        const auto end = clock.add_working_time(at(each.start), each.time);
        ASSERT_TRUE(end) << end.error();
        EXPECT_EQ(*end, at(each.end)) << each.start << " + " << each.time.count() << " min";
    }
}

TEST(OfficeClock, is_open_from_the_opening_up_to_the_closing_to_the_millisecond) {
    const auto clock = an_office();
    EXPECT_FALSE(*clock.is_open(at("2021-03-10T07:29:59.999+07:00")));
    EXPECT_TRUE(*clock.is_open(at("2021-03-10T07:30:00+07:00")));
    EXPECT_TRUE(*clock.is_open(at("2021-03-10T11:29:59.999+07:00")));
    EXPECT_FALSE(*clock.is_open(at("2021-03-10T11:30:00+07:00")));
    EXPECT_FALSE(*clock.is_open(at("2021-03-10T17:00:00+07:00")));
    EXPECT_FALSE(*clock.is_open(at("2021-02-12T09:00:00+07:00")));  // mùng 1
}

TEST(OfficeClock, finds_the_next_opening) {
    const auto clock = an_office();
    EXPECT_EQ(*clock.next_open(at("2021-03-10T09:00:00+07:00")), at("2021-03-10T09:00:00+07:00"));
    EXPECT_EQ(*clock.next_open(at("2021-03-10T11:30:00+07:00")), at("2021-03-10T13:00:00+07:00"));
    EXPECT_EQ(*clock.next_open(at("2021-02-09T17:00:00+07:00")), at("2021-02-17T07:30:00+07:00"));
}

// What the article says of working days: the day of the event is not counted.
TEST(OfficeClock, counts_working_days_from_the_day_after) {
    const auto clock = an_office();
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 10), 2), Date::of(2021, 3, 12));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 12), 1), Date::of(2021, 3, 15));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 13), 1), Date::of(2021, 3, 15));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 2, 9), 1), Date::of(2021, 2, 17));
    EXPECT_EQ(*clock.add_working_days(Date::of(2026, 8, 21), 1), Date::of(2026, 8, 22));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 15), -1), Date::of(2021, 3, 12));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 14), -1), Date::of(2021, 3, 12));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 14), 0), Date::of(2021, 3, 14));
    EXPECT_EQ(*clock.working_days_between(Date::of(2021, 2, 9), Date::of(2021, 2, 17)), 1);
    EXPECT_EQ(*clock.working_days_between(Date::of(2021, 2, 17), Date::of(2021, 2, 9)), -1);
    EXPECT_EQ(*clock.working_day_from(Date::of(2021, 2, 10)), Date::of(2021, 2, 17));
    EXPECT_EQ(*clock.working_day_until(Date::of(2021, 2, 16)), Date::of(2021, 2, 9));
    EXPECT_EQ(*clock.working_day_from(Date::of(2021, 2, 9)), Date::of(2021, 2, 9));
}

// Where an office works on Saturday mornings, time passes; whether the day counts is stated.
TEST(OfficeClock, lets_time_pass_on_a_half_saturday_without_counting_the_day) {
    const auto clock = a_desk_open_on_saturday();
    EXPECT_EQ(*clock.add_working_time(at("2021-03-12T16:30:00+07:00"), 60min),
              at("2021-03-13T08:00:00+07:00"));
    EXPECT_EQ(*clock.add_working_time(at("2021-03-12T16:30:00+07:00"), 30min + 4h + 1min),
              at("2021-03-15T07:31:00+07:00"));
    EXPECT_EQ(*clock.add_working_days(Date::of(2021, 3, 12), 1), Date::of(2021, 3, 15));
    EXPECT_FALSE(*clock.is_open(at("2021-02-13T09:00:00+07:00")));  // a Saturday in Tết
}

TEST(OfficeClock, keeps_on_a_worked_saturday_the_hours_of_the_day_given) {
    const auto clock = a_desk_open_on_saturday();
    const auto day = clock.explain(Date::of(2026, 8, 22));
    ASSERT_TRUE(day);
    EXPECT_EQ(day->hours.size(), 2U);  // of Monday 31/8, not the Saturday morning
    EXPECT_TRUE(day->counts);
    EXPECT_EQ(day->day.stands_for, Date::of(2026, 8, 31));
}

TEST(OfficeClock, changes_hours_on_the_day_they_come_into_force) {
    const auto hours = OfficeHours::parse(R"(
[[hours]]
unit_kind = "ward"
from = 2021-01-01
to = 2021-03-10
source = "a"
open = [ { days = ["wednesday", "thursday"], at = ["07:30-11:30"], working_day = true } ]
[[hours]]
unit_kind = "ward"
from = 2021-03-11
source = "b"
open = [ { days = ["wednesday", "thursday"], at = ["00:00-24:00"], working_day = true } ]
)",
                                          "a.toml");
    ASSERT_TRUE(hours) << hours.error();
    const auto clock = OfficeClock::build(shipped_calendar(), *hours, UnitKind::ward);
    ASSERT_TRUE(clock);
    EXPECT_EQ(*clock->add_working_time(at("2021-03-10T11:00:00+07:00"), 31min),
              at("2021-03-11T00:01:00+07:00"));
    EXPECT_EQ(clock->explain(Date::of(2021, 3, 11))->hours_source, "b");
    // Before the first day in force there is a calendar but no hours.
    const auto early = clock->is_open(at("2020-12-31T09:00:00+07:00"));
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().message().find("office hours"), std::string::npos) << early.error();
}

// A missing year is an error with its remedy, on every way into it.
TEST(OfficeClock, does_not_step_into_a_year_that_is_missing) {
    const auto clock = an_office();
    const auto end = at("2027-01-01T00:00:00+07:00");
    EXPECT_EQ(*clock.add_working_time(at("2026-12-31T16:00:00+07:00"), 60min),
              at("2026-12-31T17:00:00+07:00"));
    for (const auto& wrong :
         {clock.add_working_time(at("2026-12-31T16:00:00+07:00"), 60min + 1ms).error(),
          clock.add_working_time(end, 1min).error(),
          clock.add_working_time(at("2027-03-01T00:00:00+07:00"), 1min).error(),
          clock.add_working_time(at("2026-12-31T16:00:00+07:00"), std::chrono::milliseconds::max())
              .error(),
          clock.working_time_between(end, end.plus(1ms)).error(),
          clock.add_working_days(Date::of(2026, 12, 31), 1).error(),
          clock.add_working_days(Date::of(2027, 1, 1), 1).error(),
          clock.add_working_days(Date::of(2026, 12, 1), std::numeric_limits<int>::max()).error(),
          clock.working_days_between(Date::of(2026, 12, 31), Date::of(2027, 1, 1)).error(),
          clock.is_open(end).error(),
          clock.next_open(at("2026-12-31T17:00:00+07:00")).error(),
          clock.explain(Date::of(2027, 1, 1)).error()}) {
        EXPECT_EQ(wrong.code(), ErrorCode::not_found);
        EXPECT_NE(wrong.what().find("2027"), std::string::npos) << wrong;
        EXPECT_FALSE(wrong.remedy().empty());
    }
    for (const auto& wrong :
         {clock.add_working_time(at("2018-01-02T07:30:00+07:00"), -1ms).error(),
          clock.add_working_time(at("2018-01-02T08:00:00+07:00"), std::chrono::milliseconds::min())
              .error(),
          clock.add_working_days(Date::of(2018, 1, 2), -1).error(),
          clock.working_time_between(at("2018-01-02T08:00:00+07:00"), Instant{}).error()}) {
        EXPECT_NE(wrong.what().find("2017"), std::string::npos) << wrong;
    }
    // The instant at which the last day ends is the exclusive end of many a term.
    EXPECT_EQ(*clock.working_time_between(at("2026-12-31T16:00:00+07:00"), end), 60min);
}

TEST(OfficeClock, does_not_step_over_a_year_that_is_missing_in_between) {
    const auto calendar = WorkingCalendar::parse("#years,2021,2023\n", "a.csv");
    const auto clock = OfficeClock::build(*calendar, shipped_office_hours(), UnitKind::ward);
    ASSERT_TRUE(clock);
    EXPECT_FALSE(clock->add_working_time(at("2021-12-31T16:00:00+07:00"), 61min));
    EXPECT_FALSE(clock->add_working_days(Date::of(2021, 12, 31), 1));
    EXPECT_FALSE(clock->add_working_days(Date::of(2023, 1, 2), -1));
    EXPECT_FALSE(clock->is_open(at("2022-06-01T09:00:00+07:00")));
    EXPECT_FALSE(clock->working_time_between(at("2021-12-31T16:00:00+07:00"),
                                             at("2023-01-02T08:00:00+07:00")));
    EXPECT_EQ(*clock->add_working_time(at("2023-01-02T07:00:00+07:00"), 60min),
              at("2023-01-02T08:30:00+07:00"));
    EXPECT_EQ(*clock->working_days_between(Date::of(2023, 1, 1), Date::of(2023, 1, 8)), 5);
}

TEST(OfficeClock, is_not_built_where_no_day_is_covered) {
    EXPECT_FALSE(OfficeClock::build(WorkingCalendar{}, shipped_office_hours(), UnitKind::ward));
    EXPECT_FALSE(OfficeClock::build(shipped_calendar(), OfficeHours{}, UnitKind::ward));
}

}  // namespace
