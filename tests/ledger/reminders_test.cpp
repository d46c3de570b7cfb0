// When who is reminded. Working days were counted by hand from the holidays of 2021: 30 April
// (Friday) and 1 May (Saturday, made up on Monday 3 May); Tết from 10 to 16 February.
#include "tiendo/ledger/reminders.hpp"

#include "ledger/build.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ledger::Owed;
using ledger::ReminderAudience;
using ledger::ReminderChain;
using ledger::ReminderMoment;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Due "trước ngày 15/5/2021": the last day on time is Friday, 14 May.
Owed a_paper(Standing standing) {
    Owed row;
    row.obligation.id = ObligationId::of("ke-hoach-118/2021-half-year/ubnd-phuong-7");
    row.cycle.due.at = at("2021-05-15T00:00:00+07:00");
    row.standing = standing;
    return row;
}

std::vector<ledger::ReminderRule> rules(std::string_view toml) {
    auto parsed = ledger::parse_reminder_rules(toml, "quy-tac.toml");
    EXPECT_TRUE(parsed) << parsed.error();
    return parsed ? *parsed : std::vector<ledger::ReminderRule>();
}

std::vector<ReminderChain> chains(const Owed& row, std::string_view toml, std::string_view when) {
    const std::vector<Owed> rows{row};
    auto found = ledger::reminders_due(rows, rules(toml), calendar::shipped_calendar(), at(when));
    EXPECT_TRUE(found) << found.error();
    return found ? *std::move(found) : std::vector<ReminderChain>();
}

std::vector<std::string> moments(const Owed& row, std::string_view toml, std::string_view when) {
    std::vector<std::string> all;
    for (const auto& chain : chains(row, toml, when)) {
        for (const auto& moment : chain.moments) {
            all.push_back(moment.at.iso());
        }
    }
    return all;
}

constexpr const char* five_before = "[[reminder]]\nid = \"a\"\nworking_days_before = 5\n";
constexpr const char* last_day = "[[reminder]]\nid = \"a\"\nlast_day = true\n";
constexpr const char* after =
    "[[reminder]]\nid = \"a\"\nworking_days_after = 1\nevery = 5\nmost = 3\n";

TEST(Reminders, working_days_before_pass_over_rest_days_and_holidays) {
    const auto open = a_paper(Standing::open);
    EXPECT_THAT(moments(open, five_before, "2021-05-07T07:59:59+07:00"), IsEmpty());
    EXPECT_THAT(moments(open, five_before, "2021-05-07T08:00:00+07:00"),
                ElementsAre("2021-05-07T08:00:00+07:00"));
    EXPECT_THAT(moments(open,
                        "[[reminder]]\nid = \"a\"\nworking_days_before = 10\nhour = 13:30:00\n",
                        "2021-05-01T00:00:00+07:00"),
                ElementsAre("2021-04-28T13:30:00+07:00"));
    EXPECT_THAT(
        moments(open, "[[reminder]]\nid = \"a\"\ndays_before = 10\n", "2021-05-05T00:00:00+07:00"),
        ElementsAre("2021-05-04T08:00:00+07:00"));
}

// What is due "trước ngày 15/5" can still be sent on the 14th, and on the 15th it is late.
TEST(Reminders, the_last_day_is_the_one_on_which_it_is_still_on_time) {
    EXPECT_THAT(moments(a_paper(Standing::open), last_day, "2021-05-14T09:00:00+07:00"),
                ElementsAre("2021-05-14T08:00:00+07:00"));
}

TEST(Reminders, after_the_due_day_they_come_again_and_end) {
    const auto overdue = a_paper(Standing::overdue);
    EXPECT_THAT(moments(overdue, after, "2021-05-17T08:00:00+07:00"),
                ElementsAre("2021-05-17T08:00:00+07:00"));
    EXPECT_THAT(
        moments(overdue, after, "2021-12-31T00:00:00+07:00"),
        ElementsAre(
            "2021-05-17T08:00:00+07:00", "2021-05-24T08:00:00+07:00", "2021-05-31T08:00:00+07:00"));
}

TEST(Reminders, tet_counts_as_no_working_day) {
    auto row = a_paper(Standing::overdue);
    row.cycle.due.at = at("2021-02-09T00:00:00+07:00");  // last day on time: Monday, 8 February
    EXPECT_THAT(
        moments(
            row, "[[reminder]]\nid = \"a\"\nworking_days_after = 2\n", "2021-03-01T00:00:00+07:00"),
        ElementsAre("2021-02-17T08:00:00+07:00"));
}

