#include "tiendo/ledger/standing.hpp"

#include "ledger/build.hpp"

#include <array>
#include <random>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::standing_of;

/// The half-year report of the plan: "trước ngày 15 tháng 5".
Cycle due_before_15_may() {
    Cycle cycle;
    cycle.id = CycleId::of("2021-half-year");
    cycle.due.at = at("2021-05-15T00:00:00+07:00");
    return cycle;
}

Submission sent(std::string_view when) {
    Submission submission;
    submission.sent_at = at(when);
    return submission;
}

Submission returned_round(std::string_view when, std::string_view returned) {
    auto submission = sent(when);
    submission.state = ReportState::returned;
    submission.returned_at = at(returned);
    return submission;
}

const auto clock = at("2021-05-20T09:00:00+07:00");

Standing judged(const std::vector<Submission>& submissions) {
    return standing_of(Obligation{}, due_before_15_may(), submissions, clock);
}

TEST(Standing, is_on_time_up_to_the_last_millisecond_of_the_14th) {
    EXPECT_EQ(judged({sent("2021-05-14T23:59:59.999+07:00")}), Standing::on_time);
}

TEST(Standing, is_late_on_the_15th_when_the_plan_says_before) {
    EXPECT_EQ(judged({sent("2021-05-15T00:00:00+07:00")}), Standing::late);
    EXPECT_EQ(judged({sent("2021-05-15T08:00:00+07:00")}), Standing::late);
}

TEST(Standing, is_overdue_where_nothing_was_ever_sent) {
    EXPECT_EQ(judged({}), Standing::overdue);
}

TEST(Standing, stays_on_time_when_the_report_was_returned_and_came_again_after_the_due_day) {
    EXPECT_EQ(judged({returned_round("2021-05-12T10:00:00+07:00", "2021-05-17T09:00:00+07:00"),
                      sent("2021-05-18T16:00:00+07:00")}),
              Standing::on_time);
}

TEST(Standing, stays_on_time_while_a_returned_report_has_not_come_again) {
    EXPECT_EQ(judged({returned_round("2021-05-12T10:00:00+07:00", "2021-05-17T09:00:00+07:00")}),
              Standing::on_time);
}

TEST(Standing, does_not_get_better_by_a_second_round) {
    EXPECT_EQ(judged({returned_round("2021-05-16T10:00:00+07:00", "2021-05-17T09:00:00+07:00"),
                      sent("2021-05-18T16:00:00+07:00")}),
              Standing::late);
}

TEST(Standing, does_not_count_a_draft) {
    auto draft = sent("2021-05-12T10:00:00+07:00");
    draft.state = ReportState::draft;
    EXPECT_EQ(judged({draft}), Standing::overdue);
}

TEST(Standing, of_the_past_does_not_know_what_was_sent_later) {
    const std::vector<Submission> later{sent("2021-05-19T10:00:00+07:00")};
    EXPECT_EQ(standing_of({}, due_before_15_may(), later, at("2021-05-14T10:00:00+07:00")),
              Standing::open);
    EXPECT_EQ(standing_of({}, due_before_15_may(), later, at("2021-05-16T10:00:00+07:00")),
              Standing::overdue);
}

TEST(Standing, is_not_due_before_the_opening) {
    auto cycle = due_before_15_may();
    cycle.opens_at = at("2021-05-01T00:00:00+07:00");
    EXPECT_EQ(standing_of({}, cycle, {}, at("2021-04-30T23:59:59+07:00")), Standing::not_due);
    EXPECT_EQ(standing_of({}, cycle, {}, at("2021-05-01T00:00:00+07:00")), Standing::open);
}

TEST(Standing, without_a_due_instant_is_never_late_and_never_overdue) {
    Cycle quarter;
    EXPECT_EQ(standing_of({}, quarter, {}, clock), Standing::open);
    const std::vector<Submission> some{sent("2021-05-19T10:00:00+07:00")};
    EXPECT_EQ(standing_of({}, quarter, some, clock), Standing::on_time);
}

