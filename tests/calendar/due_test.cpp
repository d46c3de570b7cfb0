#include "tiendo/calendar/due.hpp"

#include "tiendo/calendar/evaluate.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;

Instant at(std::string_view text) {
    return *Instant::parse(text);
}

Deadline every_year_before(unsigned day, unsigned month) {
    Deadline deadline;
    deadline.surface = "trước ngày " + std::to_string(day) + " tháng " + std::to_string(month);
    deadline.type = DeadlineType::periodic;
    deadline.recurring = MonthDay{month, day};
    deadline.exclusive = true;
    return deadline;
}

Deadline once_before(Date day) {
    Deadline deadline;
    deadline.surface = "trước ngày 01 tháng 02 năm 2021";
    deadline.type = DeadlineType::before_date;
    deadline.date = day;
    deadline.exclusive = true;
    return deadline;
}

const OfficeClock& office() {
    static const auto clock =
        OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::office);
    return *clock;
}

DueRules from_the_plan() {
    return {.node = NodeId::of("III.1-p3"), .sentence = "báo cáo 06 tháng (trước ngày 15 tháng 5)"};
}

std::vector<std::string> rules_of(const Due& due) {
    std::vector<std::string> words;
    for (const auto& step : due.steps) {
        words.push_back(step.rule);
    }
    return words;
}

