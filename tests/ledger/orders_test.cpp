// Rules that a person orders for sentences which recur without a day.
#include "ledger/recurring.hpp"

#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/office_clock.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// What a phrase of a plan orders, once the reader has read it: how many papers a year, and the due
/// instant of the first and the last of 2024, a leap year.
struct Phrase {
    std::string_view words;
    Period cycle;
    std::optional<int> day_of_month;
    std::string_view rule;  ///< that a person orders; empty: the phrase states its day
    std::size_t papers;
    std::string_view first;
    std::string_view last;
};
void PrintTo(const Phrase& each, std::ostream* out) {
    *out << each.words << " by " << each.rule;
}

constexpr std::string_view phrase_rules = R"([[rule]]
id = "sau-thang"
name = "Báo cáo tháng"
law = "Quy chế giả định 2/2023"
article = "Điều 4"
every = "month"
due = { after = "period-end", count = 2, unit = "working-day", counts_from = "next-day" }
[[rule]]
id = "sau-thang-hai"
name = "Báo cáo quý"
law = "Quy chế giả định 2/2023"
article = "Điều 5"
every = "quarter"
due = { after = "window-end", count = 2, unit = "working-day", counts_from = "next-day" }
window = { day = 15, months_before = 1 }
[[rule]]
id = "nua-nam"
name = "Báo cáo 06 tháng"
law = "Quy chế giả định 2/2023"
article = "Điều 6"
every = "half_year"
due = { day = 20, months_after = 0, wording = "by" }
[[rule]]
id = "nam"
name = "Báo cáo năm"
law = "Quy chế giả định 2/2023"
article = "Điều 7"
every = "year"
due = { month = 12, day = 14, wording = "before" }
)";

class Phrases : public testing::TestWithParam<Phrase> {};

TEST_P(Phrases, give_the_papers_of_a_leap_year) {
    const auto& phrase = GetParam();
    auto deadline = recurring(std::string(phrase.words), phrase.cycle);
    deadline.day_of_month = phrase.day_of_month;
    deadline.exclusive = true;
    auto options = adopt_2021();
    options.as_of = Date::of(2023, 12, 31);
    options.years = {2024};
    if (!phrase.rule.empty()) {
        options.orders = {ordered(std::string(phrase.rule))};
    }
    const auto adoption = derived_by(
        book_of(phrase_rules), recurring_plan(std::string(phrase.words), {deadline}), options);
    ASSERT_EQ(adoption.cycles.size(), phrase.papers);
    EXPECT_EQ(adoption.cycles.front().due.at, at(phrase.first));
    EXPECT_EQ(adoption.cycles.back().due.at, at(phrase.last));
    EXPECT_EQ(adoption.obligations.size(), phrase.papers * 14);
    EXPECT_THAT(codes_of(adoption.doubts), testing::Not(testing::Contains("no-day-stated")));
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Phrases,
    testing::Values(
        // The figures close on 14/3/2024: Friday the 15th and Monday. On 14/12, a Saturday:
        // Monday and Tuesday.
        Phrase{"định kỳ hàng quý",
               Period::quarter,
               {},
               "sau-thang-hai",
               4,
               "2024-03-19T00:00:00+07:00",
               "2024-12-18T00:00:00+07:00"},
        Phrase{"06 tháng",
               Period::half_year,
               {},
               "nua-nam",
               2,
               "2024-06-21T00:00:00+07:00",
               "2024-12-21T00:00:00+07:00"},
        Phrase{"hằng năm",
               Period::year,
               {},
               "nam",
               1,
               "2024-12-14T00:00:00+07:00",
               "2024-12-14T00:00:00+07:00"},
        Phrase{"trước ngày 15 hằng tháng",
               Period::month,
               15,
               "",
               12,
               "2024-01-15T00:00:00+07:00",
               "2024-12-15T00:00:00+07:00"},
        // 29 February is the last day of a month of its own: "chậm nhất ngày 29" has it.
        Phrase{"trước ngày 31 hằng tháng",
               Period::month,
               31,
               "",
               12,
               "2024-01-31T00:00:00+07:00",
               "2024-12-31T00:00:00+07:00"},
        // January ends on a Wednesday: Thursday and Friday. December on a Tuesday; 1 January is
        // off: Thursday and Friday of the year after.
        Phrase{"chậm nhất 02 ngày làm việc sau khi hết tháng",
               Period::month,
               {},
               "sau-thang",
               12,
               "2024-02-03T00:00:00+07:00",
               "2025-01-04T00:00:00+07:00"}));