TEST(Standing, of_an_excused_unit_is_excused_whatever_it_sent) {
    Obligation obligation;
    obligation.excuses = {{"UBND quận", "đơn vị mới thành lập", Instant{}}};
    EXPECT_EQ(standing_of(obligation, due_before_15_may(), {}, clock), Standing::excused);
    const std::vector<Submission> late{sent("2021-05-16T10:00:00+07:00")};
    EXPECT_EQ(standing_of(obligation, due_before_15_may(), late, clock), Standing::excused);
}

/// One random story of one paper, and the standing that a slow reading of the rules gives it.
struct Story {
    Obligation obligation;
    Cycle cycle;
    std::vector<Submission> rounds;
    Standing expected = Standing::open;
};

Story a_story(std::mt19937& random) {
    const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    const auto instant = [&] {
        return at("2021-05-10T00:00:00+07:00").plus(std::chrono::hours{upto(300)});
    };
    Story story;
    if (upto(5) > 0) {
        story.cycle.due.at = instant();
    }
    if (upto(3) == 0) {
        story.cycle.opens_at = instant();
    }
    if (upto(9) == 0) {
        story.obligation.excuses = {{"UBND quận", "lý do giả định", instant()}};
    }
    if (upto(9) == 0) {
        story.obligation.superseded = "lý do giả định";
    }
    std::optional<Instant> first;
    for (int round = 1; round <= upto(3); ++round) {
        Submission submission;
        submission.round = round;
        submission.sent_at = instant();
        submission.state = static_cast<ReportState>(upto(5));
        const bool counts = submission.state != ReportState::draft && submission.sent_at <= clock;
        if (counts && (!first || submission.sent_at < *first)) {
            first = submission.sent_at;
        }
        story.rounds.push_back(submission);
    }
    if (story.obligation.superseded) {
        story.expected = Standing::superseded;
    } else if (!story.obligation.excuses.empty() && story.obligation.excuses[0].from <= clock) {
        story.expected = Standing::excused;
    } else if (first) {
        const bool late = story.cycle.due.at && *first >= *story.cycle.due.at;
        story.expected = late ? Standing::late : Standing::on_time;
    } else if (story.cycle.due.at && clock >= *story.cycle.due.at) {
        story.expected = Standing::overdue;
    } else if (story.cycle.opens_at && clock < *story.cycle.opens_at) {
        story.expected = Standing::not_due;
    }
    return story;
}

TEST(StandingCounts, add_up_to_all_obligations_over_20000_random_stories) {
    std::mt19937 random(20210520);
    ledger::StandingCounts counts;
    std::array<std::int64_t, 7> expected{};
    constexpr int stories = 20'000;
    for (int i = 0; i < stories; ++i) {
        const auto story = a_story(random);
        const auto standing = standing_of(story.obligation, story.cycle, story.rounds, clock);
        ASSERT_EQ(standing, story.expected) << to_string(standing) << to_string(story.expected);
        counts.add(standing);
        ++expected[static_cast<std::size_t>(story.expected)];
    }
    EXPECT_EQ(counts.total(), stories);
    EXPECT_EQ(counts,
              (ledger::StandingCounts{expected[0],
                                      expected[1],
                                      expected[2],
                                      expected[3],
                                      expected[4],
                                      expected[5],
                                      expected[6]}));
    for (const auto each : expected) {
        EXPECT_GT(each, 0) << "every standing is met";
    }
}

TEST(StandingCounts, never_count_a_late_paper_as_on_time) {
    std::mt19937 random(7);
    for (int i = 0; i < 5'000; ++i) {
        const auto story = a_story(random);
        const auto standing = standing_of(story.obligation, story.cycle, story.rounds, clock);
        const auto* first = ledger::deciding(story.rounds, clock);
        if (standing == Standing::on_time && story.cycle.due.at) {
            ASSERT_LT(first->sent_at, *story.cycle.due.at);
        }
    }
}

}  // namespace
