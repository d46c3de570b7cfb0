// Instants worked out by hand on the printed calendars of 2020 and 2021.
#include "rules_support.hpp"

#include "tiendo/calendar/rule.hpp"

#include <utility>

namespace tiendo::calendar {
namespace {

Evaluation evaluated(const Rule& rule, const Facts& facts) {
    auto done = evaluate(rule, facts, office());
    EXPECT_TRUE(done) << done.error();
    return done ? *std::move(done) : Evaluation{};
}

std::optional<Instant> due(const Rule& rule, const Facts& facts) {
    const auto done = evaluated(rule, facts);
    const auto again = replay(done.due.steps, office());
    EXPECT_TRUE(again) << again.error();
    EXPECT_EQ(*again, done.due.at) << "the steps do not lead to the instant";
    return done.due.at;
}

constexpr std::string_view with_supplements = R"toml(suspension = [
  { cause = "supplement", name = "chờ bổ sung", after = "resume" },
  { cause = "fresh", name = "chờ bổ sung (tính lại)", after = "restart" },
  { cause = "payment", name = "chờ nộp phí", after = "unknown" },
])toml";

TEST(Evaluate, counts_days_from_the_next_one_to_the_end_of_the_last) {
    // Wednesday 10 March 2021.
    const Facts facts{.start = at("2021-03-10T09:00:00")};
    EXPECT_EQ(due(counting(10, "calendar-day"), facts), at("2021-03-21T00:00:00"));
    EXPECT_EQ(due(counting(3, "working-day"), facts), at("2021-03-16T00:00:00"));
    EXPECT_EQ(due(counting(1, "month"), facts), at("2021-04-11T00:00:00"));
    EXPECT_EQ(due(counting(16, "working-hour"), facts), at("2021-03-12T09:00:00"));
    EXPECT_EQ(due(counting(5, "minute"), facts), at("2021-03-10T09:05:00"));
    EXPECT_EQ(due(counting(24, "hour"), facts), at("2021-03-11T09:00:00"));
}

TEST(Evaluate, working_days_pass_over_tet) {
    // Received on Monday 8 February 2021; Tết is off from the 10th to the 16th.
    EXPECT_EQ(due(counting(3, "working-day"), {.start = at("2021-02-08T09:00:00")}),
              at("2021-02-19T00:00:00"));
}

TEST(Evaluate, counts_the_first_day_where_the_rule_says_so) {
    const auto rule = a_rule(R"(starts = "tiếp nhận"
due = { after = "start", count = 3, unit = "working-day", counts_from = "same-day" })");
    EXPECT_EQ(due(rule, {.start = at("2021-03-10T09:00:00")}), at("2021-03-13T00:00:00"));
    // A Saturday is no working day: Monday is the first of the three.
    EXPECT_EQ(due(rule, {.start = at("2021-03-13T09:00:00")}), at("2021-03-18T00:00:00"));
}

TEST(Evaluate, a_negative_count_is_the_last_day_before) {
    // Five working days before Wednesday 17 March.
    EXPECT_EQ(due(counting(-5, "working-day"), {.start = at("2021-03-17T08:00:00")}),
              at("2021-03-11T00:00:00"));
}

TEST(Evaluate, a_month_ends_on_the_last_day_where_it_is_shorter) {
    EXPECT_EQ(due(counting(1, "month"), {.start = at("2020-01-31T09:00:00")}),
              at("2020-03-01T00:00:00"));
    EXPECT_EQ(due(counting(12, "month"), {.start = at("2020-02-29T09:00:00")}),
              at("2021-03-01T00:00:00"));
}

TEST(Evaluate, a_day_off_moves_nothing_unless_the_rule_says_so) {
    const Facts facts{.start = at("2021-03-10T09:00:00")};
    // Four days end with Sunday 14 March.
    const auto stays = evaluated(counting(4, "calendar-day"), facts);
    EXPECT_EQ(stays.due.at, at("2021-03-15T00:00:00"));
    EXPECT_EQ(stays.due.steps.back().rule, "no-move-on-day-off");
    EXPECT_EQ(
        due(counting(
                4, "calendar-day", "day_off = \"next-working-day\"\nday_off_source = \"Điều 3\""),
            facts),
        at("2021-03-16T00:00:00"));
    EXPECT_EQ(due(counting(4,
                           "calendar-day",
                           "day_off = \"previous-working-day\"\nday_off_source = \"Điều 3\""),
                  facts),
              at("2021-03-13T00:00:00"));
}