TEST(Due, ends_where_the_excluded_day_begins) {
    const auto due = due_of(every_year_before(15, 5), 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-05-15T00:00:00+07:00"));
    EXPECT_EQ(last_day_on_time(*due), Date::of(2021, 5, 14));
}

TEST(Due, ends_where_the_next_day_begins_when_the_day_is_included) {
    auto deadline = every_year_before(15, 5);
    deadline.surface = "chậm nhất ngày 15/5";
    deadline.exclusive = false;
    // 15 May 2021 is a Saturday: nothing moves, but a step tells it.
    const auto due = due_of(deadline, 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-05-16T00:00:00+07:00"));
    EXPECT_EQ(rules_of(*due),
              (std::vector<std::string>{"stated-day", "year", "inclusive", "no-move-on-day-off"}));
}

TEST(Due, is_not_moved_from_a_sunday_when_the_text_has_no_rule_for_days_off) {
    const auto due =
        due_of(once_before(Date::of(2021, 2, 1)), 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-02-01T00:00:00+07:00"));
    EXPECT_EQ(rules_of(*due),
              (std::vector<std::string>{"stated-day", "exclusive", "no-move-on-day-off"}));
    EXPECT_NE(due->steps.back().text.find("31/1/2021 là ngày nghỉ (Chủ nhật)"), std::string::npos)
        << due->steps.back().text;
}

TEST(Due, moves_to_the_next_working_day_where_a_rule_says_so) {
    auto rules = from_the_plan();
    rules.day_off = DayOffRule{DayOffMove::next_working_day, "quy định giả định, Điều 5"};
    const auto due = due_of(once_before(Date::of(2021, 2, 1)), 2021, rules, shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-02-02T00:00:00+07:00"));
    EXPECT_EQ(due->steps.back().source, "quy định giả định, Điều 5");
}

TEST(Due, moves_over_a_whole_holiday) {
    auto rules = from_the_plan();
    rules.day_off = DayOffRule{DayOffMove::next_working_day, "quy định giả định"};
    // Last day on time 13 February 2021 lies in Tết; offices open again on Wednesday the 17th.
    const auto due = due_of(every_year_before(14, 2), 2021, rules, shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-02-18T00:00:00+07:00"));
}

TEST(Due, moves_back_where_the_rule_says_the_day_before) {
    auto rules = from_the_plan();
    rules.day_off = DayOffRule{DayOffMove::previous_working_day, "quy định giả định"};
    const auto due = due_of(once_before(Date::of(2021, 2, 1)), 2021, rules, shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_EQ(due->at, at("2021-01-30T00:00:00+07:00"));  // end of Friday the 29th
}

TEST(Due, needs_the_year_in_the_calendar_only_where_a_rule_moves_it) {
    auto rules = from_the_plan();
    EXPECT_TRUE(due_of(every_year_before(15, 5), 2031, rules, shipped_calendar()));
    rules.day_off = DayOffRule{};
    const auto due = due_of(every_year_before(15, 5), 2031, rules, shipped_calendar());
    ASSERT_FALSE(due);
    EXPECT_EQ(due.error().code(), ErrorCode::not_found);
    EXPECT_FALSE(due.error().remedy().empty());
}

TEST(Due, has_no_instant_and_says_so_where_the_text_states_no_day) {
    Deadline deadline;
    deadline.surface = "định kỳ hàng quý";
    deadline.type = DeadlineType::quarterly;
    deadline.cycle = Period::quarter;
    const auto due = due_of(deadline, 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    EXPECT_FALSE(due->at);
    EXPECT_FALSE(last_day_on_time(*due));
    EXPECT_EQ(rules_of(*due), std::vector<std::string>{"no-day-stated"});
}

TEST(Due, refuses_a_day_that_does_not_exist) {
    const auto due = due_of(every_year_before(31, 2), 2021, from_the_plan(), shipped_calendar());
    ASSERT_FALSE(due);
    EXPECT_EQ(due.error().code(), ErrorCode::malformed_input);
    EXPECT_NE(due.error().what().find("III.1-p3"), std::string::npos) << due.error();
}

TEST(Due, refuses_29_february_of_a_common_year_and_takes_it_in_a_leap_year) {
    EXPECT_FALSE(due_of(every_year_before(29, 2), 2021, from_the_plan(), shipped_calendar()));
    EXPECT_TRUE(due_of(every_year_before(29, 2), 2024, from_the_plan(), shipped_calendar()));
}

TEST(Due, refuses_a_stated_day_of_another_year) {
    const auto due =
        due_of(once_before(Date::of(2021, 2, 1)), 2022, from_the_plan(), shipped_calendar());
    ASSERT_FALSE(due);
    EXPECT_EQ(due.error().code(), ErrorCode::conflict);
}

TEST(Due, names_the_sentence_in_every_step) {
    const auto due = due_of(every_year_before(15, 5), 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    for (const auto& step : due->steps) {
        EXPECT_EQ(step.source, "mục III.1-p3: “báo cáo 06 tháng (trước ngày 15 tháng 5)”");
    }
}

TEST(Due, an_hour_of_the_stated_day_stays_with_it_and_moves_with_it) {
    auto deadline = every_year_before(15, 5);  // a Saturday
    deadline.minute_of_day = 16 * 60;
    auto rules = from_the_plan();
    const auto stays = due_of(deadline, 2021, rules, shipped_calendar());
    ASSERT_TRUE(stays);
    EXPECT_EQ(stays->at, at("2021-05-15T16:00:00+07:00"));
    rules.day_off = DayOffRule{DayOffMove::next_working_day, "quy định giả định"};
    const auto moves = due_of(deadline, 2021, rules, shipped_calendar());
    ASSERT_TRUE(moves);
    EXPECT_EQ(moves->at, at("2021-05-17T16:00:00+07:00"));
    for (const auto& due : {*stays, *moves}) {
        const auto again = replay(due.steps, office());
        ASSERT_TRUE(again) << again.error();
        EXPECT_EQ(*again, due.at);
    }
}

TEST(Replay, gives_the_same_instant_for_every_day_of_five_years_and_every_rule) {
    const auto calendar = shipped_calendar();
    for (auto day = Date::of(2020, 3, 1); day < Date::of(2022, 12, 1);
         day = day.plus(std::chrono::days{1})) {
        for (const bool exclusive : {true, false}) {
            for (const int rule : {0, 1, 2}) {
                auto deadline = every_year_before(day.day(), day.month());
                deadline.exclusive = exclusive;
                auto rules = from_the_plan();
                if (rule != 0) {
                    rules.day_off = DayOffRule{
                        rule == 1 ? DayOffMove::next_working_day : DayOffMove::previous_working_day,
                        "quy định giả định"};
                }
                const auto due = due_of(deadline, day.year(), rules, calendar);
                ASSERT_TRUE(due) << day;
                const auto again = replay(due->steps, office());
                ASSERT_TRUE(again) << day;
                ASSERT_EQ(*again, due->at) << day;
            }
        }
    }
}

TEST(Replay, finds_a_step_that_was_altered) {
    auto due = due_of(every_year_before(15, 5), 2021, from_the_plan(), shipped_calendar());
    ASSERT_TRUE(due);
    due->steps.back().at = at("2021-05-16T00:00:00+07:00");
    const auto again = replay(due->steps, office());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), ErrorCode::conflict);
}

TEST(Replay, refuses_a_rule_it_does_not_know) {
    EXPECT_FALSE(replay({{"guess", "", "", "", at("2021-05-15T00:00:00+07:00")}}, office()));
}

}  // namespace