TEST(Orders, february_of_a_leap_year_ends_on_the_29th) {
    auto options = adopt_2021();
    options.as_of = Date::of(2022, 12, 31);
    options.years = {2023, 2024};
    options.orders = {ordered("sau-thang")};
    const auto adoption =
        derived_by(book_of(phrase_rules), recurring_plan("hằng tháng", Period::month), options);
    ASSERT_THAT(adoption.cycles, SizeIs(24));
    // 28/2/2023 is a Tuesday, 29/2/2024 a Thursday.
    EXPECT_EQ(adoption.cycles[1].due.at, at("2023-03-03T00:00:00+07:00"));
    EXPECT_EQ(adoption.cycles[13].due.at, at("2024-03-05T00:00:00+07:00"));
}

TEST(Orders, half_year_and_year_of_one_sentence_have_a_rule_each) {
    auto options = adopt_2021();
    options.orders = {ordered("nua-nam"), ordered("nam")};
    const auto rules = book_of(phrase_rules);
    const auto plan = recurring_plan(
        "06 tháng và hằng năm",
        {recurring("06 tháng", Period::half_year), recurring("hằng năm", Period::year)});
    const auto adoption = derived_by(rules, plan, options);
    std::vector<std::string> ids;
    for (const auto& each : adoption.cycles) {
        ids.push_back(each.id.str());
    }
    EXPECT_THAT(ids, ElementsAre("2021-half-1", "2021-half-2", "2021-year"));
    EXPECT_THAT(codes_of(adoption.doubts), testing::Each("window-not-stated"));
    options.orders.pop_back();
    const auto half = derived_by(rules, plan, options);
    EXPECT_THAT(codes_of(half.doubts), testing::Contains("no-day-stated")) << "of the year";
}

TEST(Orders, keep_window_steps_and_the_sentence_with_who_ordered_the_rule) {
    auto options = adopt_2021();
    options.orders = {ordered("quy")};
    const auto rules = book_of(quarterly_rules);
    const auto adoption = derived_by(rules, recurring_plan("hàng quý", Period::quarter), options);
    ASSERT_THAT(adoption.cycles, SizeIs(4));
    const auto& second = adoption.cycles[1];
    EXPECT_EQ(second.id, CycleId::of("2021-quarter-2"));
    EXPECT_EQ(second.window, (Window{Date::of(2021, 3, 15), Date::of(2021, 6, 14)}));
    EXPECT_THAT(second.window_choice, HasSubstr("Điều 3 Quy chế giả định 1/2021"));
    EXPECT_THAT(second.due.steps.front().source,
                testing::AllOf(HasSubstr("Quy chế giả định 1/2021"),
                               HasSubstr("mục III.1"),
                               HasSubstr("Phòng Nội vụ"),
                               HasSubstr("theo quy chế báo cáo của quận")));
    const auto reckoning = reckoning_by(rules);
    const auto office =
        calendar::OfficeClock::build(reckoning.calendar, reckoning.hours, UnitKind::ward);
    EXPECT_EQ(*calendar::replay(second.due.steps, *office), second.due.at);
    EXPECT_THAT(adoption.doubts, IsEmpty());
}

TEST(Orders, a_rule_that_leaves_the_day_to_another_text_is_asked_about_and_gives_no_due_instant) {
    auto options = adopt_2021();
    options.orders = {ordered("bao-cao-quy")};
    const auto adoption = derived(recurring_plan("hàng quý", Period::quarter), options);
    ASSERT_THAT(adoption.cycles, SizeIs(4));
    EXPECT_FALSE(adoption.cycles[0].due.at);
    EXPECT_EQ(adoption.cycles[0].window, (Window{Date::of(2020, 12, 15), Date::of(2021, 3, 14)}));
    EXPECT_THAT(codes_of(adoption.doubts), ElementsAre("rule-asks"));
}