TEST(Evaluate, resumes_what_was_left_or_counts_the_whole_term_again) {
    Facts facts{.start = at("2021-03-10T09:00:00")};  // Wednesday
    // Five working days would end with Wednesday the 17th. Papers are asked for on Friday the 12th
    // and come on Tuesday the 16th: Friday and Monday do not count.
    facts.suspensions = {{"supplement", at("2021-03-12T10:00:00"), at("2021-03-16T14:00:00")}};
    EXPECT_EQ(due(counting(5, "working-day", with_supplements), facts), at("2021-03-20T00:00:00"));
    // Counted again from Tuesday: to Tuesday the 23rd.
    facts.suspensions.front().cause = "fresh";
    EXPECT_EQ(due(counting(5, "working-day", with_supplements), facts), at("2021-03-24T00:00:00"));
}

TEST(Evaluate, working_hours_stand_still_while_papers_are_missing) {
    // 16 hours from Wednesday 9:00. Stopped on Thursday at 10:00 (6.5 + 2.5 hours gone), on again
    // on Monday at 13:30: 7 hours are left, 3.5 of them on Monday, the rest to Tuesday 11:00.
    EXPECT_EQ(due(counting(16, "working-hour", with_supplements),
                  {.start = at("2021-03-10T09:00:00"),
                   .suspensions =
                       {{"supplement", at("2021-03-11T10:00:00"), at("2021-03-15T13:30:00")}}}),
              at("2021-03-16T11:00:00"));
}

TEST(Evaluate, a_suspension_that_is_not_over_leaves_no_instant) {
    const auto done = evaluated(counting(5, "working-day", with_supplements),
                                {.start = at("2021-03-10T09:00:00"),
                                 .suspensions = {{"supplement", at("2021-03-12T10:00:00"), {}}}});
    EXPECT_FALSE(done.due.at);
    EXPECT_EQ(done.due.steps.back().rule, "stands-still");
    EXPECT_TRUE(done.questions.empty());
}

TEST(Evaluate, a_suspension_after_the_due_instant_does_not_undo_the_lateness) {
    const auto done = evaluated(
        counting(1, "working-day", with_supplements),
        {.start = at("2021-03-10T09:00:00"),
         .suspensions = {{"fresh", at("2021-03-15T10:00:00"), at("2021-03-16T10:00:00")}}});
    EXPECT_EQ(done.due.at, at("2021-03-12T00:00:00"));
    EXPECT_EQ(done.due.steps.back().rule, "moves-nothing");
}

TEST(Evaluate, asks_where_the_law_is_silent_and_takes_an_answer_with_its_author) {
    const auto rule = counting(5, "working-day", with_supplements);
    Facts facts{.start = at("2021-03-10T09:00:00"),
                .suspensions = {{"payment", at("2021-03-12T10:00:00"), at("2021-03-16T14:00:00")}}};
    const auto asked = evaluated(rule, facts);
    EXPECT_FALSE(asked.due.at);
    ASSERT_EQ(asked.questions.size(), 1U);
    EXPECT_EQ(asked.questions[0].name, "after-payment");
    EXPECT_EQ(asked.questions[0].offers, (std::vector<std::string>{"restart", "resume"}));

    facts.choices = {
        {"after-payment", "resume", "Văn phòng UBND", "theo quy chế một cửa của quận"}};
    const auto answered = evaluated(rule, facts);
    EXPECT_EQ(answered.due.at, at("2021-03-20T00:00:00"));
    EXPECT_EQ(answered.due.steps[1].source,
              "do Văn phòng UBND chọn: theo quy chế một cửa của quận");
}

TEST(Evaluate, refuses_a_choice_where_the_law_states_it) {
    const auto done = evaluate(counting(5, "working-day"),
                               {.start = at("2021-03-10T09:00:00"),
                                .choices = {{"unit", "calendar-day", "Phòng Nội vụ", "cho nhanh"}}},
                               office());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code(), ErrorCode::malformed_input);
}

TEST(Evaluate, a_cutoff_moves_the_clock_only_where_the_rule_says_so) {
    const Facts at_three{.start = at("2021-03-10T15:00:00")};
    const Facts after_three{.start = at("2021-03-10T15:00:01")};
    const auto waits =
        counting(3, "working-day", "cutoff = { hour = 15:00:00, effect = \"hand-over\" }");
    EXPECT_EQ(due(waits, after_three), at("2021-03-16T00:00:00"));
    EXPECT_EQ(words_of(evaluated(waits, after_three).due)[1], "hand-over-waits");
    const auto moves =
        counting(3, "working-day", "cutoff = { hour = 15:00:00, effect = \"next-working-day\" }");
    EXPECT_EQ(due(moves, at_three), at("2021-03-16T00:00:00"));
    EXPECT_EQ(due(moves, after_three), at("2021-03-17T00:00:00"));
    const auto hours =
        counting(8, "working-hour", "cutoff = { hour = 15:00:00, effect = \"next-working-day\" }");
    EXPECT_EQ(due(hours, after_three), at("2021-03-11T17:00:00"));
}

