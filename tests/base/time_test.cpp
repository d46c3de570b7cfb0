#include "tiendo/base/time.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>

namespace tiendo {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

TEST(Date, reads_and_prints_the_iso_form) {
    const auto date = Date::parse("2021-05-15");
    ASSERT_TRUE(date) << date.error();
    EXPECT_EQ(date->year(), 2021);
    EXPECT_EQ(date->month(), 5U);
    EXPECT_EQ(date->day(), 15U);
    EXPECT_EQ(date->iso(), "2021-05-15");
    EXPECT_EQ(date->vietnamese(), "15/5/2021");
}

TEST(Date, knows_its_weekday) {
    EXPECT_EQ(Date::of(2021, 1, 31).weekday(), std::chrono::Sunday);
    EXPECT_EQ(Date::of(2021, 5, 20).weekday(), std::chrono::Thursday);
}

class NoDate : public testing::TestWithParam<std::string_view> {};
TEST_P(NoDate, is_refused) {
    const auto date = Date::parse(GetParam());
    ASSERT_FALSE(date) << *date;
    EXPECT_EQ(date.error().code(), ErrorCode::malformed_input);
    EXPECT_FALSE(date.error().remedy().empty());
}
INSTANTIATE_TEST_SUITE_P(Date,
                         NoDate,
                         testing::Values("",
                                         "2021",
                                         "2021-5-15",
                                         "15/5/2021",
                                         "2021-05-15 ",
                                         " 2021-05-15",
                                         "2021-05-15T00:00:00+07:00",
                                         "2021-04-31",
                                         "2021-02-29",
                                         "1900-02-29",
                                         "2021-00-01",
                                         "2021-13-01",
                                         "2021-01-00",
                                         "2021-01-32",
                                         "0000-01-01",
                                         "-021-01-01",
                                         "2021--1-01",
                                         "2021-+1-01",
                                         "2021_01_01",
                                         "٢٠٢١-01-01"));

TEST(Date, leap_years_have_a_29_february) {
    EXPECT_TRUE(Date::make(2020, 2, 29));
    EXPECT_TRUE(Date::make(2000, 2, 29));
    EXPECT_FALSE(Date::make(2100, 2, 29));
    EXPECT_FALSE(Date::make(2021, 2, 29));
}

TEST(Date, the_refusal_names_the_day_that_is_none) {
    EXPECT_EQ(Date::make(2026, 4, 31).error().message(), "31/4/2026 is not a day of the calendar");
}

TEST(Date, reaches_from_year_1_to_year_9999) {
    EXPECT_EQ(Date::parse("0001-01-01")->iso(), "0001-01-01");
    EXPECT_EQ(Date::parse("9999-12-31")->iso(), "9999-12-31");
    EXPECT_FALSE(Date::make(0, 12, 31));
    EXPECT_FALSE(Date::make(10000, 1, 1));
    EXPECT_FALSE(Date::make(-1, 1, 1));
}

TEST(Date, counts_days_over_the_end_of_months_and_years) {
    EXPECT_EQ(Date::of(2020, 2, 28).plus(days(1)), Date::of(2020, 2, 29));
    EXPECT_EQ(Date::of(2020, 12, 31).plus(days(1)), Date::of(2021, 1, 1));
    EXPECT_EQ(Date::of(2021, 1, 1).plus(days(-1)), Date::of(2020, 12, 31));
}

TEST(Date, earlier_days_are_smaller) {
    EXPECT_LT(Date::of(2020, 12, 31), Date::of(2021, 1, 1));
    EXPECT_EQ(Date(), Date::of(1970, 1, 1));
}

struct Same {
    const char* text;
    std::int64_t unix_ms;  // by `date -d … +%s`
};
void PrintTo(const Same& each, std::ostream* out) {
    *out << each.text;
}
constexpr Same same_instants[] = {
    {"2021-05-20T09:00:00+07:00", 1621476000000},
    {"2021-05-20T02:00:00Z", 1621476000000},
    {"2021-05-20T02:00:00z", 1621476000000},
    {"2021-05-20t02:00:00Z", 1621476000000},
    {"2021-05-20 09:00:00+07:00", 1621476000000},
    {"2021-05-20T09:00+07:00", 1621476000000},
    {"2021-05-20T09:00:00+0700", 1621476000000},
    {"2021-05-19T22:00:00-04:00", 1621476000000},
    {"2021-05-20T07:30:00+05:30", 1621476000000},
    {"2021-05-20T09:00:00.000+07:00", 1621476000000},
    {"2021-05-20T09:00:00.5+07:00", 1621476000500},
    {"2021-05-20T09:00:00,123456789+07:00", 1621476000123},
    {"2021-05-19T24:00:00+07:00", 1621443600000},
    {"2021-05-20T00:00:00+07:00", 1621443600000},
    {"1970-01-01T00:00:00Z", 0},
    {"1969-12-31T23:59:59.999Z", -1},
};
class ReadInstant : public testing::TestWithParam<Same> {};
TEST_P(ReadInstant, is_the_point_on_the_clock_that_it_states) {
    const auto instant = Instant::parse(GetParam().text);
    ASSERT_TRUE(instant) << instant.error();
    EXPECT_EQ(instant->unix_ms(), GetParam().unix_ms);
}
INSTANTIATE_TEST_SUITE_P(Instant, ReadInstant, testing::ValuesIn(same_instants));

class NoInstant : public testing::TestWithParam<std::string_view> {};
TEST_P(NoInstant, is_refused) {
    const auto instant = Instant::parse(GetParam());
    ASSERT_FALSE(instant) << *instant;
    EXPECT_EQ(instant.error().code(), ErrorCode::malformed_input);
}
INSTANTIATE_TEST_SUITE_P(Instant,
                         NoInstant,
                         testing::Values("",
                                         "2021-05-20",
                                         "2021-05-20T09:00:00",  // an hour without a zone
                                         "2021-05-20T09:00:00+07",
                                         "2021-05-20T09:00:00+15:00",
                                         "2021-05-20T09:00:00+07:60",
                                         "2021-05-20T09+07:00",
                                         "2021-05-20T25:00:00+07:00",
                                         "2021-05-20T24:00:01+07:00",
                                         "2021-05-20T09:60:00+07:00",
                                         "2021-05-20T09:00:60+07:00",
                                         "2021-05-20T09:00:00.+07:00",
                                         "2021-05-20T-9:00:00+07:00",
                                         "2021-05-20T09:00:00+07:00 ",
                                         "2021-02-30T09:00:00+07:00",
                                         "2021-05-20X09:00:00+07:00",
                                         "0001-01-01T00:00:00+14:00",    // a day before year 1
                                         "9999-12-31T23:00:00-05:00"));  // in Vietnam year 10000

TEST(Instant, prints_vietnamese_time_whatever_offset_it_was_read_with) {
    EXPECT_EQ(Instant::parse("2021-05-20T02:00:00Z")->iso(), "2021-05-20T09:00:00+07:00");
    EXPECT_EQ(Instant::parse("2021-05-20T09:00:00.123+07:00")->iso(),
              "2021-05-20T09:00:00.123+07:00");
    EXPECT_EQ(Instant::from_unix_ms(-1).iso(), "1970-01-01T06:59:59.999+07:00");
}

TEST(Instant, prints_utc_in_whole_seconds) {
    EXPECT_EQ(Instant::parse("2021-05-20T09:00:00.999+07:00")->utc(), "2021-05-20T02:00:00Z");
    EXPECT_EQ(Instant::parse("2021-01-01T06:59:59+07:00")->utc(), "2020-12-31T23:59:59Z");
}

TEST(Instant, a_vietnamese_day_begins_seven_hours_before_utc) {
    EXPECT_EQ(Instant::start_of(Date::of(2021, 5, 15)).utc(), "2021-05-14T17:00:00Z");
    EXPECT_EQ(Instant::start_of(Date::of(2021, 5, 15)).iso(), "2021-05-15T00:00:00+07:00");
}

TEST(Instant, lies_on_the_vietnamese_day) {
    EXPECT_EQ(Instant::parse("2021-05-14T16:59:59.999Z")->date(), Date::of(2021, 5, 14));
    EXPECT_EQ(Instant::parse("2021-05-14T17:00:00Z")->date(), Date::of(2021, 5, 15));
    EXPECT_EQ(Instant::parse("1969-12-31T16:59:59Z")->date(), Date::of(1969, 12, 31));
}

TEST(Instant, the_millisecond_before_a_day_belongs_to_the_day_before) {
    const auto start = Instant::start_of(Date::of(2021, 5, 15));
    EXPECT_EQ(start.plus(milliseconds(-1)).date(), Date::of(2021, 5, 14));
    EXPECT_EQ(start.date(), Date::of(2021, 5, 15));
}

TEST(Instant, what_it_prints_reads_back) {
    constexpr std::int64_t step = 987'654'321'987;  // some 31 years, odd milliseconds
    for (std::int64_t at = -60'000'000'000'000; at < 250'000'000'000'000; at += step) {
        const auto instant = Instant::from_unix_ms(at);
        EXPECT_EQ(Instant::parse(instant.iso()).value_or(Instant()), instant) << instant;
    }
}

TEST(Clock, a_fixed_clock_stands_still) {
    const auto at = Instant::from_unix_ms(1621476000000);
    const Clock clock = fixed_clock(at);
    EXPECT_EQ(clock(), at);
    EXPECT_EQ(clock(), at);
}

TEST(Clock, the_clock_of_the_machine_is_past_the_day_this_was_written) {
    EXPECT_GT(system_clock()(), Instant::start_of(Date::of(2025, 1, 1)));
}

TEST(Time, prints_into_streams) {
    std::ostringstream out;
    out << Date::of(2021, 5, 15) << " " << Instant::start_of(Date::of(2021, 5, 15));
    EXPECT_EQ(out.str(), "2021-05-15 2021-05-15T00:00:00+07:00");
}

}  // namespace
}  // namespace tiendo