TEST(Reminders, are_for_open_and_overdue_papers_alone) {
    for (const auto standing : {Standing::not_due,
                                Standing::on_time,
                                Standing::late,
                                Standing::excused,
                                Standing::superseded}) {
        for (const auto* rule : {five_before, last_day, after}) {
            EXPECT_THAT(moments(a_paper(standing), rule, "2021-06-30T00:00:00+07:00"), IsEmpty())
                << to_string(standing);
        }
    }
    auto undated = a_paper(Standing::open);
    undated.cycle.due.at.reset();
    EXPECT_THAT(moments(undated, five_before, "2021-06-30T00:00:00+07:00"), IsEmpty());
}

TEST(Reminders, what_was_not_open_yet_at_its_moment_is_not_asked_for) {
    auto row = a_paper(Standing::open);
    row.cycle.opens_at = at("2021-05-10T00:00:00+07:00");
    EXPECT_THAT(moments(row, five_before, "2021-05-12T00:00:00+07:00"), IsEmpty());
    EXPECT_THAT(moments(row, last_day, "2021-05-14T09:00:00+07:00"), SizeIs(1));
}

TEST(Reminders, each_audience_has_a_chain_by_time) {
    const auto found = chains(a_paper(Standing::overdue),
                              "[[reminder]]\nid = \"qua-han\"\nworking_days_after = 1\n"
                              "[[reminder]]\nid = \"cuoi\"\nlast_day = true\n"
                              "[[reminder]]\nid = \"tren\"\ndays_after = 3\nto = \"parent\"\n",
                              "2021-05-20T09:00:00+07:00");
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].to, ReminderAudience::unit);
    EXPECT_THAT(found[0].moments,
                ElementsAre(ReminderMoment{"cuoi", 1, at("2021-05-14T08:00:00+07:00")},
                            ReminderMoment{"qua-han", 1, at("2021-05-17T08:00:00+07:00")}));
    EXPECT_EQ(found[1].to, ReminderAudience::parent);
    EXPECT_THAT(found[1].moments, SizeIs(1));
}

/// Sent in time, returned on Monday, 17 May, and wanted again "trước ngày 26/5/2021": the last day
/// on time is Tuesday, 25 May.
Owed a_returned_paper() {
    auto row = a_paper(Standing::on_time);
    row.answers = {
        {1, at("2021-05-17T10:00:00+07:00"), at("2021-05-26T00:00:00+07:00"), std::nullopt, 0}};
    return row;
}
constexpr const char* of_answers =
    "[[reminder]]\nid = \"truoc\"\nof = \"answer\"\nworking_days_before = 2\n"
    "[[reminder]]\nid = \"cuoi\"\nof = \"answer\"\nlast_day = true\n"
    "[[reminder]]\nid = \"qua\"\nof = \"answer\"\nworking_days_after = 1\nevery = 5\nmost = 2\n";

TEST(Reminders, an_answer_to_a_return_is_reminded_of_by_its_own_term) {
    const auto found = chains(a_returned_paper(), of_answers, "2021-06-30T00:00:00+07:00");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].answer, a_returned_paper().answers.back());
    EXPECT_THAT(found[0].moments,
                ElementsAre(ReminderMoment{"truoc", 1, at("2021-05-21T08:00:00+07:00"), 1},
                            ReminderMoment{"cuoi", 1, at("2021-05-25T08:00:00+07:00"), 1},
                            ReminderMoment{"qua", 1, at("2021-05-26T08:00:00+07:00"), 1},
                            ReminderMoment{"qua", 2, at("2021-06-02T08:00:00+07:00"), 1}));
}

TEST(Reminders, what_was_answered_set_no_term_or_is_not_owed_any_more_is_left_alone) {
    const auto asked = [](const Owed& row) {
        return moments(row, of_answers, "2021-06-30T00:00:00+07:00");
    };
    auto row = a_returned_paper();
    row.answers[0].sent_at = at("2021-05-20T08:00:00+07:00");
    EXPECT_THAT(asked(row), IsEmpty());
    row = a_returned_paper();
    row.answers[0].again_before.reset();
    EXPECT_THAT(asked(row), IsEmpty());
    for (const auto standing : {Standing::excused, Standing::superseded}) {
        row = a_returned_paper();
        row.standing = standing;
        EXPECT_THAT(asked(row), IsEmpty());
    }
}

// The return itself said by when.
TEST(Reminders, a_moment_before_the_return_is_none) {
    auto row = a_returned_paper();
    row.answers[0].returned_at = at("2021-05-24T10:00:00+07:00");
    EXPECT_THAT(moments(row, of_answers, "2021-05-25T09:00:00+07:00"),
                ElementsAre("2021-05-25T08:00:00+07:00"));
}