TEST(Evaluate, grace_and_lock_count_from_the_due_instant_and_a_lock_can_be_lifted) {
    const auto rule = counting(
        3,
        "working-day",
        R"(grace = { count = 2, unit = "working-day", counts_from = "next-day", source = "Điều 5" }
lock = { count = 10, unit = "calendar-day", counts_from = "next-day", source = "Điều 6" })");
    Facts facts{.start = at("2021-03-10T09:00:00")};
    const auto done = evaluated(rule, facts);
    EXPECT_EQ(done.due.at, at("2021-03-16T00:00:00"));           // to Monday the 15th
    EXPECT_EQ(done.late_from->at, at("2021-03-18T00:00:00"));    // to Wednesday the 17th
    EXPECT_EQ(done.locked_from->at, at("2021-03-26T00:00:00"));  // to the 25th
    EXPECT_EQ(done.late_from->steps.back().source, "Điều 5");

    facts.reopenings = {
        {at("2021-04-01T17:00:00"), "Chủ tịch UBND phường", "sửa số liệu nhập sai"}};
    EXPECT_EQ(evaluated(rule, facts).locked_from->at, at("2021-04-01T17:00:00"));
}

TEST(Evaluate, windows_of_the_reporting_decree_tile_the_year) {
    const auto window = [](Period period, int number) {
        const auto id = period == Period::month       ? "bao-cao-thang"
                        : period == Period::quarter   ? "bao-cao-quy"
                        : period == Period::half_year ? "bao-cao-6-thang"
                        : period == Period::year      ? "bao-cao-nam"
                                                      : "bao-cao-9-thang";
        const auto book = shipped_rules();
        return *evaluated(**book.find(id, Date::of(2021, 6, 1)),
                          {.cycle = *make_cycle_period(period, 2021, number)})
                    .window;
    };
    EXPECT_EQ(window(Period::month, 1),
              (InstantWindow{at("2020-12-15T00:00:00"), at("2021-01-15T00:00:00")}));
    EXPECT_EQ(window(Period::half_year, 1),
              (InstantWindow{at("2020-12-15T00:00:00"), at("2021-06-15T00:00:00")}));
    EXPECT_EQ(window(Period::half_year, 2),
              (InstantWindow{at("2021-06-15T00:00:00"), at("2021-12-15T00:00:00")}));
    EXPECT_EQ(window(Period::nine_months, 1),
              (InstantWindow{at("2020-12-15T00:00:00"), at("2021-09-15T00:00:00")}));
    auto end = at("2020-12-15T00:00:00");
    for (int month = 1; month <= 12; ++month) {
        EXPECT_EQ(window(Period::month, month).from, end);
        end = window(Period::month, month).to;
    }
    EXPECT_EQ(window(Period::year, 1), (InstantWindow{at("2020-12-15T00:00:00"), end}));
    for (int quarter = 1; quarter <= 4; ++quarter) {
        EXPECT_EQ(window(Period::quarter, quarter).from,
                  window(Period::month, 3 * quarter - 2).from);
        EXPECT_EQ(window(Period::quarter, quarter).to, window(Period::month, 3 * quarter).to);
    }
}

TEST(Evaluate, the_decree_asks_for_the_sending_day_and_a_province_states_it) {
    const auto of = *make_cycle_period(Period::month, 2021, 5);
    const auto book = shipped_rules();
    const auto asked =
        evaluated(**book.find("bao-cao-thang", Date::of(2021, 5, 31)), {.cycle = of});
    EXPECT_FALSE(asked.due.at);
    ASSERT_EQ(asked.questions.size(), 1U);
    EXPECT_EQ(asked.questions[0].name, "due");
    // Closed with Friday 14 May 2021: Monday and Tuesday are the two working days.
    EXPECT_EQ(due(**book.find("khanh-hoa-bao-cao-thang", Date::of(2021, 5, 31)), {.cycle = of}),
              at("2021-05-19T00:00:00"));
}

TEST(Evaluate, points_out_that_the_annual_report_of_the_plan_is_due_before_its_window_ends) {
    const auto book = shipped_rules();
    const auto year = evaluated(**book.find("papi-quan-10-bao-cao-nam", Date::of(2021, 12, 31)),
                                {.cycle = *make_cycle_period(Period::year, 2021, 1)});
    EXPECT_EQ(year.due.at, at("2021-10-15T00:00:00"));
    EXPECT_EQ(year.window->to, at("2021-12-15T00:00:00"));
    ASSERT_EQ(year.notices.size(), 2U);
    EXPECT_NE(year.notices[1].find("trước khi kỳ số liệu kết thúc"), std::string::npos);
}

