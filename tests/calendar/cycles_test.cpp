#include "tiendo/calendar/cycles.hpp"

#include "rules_support.hpp"

#include <algorithm>

namespace tiendo::calendar {
namespace {

constexpr std::string_view monthly = R"([[rule]]
id = "thang"
name = "Báo cáo tháng"
law = "Văn bản giả định 1/2021"
article = "Điều 1"
every = "month"
valid_to = 2021-06-30
due = { day = 15, months_after = 1, wording = "before" }
[[rule]]
id = "thang"
name = "Báo cáo tháng"
law = "Văn bản giả định 9/2021"
article = "Điều 1"
every = "month"
valid_from = 2021-07-01
due = { after = "period-end", count = 2, unit = "working-day", counts_from = "next-day" }
)";

RuleBook a_book() {
    RuleBook book;
    const auto added = book.add(monthly, "a.toml");
    EXPECT_TRUE(added) << added.error();
    return book;
}

std::vector<RuleCycle> cycles(const RuleBook& book, std::string_view id, Date first, Date last) {
    auto made = cycles_between(book, id, first, last, {}, office());
    EXPECT_TRUE(made) << made.error();
    return made ? *std::move(made) : std::vector<RuleCycle>{};
}

TEST(Cycles, each_month_by_the_version_in_force_on_its_last_day) {
    const auto made = cycles(a_book(), "thang", Date::of(2021, 5, 1), Date::of(2021, 8, 31));
    ASSERT_EQ(made.size(), 4U);
    EXPECT_EQ(made[0].id, "thang/2021-month-05");
    EXPECT_EQ(made[0].evaluation.due.at, at("2021-06-15T00:00:00"));
    EXPECT_EQ(made[1].evaluation.due.at, at("2021-07-15T00:00:00"));
    // July ends on a Saturday: Monday and Tuesday.
    EXPECT_EQ(made[2].evaluation.due.at, at("2021-08-04T00:00:00"));
    // August ends on a Tuesday; Thursday and Friday are National Day: Wednesday and Monday.
    EXPECT_EQ(made[3].evaluation.due.at, at("2021-09-07T00:00:00"));
}

TEST(Cycles, quarters_half_years_and_years_of_a_span) {
    const auto book = shipped_rules();
    EXPECT_EQ(cycles(book, "bao-cao-quy", Date::of(2021, 1, 1), Date::of(2022, 12, 31)).size(), 8U);
    EXPECT_EQ(cycles(book, "bao-cao-6-thang", Date::of(2021, 1, 1), Date::of(2021, 12, 31)).size(),
              2U);
    EXPECT_EQ(
        cycles(book, "papi-quan-10-bao-cao-6-thang", Date::of(2021, 1, 1), Date::of(2021, 12, 31))
            .size(),
        1U);
    // The plan's own rule begins in 2021: nothing is owed for 2020.
    EXPECT_TRUE(
        cycles(book, "papi-quan-10-bao-cao-nam", Date::of(2020, 1, 1), Date::of(2020, 12, 31))
            .empty());
}

TEST(Cycles, refuse_what_is_no_span_and_no_cycle) {
    const auto book = shipped_rules();
    const auto none = std::vector<Choice>{};
    EXPECT_FALSE(cycles_between(
        book, "bao-cao-quy", Date::of(2021, 2, 1), Date::of(2021, 1, 1), none, office()));
    EXPECT_FALSE(cycles_between(
        book, "1022-chuyen", Date::of(2021, 1, 1), Date::of(2021, 2, 1), none, office()));
    const auto unknown = cycles_between(
        book, "bao-cao-tuan", Date::of(2021, 1, 1), Date::of(2021, 2, 1), none, office());
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code(), ErrorCode::not_found);
}

TEST(CyclePeriod, has_its_days_and_names) {
    const auto half = *make_cycle_period(Period::half_year, 2020, 1);
    EXPECT_EQ(half.id(), "2020-half-1");
    EXPECT_EQ(half.vietnamese(), "06 tháng đầu năm 2020");
    EXPECT_EQ(half.last_day(), Date::of(2020, 6, 30));
    EXPECT_EQ(make_cycle_period(Period::month, 2020, 2)->last_day(), Date::of(2020, 2, 29));
    EXPECT_EQ(make_cycle_period(Period::quarter, 2021, 4)->first_day(), Date::of(2021, 10, 1));
    EXPECT_EQ(make_cycle_period(Period::nine_months, 2021, 1)->last_day(), Date::of(2021, 9, 30));
    for (const auto& id :
         {"2021-month-05", "2021-quarter-2", "2021-half-1", "2021-nine-months", "2021-year"}) {
        const auto parsed = parse_cycle_period(id);
        ASSERT_TRUE(parsed) << id;
        EXPECT_EQ(parsed->id(), id);
    }
    for (const auto& no_id :
         {"", "2021", "2021-month-5", "2021-month-13", "1021-year", "2021-week-1"}) {
        EXPECT_FALSE(parse_cycle_period(no_id)) << no_id;
    }
    EXPECT_FALSE(make_cycle_period(Period::week, 2021, 1));
    EXPECT_FALSE(make_cycle_period(Period::month, 2021, 13));
}

}  // namespace
}  // namespace tiendo::calendar