TEST(Reminders, rules_of_the_paper_and_of_an_answer_do_not_mix) {
    EXPECT_THAT(moments(a_returned_paper(), after, "2021-06-30T00:00:00+07:00"), IsEmpty());
    EXPECT_THAT(moments(a_paper(Standing::overdue), of_answers, "2021-06-30T00:00:00+07:00"),
                IsEmpty());
}

TEST(Reminders, a_year_without_a_calendar_is_an_error_where_it_is_needed_and_only_there) {
    auto far = a_paper(Standing::open);
    far.cycle.due.at = at("2031-05-15T00:00:00+07:00");
    EXPECT_THAT(moments(far, five_before, "2026-05-15T00:00:00+07:00"), IsEmpty());
    const std::vector<Owed> rows{far};
    const auto needed = ledger::reminders_due(
        rows, rules(five_before), calendar::shipped_calendar(), at("2031-05-01T00:00:00+07:00"));
    ASSERT_FALSE(needed);
    EXPECT_EQ(needed.error().code(), ErrorCode::not_found);
}

TEST(Reminders, a_key_names_paper_rule_time_and_audience_and_begins_with_the_day) {
    const auto paper = a_paper(Standing::open).obligation.id;
    const ReminderMoment moment{"a", 1, at("2021-05-07T08:00:00+07:00")};
    const auto key = ledger::reminder_key(paper, moment, ReminderAudience::unit);
    EXPECT_THAT(key, testing::MatchesRegex("20210507-[0-9a-f]+"));
    EXPECT_LE(key.size(), 64U);
    auto again = moment;
    again.occurrence = 2;
    EXPECT_NE(key, ledger::reminder_key(paper, again, ReminderAudience::unit));
    EXPECT_NE(key, ledger::reminder_key(paper, moment, ReminderAudience::parent));
    auto answer = moment;
    answer.round = 1;
    const auto first = ledger::reminder_key(paper, answer, ReminderAudience::unit);
    answer.round = 2;
    EXPECT_NE(first, key);
    EXPECT_NE(first, ledger::reminder_key(paper, answer, ReminderAudience::unit))
        << "a paper may be returned twice";
    EXPECT_NE(key, ledger::reminder_key(ObligationId::of("x"), moment, ReminderAudience::unit));
}

struct BadRules {
    const char* text;
    const char* told;
};
constexpr BadRules bad_rules[] = {
    {"", "holds no reminder"},
    {"x = 1", "holds no reminder"},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\nx = 1\n", "line 4: there is no field 'x'"},
    {"[[reminder]]\nlast_day = true\n", "line 1: id is not a name"},
    {"[[reminder]]\nid = \"A\"\nlast_day = true\n", "line 2: id is not a name"},
    {"[[reminder]]\nid = \"a\"\n", "does not say when"},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\ndays_after = 1\n", "says when twice"},
    {"[[reminder]]\nid = \"a\"\nlast_day = false\n", "line 3: last_day is not true"},
    {"[[reminder]]\nid = \"a\"\ndays_before = 0\n",
     "line 3: days_before is not a whole number from 1"},
    {"[[reminder]]\nid = \"a\"\ndays_before = 251\n", "from 1 to 250"},
    {"[[reminder]]\nid = \"a\"\ndays_before = 1\nevery = 2\nmost = 2\n", "only a rule after"},
    {"[[reminder]]\nid = \"a\"\ndays_after = 1\nevery = 2\n", "stand together"},
    {"[[reminder]]\nid = \"a\"\ndays_after = 1\nevery = 2\nmost = 101\n", "from 1 to 100"},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\nto = \"all\"\n", "line 4: "},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\nof = \"all\"\n", "line 4: "},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\nhour = 8\n", "line 4: hour is not a time of day"},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\npapers = [\"x\"]\n", "line 4: "},
    {"[[reminder]]\nid = \"a\"\nlast_day = true\n[[reminder]]\nid = \"a\"\nlast_day = true\n",
     "line 4: two rules have the id 'a'"},
    {"[[reminder]\n", "line 1: not TOML"},
};

TEST(ReminderRules, one_fault_refuses_the_file_with_its_line_and_a_remedy) {
    for (const auto& [text, told] : bad_rules) {
        const auto parsed = ledger::parse_reminder_rules(text, "quy-tac.toml");
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code(), ErrorCode::malformed_input) << text;
        EXPECT_THAT(parsed.error().what(), HasSubstr(told)) << text;
        EXPECT_THAT(parsed.error().what(), HasSubstr("quy-tac.toml: ")) << text;
        EXPECT_FALSE(parsed.error().remedy().empty()) << text;
    }
}

TEST(ReminderRules, the_shipped_ones_are_sound) {
    EXPECT_THAT(ledger::shipped_reminder_rules(), SizeIs(7));
}

}  // namespace
}  // namespace tiendo::test