TEST(Evaluate, a_supplement_restarts_by_law_and_resumes_in_the_systems) {
    const auto book = shipped_rules();
    // 16 hours; stopped after 9 of them on Thursday, on again on Monday 15 March at 13:30.
    const Facts facts{
        .start = at("2021-03-10T09:00:00"),
        .count = 16,
        .suspensions = {{"supplement", at("2021-03-11T10:00:00"), at("2021-03-15T13:30:00")}}};
    const auto day = Date::of(2021, 3, 10);
    EXPECT_EQ(due(**book.find("mot-cua-giai-quyet-gio", day), facts), at("2021-03-17T13:30:00"));
    EXPECT_EQ(due(**book.find("mot-cua-he-thong-gio", day), facts), at("2021-03-16T11:00:00"));
    // From July 2025 the text has not been read: the library asks.
    const auto later = evaluated(
        **book.find("mot-cua-giai-quyet-ngay", Date::of(2025, 7, 2)),
        {.start = at("2025-07-02T09:00:00"),
         .count = 5,
         .suspensions = {{"supplement", at("2025-07-03T10:00:00"), at("2025-07-04T10:00:00")}}});
    EXPECT_EQ(later.questions.at(0).name, "after-supplement");
}

TEST(Evaluate, the_1022_rule_asks_which_days_are_meant) {
    const auto book = shipped_rules();
    const auto done = evaluated(**book.find("1022-tra-loi", Date::of(2021, 1, 4)),
                                {.start = at("2021-01-04T09:00:00")});
    EXPECT_FALSE(done.due.at);
    EXPECT_EQ(done.questions.at(0).name, "unit");
    EXPECT_EQ(done.questions.at(1).name, "counts-from");
}

struct BadFacts {
    std::string_view what;
    Facts facts;
};

TEST(Evaluate, refuses_facts_that_do_not_fit_with_what_to_do) {
    const auto rule = counting(5, "working-day", with_supplements);
    const auto start = at("2021-03-10T09:00:00");
    const BadFacts bad[] = {
        {"no start", {}},
        {"a period", {.start = start, .cycle = *make_cycle_period(Period::year, 2021, 1)}},
        {"a count", {.start = start, .count = 3}},
        {"an unknown cause",
         {.start = start, .suspensions = {{"holiday", start, at("2021-03-11T09:00:00")}}}},
        {"turned round",
         {.start = start,
          .suspensions = {{"fresh", at("2021-03-12T09:00:00"), at("2021-03-11T09:00:00")}}}},
        {"over before it starts",
         {.start = start,
          .suspensions = {{"fresh", at("2021-03-08T09:00:00"), at("2021-03-09T09:00:00")}}}},
        {"nobody", {.start = start, .choices = {{"after-payment", "resume", " ", "x"}}}},
        {"a lock that is not there",
         {.start = start, .reopenings = {{at("2021-04-01T17:00:00"), "A", "B"}}}},
        {"far away", {.start = at("1870-01-01T00:00:00")}}};
    for (const auto& [what, facts] : bad) {
        const auto done = evaluate(rule, facts, office());
        ASSERT_FALSE(done) << what;
        EXPECT_EQ(done.error().code(), ErrorCode::malformed_input) << what;
        EXPECT_FALSE(done.error().remedy().empty()) << what;
    }
}

TEST(Evaluate, a_year_outside_the_calendar_is_an_error_and_no_guess) {
    const auto done =
        evaluate(counting(3, "working-day"), {.start = at("2026-12-30T09:00:00")}, office());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code(), ErrorCode::not_found);
    // Days of the calendar need no table.
    EXPECT_EQ(due(counting(10, "calendar-day"), {.start = at("2026-12-30T09:00:00")}),
              at("2027-01-10T00:00:00"));
}

TEST(Replay, finds_a_step_that_was_changed) {
    auto steps =
        evaluated(counting(3, "working-day"), {.start = at("2021-03-10T09:00:00")}).due.steps;
    for (const auto& argument : {"4", "", "x", "99999999999", "2021-03-10"}) {
        auto changed = steps;
        changed[1].argument = argument;
        EXPECT_FALSE(replay(changed, office())) << argument;
    }
    steps[0].rule = "guess";
    EXPECT_FALSE(replay(steps, office()));
}

}  // namespace
}  // namespace tiendo::calendar