// "chậm nhất 02 ngày làm việc sau khi hết tháng": a reader need not have found what recurs in it.
TEST(Orders, a_sentence_in_which_nothing_was_recognised_takes_a_rule) {
    auto options = adopt_2021();
    options.orders = {ordered("sau-thang")};
    const auto adoption = derived_by(
        book_of(phrase_rules),
        recurring_plan("chậm nhất 02 ngày làm việc sau khi hết tháng", std::vector<Deadline>()),
        options);
    ASSERT_THAT(adoption.cycles, SizeIs(12));
    EXPECT_EQ(adoption.cycles[0].name, "Báo cáo tháng 1 năm 2021");
    // 31/1/2021 is a Sunday: Monday and Tuesday.
    EXPECT_EQ(adoption.cycles[0].due.at, at("2021-02-03T00:00:00+07:00"));
    EXPECT_EQ(adoption.obligations.size(), 12U * 14U);
}

TEST(Orders, answer_what_the_rule_asks) {
    const auto rules = book_of(R"([[rule]]
id = "quy"
name = "Báo cáo quý"
law = "Quy chế giả định 3/2021"
article = "Điều 8"
every = "quarter"
due = { after = "period-end", count = 5, unit = "unknown", counts_from = "unknown" }
)");
    const auto plan = recurring_plan("hàng quý", Period::quarter);
    auto options = adopt_2021();
    options.orders = {ordered("quy")};
    const auto asked = derived_by(rules, plan, options);
    EXPECT_THAT(codes_of(asked.doubts), ElementsAre("rule-asks", "rule-asks"));
    EXPECT_FALSE(asked.cycles.at(0).due.at);
    options.orders[0].choices = {{"unit", "working-day", "Văn phòng UBND", "theo thông lệ"},
                                 {"counts-from", "next-day", "Văn phòng UBND", "theo thông lệ"}};
    const auto told = derived_by(rules, plan, options);
    EXPECT_THAT(told.doubts, IsEmpty());
    // 31/3/2021 is a Wednesday: Thursday, Friday, Monday, Tuesday, Wednesday.
    EXPECT_EQ(told.cycles.at(0).due.at, at("2021-04-08T00:00:00+07:00"));
}

TEST(Orders, refuse_what_fits_no_sentence) {
    const auto plan = recurring_plan("hàng quý, trước ngày 15 hằng tháng",
                                     {recurring("hàng quý", Period::quarter), [] {
                                          auto dated = recurring("hằng tháng", Period::month);
                                          dated.day_of_month = 15;
                                          return dated;
                                      }()});
    struct Wrong {
        ledger::RuleOrder order;
        ErrorCode code;
    };
    std::vector<Wrong> wrong;
    wrong.push_back({ordered("quy-khong-co"), ErrorCode::not_found});
    wrong.push_back({ordered("bao-cao-nam"), ErrorCode::not_found});
    wrong.push_back({ordered("bao-cao-thang"), ErrorCode::conflict});
    wrong.push_back({ordered("1022-chuyen"), ErrorCode::malformed_input});
    wrong.push_back({ordered("bao-cao-quy"), ErrorCode::not_found});
    wrong.back().order.node = NodeId::of("III.9");
    wrong.push_back({ordered("bao-cao-quy"), ErrorCode::malformed_input});
    wrong.back().order.reason.clear();
    wrong.push_back({ordered("bao-cao-quy"), ErrorCode::malformed_input});
    wrong.back().order.choices = {{"unit", "working-day", "Phòng Nội vụ", "giả định"}};
    for (const auto& each : wrong) {
        auto options = adopt_2021();
        options.orders = {each.order};
        const auto refused =
            ledger::derive(plan.plan(), shipped("units.toml"), shipped_reckoning(), options);
        ASSERT_FALSE(refused) << each.order.rule;
        EXPECT_EQ(refused.error().code(), each.code) << refused.error().explain();
    }
}

TEST(Windows, a_paper_that_is_due_before_its_window_ends_is_legal_and_pointed_out) {
    auto options = adopt_2021();
    options.windows = {half_year_window()};
    options.windows[0].choice.window = {Date::of(2020, 12, 15), Date::of(2021, 6, 14)};
    const auto adoption = derived(district_plan(), options);
    const auto told = std::ranges::find(adoption.doubts, "due-before-window-end", &Doubt::code);
    ASSERT_NE(told, adoption.doubts.end());
    EXPECT_EQ(told->where, "2021-half-year");
    EXPECT_THAT(told->text, testing::AllOf(HasSubstr("14/5/2021"), HasSubstr("14/6/2021")));
    options.windows[0].choice.window.last = Date::of(2021, 5, 14);
    EXPECT_THAT(codes_of(derived(district_plan(), options).doubts),
                testing::Not(testing::Contains("due-before-window-end")));
}

}  // namespace
