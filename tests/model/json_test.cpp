#include "tiendo/model/json.hpp"

#include "model/any_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace tiendo {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// --- what is written is read back ---------------------------------------------------------------

template <typename T>
class JsonOf : public testing::Test {};
using Types = testing::Types<Plan,
                             Doubt,
                             Unit,
                             Cycle,
                             Duty,
                             Obligation,
                             Submission,
                             Evidence,
                             Measure,
                             JournalEntry,
                             Record>;
TYPED_TEST_SUITE(JsonOf, Types);

TYPED_TEST(JsonOf, any_value_reads_back_equal_and_writes_the_same_bytes) {
    constexpr std::uint64_t seeds = 200;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const auto value = test::Dice(seed).any<TypeParam>();
        const auto text = to_json(value);
        EXPECT_EQ(text.find('\n'), std::string::npos) << "one line";
        const auto back = from_json<TypeParam>(text);
        ASSERT_TRUE(back) << "seed " << seed << ": " << back.error() << "\n" << text;
        ASSERT_TRUE(*back == value) << "seed " << seed << "\n" << text;
        EXPECT_EQ(to_json(*back), text);
    }
}

TYPED_TEST(JsonOf, a_text_cut_anywhere_is_refused) {
    const auto text = to_json(test::Dice(7).any<TypeParam>());
    const auto step = std::max<std::size_t>(1, text.size() / 500);
    for (std::size_t size = 0; size < text.size(); size += step) {
        const auto back = from_json<TypeParam>(std::string_view(text).substr(0, size));
        ASSERT_FALSE(back) << size << " bytes of " << text;
        EXPECT_EQ(back.error().code(), ErrorCode::malformed_input);
    }
}

TYPED_TEST(JsonOf, an_unknown_key_is_refused_by_its_name) {
    auto text = to_json(test::Dice(7).any<TypeParam>());
    text.insert(1, R"("no_such_key":1,)");
    const auto back = from_json<TypeParam>(text);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().message(), "the key 'no_such_key' is not known");
}

TYPED_TEST(JsonOf, what_is_no_object_is_refused) {
    for (const auto* text : {"", " ", "null", "[]", "1", "\"a\"", "{", "{}{}", "{} x", "\xFF"}) {
        const auto back = from_json<TypeParam>(text);
        ASSERT_FALSE(back) << text;
        EXPECT_EQ(back.error().code(), ErrorCode::malformed_input);
    }
}

// --- the form -----------------------------------------------------------------------------------

TEST(Json, keys_stand_in_a_fixed_order) {
    const Duty duty{.id = DutyId::of("ke-hoach-118/II.5-1/ubnd-phuong-7"),
                    .plan = PlanId::of("ke-hoach-118"),
                    .node = NodeId::of("II.5-1"),
                    .unit = UnitId::of("ubnd-phuong-7"),
                    .role = Role::coordinate,
                    .source = AssigneeSource::stated,
                    .collective = "15-phuong",
                    .doubtful = true};
    EXPECT_EQ(to_json(duty),
              R"({"id":"ke-hoach-118/II.5-1/ubnd-phuong-7","plan":"ke-hoach-118","node":"II.5-1",)"
              R"("unit":"ubnd-phuong-7","role":"coordinate","source":"explicit",)"
              R"("collective":"15-phuong","doubtful":true,)"
              R"("since":null,"until":null,"because":null})");
}

TEST(Json, control_characters_and_quotes_are_escaped_and_vietnamese_is_not) {
    Doubt doubt;
    doubt.text = "\"Ủy ban\" \\\n\t\x01";
    EXPECT_THAT(to_json(doubt), HasSubstr(R"("text":"\"Ủy ban\" \\\n\t\u0001")"));
}

TEST(Json, an_escaped_letter_reads_as_the_letter) {
    const auto doubt = from_json<Doubt>(
        R"({"code":"a","where":"","text":"\u1ee6y \ud83d\ude00","choice":"","span":null})");
    ASSERT_TRUE(doubt) << doubt.error();
    EXPECT_EQ(doubt->text, "Ủy 😀");
}

TEST(Json, keys_may_come_in_any_order_and_an_absent_optional_is_none) {
    const auto doubt = from_json<Doubt>(R"({"text":"b","choice":"","where":"", "code":"a"})");
    ASSERT_TRUE(doubt) << doubt.error();
    EXPECT_EQ(doubt->code, "a");
    EXPECT_FALSE(doubt->span.has_value());
}

// --- strictness ---------------------------------------------------------------------------------

/// A sound plan with one node, in which `from` is replaced by `to`.
std::string plan_with(std::string_view from, std::string_view to) {
    Plan plan;
    auto& node = plan.nodes.emplace_back();
    node.id = NodeId::of("I");
    node.dimension = 3;
    node.assignees.emplace_back().unit_key = "phong-noi-vu";
    node.deadlines.emplace_back().recurring = MonthDay{.month = 5, .day = 15};
    auto text = to_json(plan);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

struct Fault {
    const char* from;
    const char* to;
    const char* what;
};
void PrintTo(const Fault& each, std::ostream* out) {
    *out << each.what << " from " << each.to;
}
constexpr Fault faults[] = {
    {R"("id":"I")", R"("id":7)", "nodes[0]: id: is a number, not a string"},
    {R"("id":"I")", R"("id":"")", "nodes[0]: id: '' is not a node id: it is empty"},
    {R"("id":"I")", R"("id":null)", "nodes[0]: id: is null, not a string"},
    {R"("id":"I",)", "", "nodes[0]: the key 'id' is missing; add it"},
    {R"("level":"paragraph")",
     R"("level":"Paragraph")",
     "nodes[0]: level: 'Paragraph' is not a node level; use one of: part, dimension, block, "
     "bullet, sub_bullet, paragraph, organisation_item"},
    {R"("dimension":3)",
     R"("dimension":3.5)",
     "nodes[0]: dimension: is a number with a fraction or out of range, not a whole number in "
     "range"},
    {R"("dimension":3)",
     R"("dimension":3000000000)",
     "nodes[0]: dimension: is a number out of range, not a whole number in range"},
    {R"("dimension":3)",
     R"("dimension":"3")",
     "nodes[0]: dimension: is a string, not a whole number in range"},
    {R"("marker_start":0)",
     R"("marker_start":-1)",
     "nodes[0]: marker_start: is a number out of range, not a whole number in range"},
    {R"("head":false)",
     R"("head":0)",
     "nodes[0]: assignees[0]: head: is a number, not true or false"},
    {R"("type":"ongoing")",
     R"("type":["ongoing"])",
     "nodes[0]: deadlines[0]: type: is an array, not a string"},
    {R"("month":5)",
     R"("month":13)",
     "nodes[0]: deadlines[0]: recurring: there is no 15/13; "
     "correct the day or the month"},
    {R"("month":5)",
     R"("month":5,"year":1)",
     "nodes[0]: deadlines[0]: recurring: the key 'year' is not known; known keys are month, day"},
    {R"("scope":{"begin":0,"end":0})",
     R"("scope":{"begin":2,"end":1})",
     "nodes[0]: scope: ends at 1, before its begin 2"},
    {R"("scope":{"begin":0,"end":0})",
     R"("scope":[0,0])",
     "nodes[0]: scope: is an array, not an object"},
    {R"("split_gaps":[])",
     R"("split_gaps":{})",
     "nodes[0]: split_gaps: is an object, not an array"},
    {R"("split_gaps":[])",
     R"("split_gaps":[null])",
     "nodes[0]: split_gaps[0]: is null, not an object"},
    {R"("date":null)",
     R"("date":"2021-02-30")",
     "date: '2021-02-30' is not a date; write it as year-month-day, 2021-05-15"},
    {R"("source_bytes":0)",
     R"("source_bytes":true)",
     "source_bytes: is true or false, not a whole number in range"},
};
class PlanFault : public testing::TestWithParam<Fault> {};
TEST_P(PlanFault, is_refused_by_its_place) {
    const auto plan = from_json<Plan>(plan_with(GetParam().from, GetParam().to));
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(plan.error().what(), StartsWith(GetParam().what));
}
INSTANTIATE_TEST_SUITE_P(Json, PlanFault, testing::ValuesIn(faults));

TEST(Json, thirty_levels_are_read_far_enough_to_name_the_fault_and_a_hundred_are_refused) {
    const auto nested = [](std::size_t depth) {
        return plan_with(R"("recipients":[])",
                         R"("recipients":)" + std::string(depth, '[') + std::string(depth, ']'));
    };
    EXPECT_THAT(from_json<Plan>(nested(30)).error().what(),
                HasSubstr("recipients[0]: is an array"));
    EXPECT_THAT(from_json<Plan>(nested(100)).error().what(), HasSubstr("nested deeper than 32"));
    EXPECT_FALSE(from_json<Plan>(std::string(1'000'000, '[')));
}

TEST(Json, a_text_over_64_mebibytes_is_refused_unread) {
    const std::string text(std::size_t{64} * 1024 * 1024 + 1, ' ');
    EXPECT_EQ(from_json<Plan>(text).error().message(), "the JSON text is longer than 64 MiB");
}

TEST(Json, text_that_is_not_utf8_is_refused) {
    EXPECT_FALSE(from_json<Plan>(plan_with(R"("title":"")", "\"title\":\"Qu\xAC\"")));
    EXPECT_FALSE(from_json<Plan>(plan_with(R"("title":"")", R"("title":"\ud800")")));
}

TEST(Json, the_cycle_that_no_sentence_ordered_has_an_empty_source_node) {
    auto cycle = test::Dice(1).any<Cycle>();
    cycle.source_node = NodeId();
    const auto back = from_json<Cycle>(to_json(cycle));
    ASSERT_TRUE(back) << back.error();
    EXPECT_TRUE(back->source_node.empty());
}

TEST(Json, codes_of_a_unit_keep_their_systems) {
    Unit unit;
    unit.id = UnitId::of("ubnd-phuong-7");
    unit.states.front().codes = {{"one-stop", "000.07.12.H99"}, {"document", "H99.07"}};
    EXPECT_THAT(to_json(unit),
                HasSubstr(R"("codes":{"document":"H99.07","one-stop":"000.07.12.H99"})"));
    auto text = to_json(unit);
    text.replace(text.find(R"("H99.07")"), 8, "7");
    EXPECT_EQ(from_json<Unit>(text).error().what(),
              "states[0]: codes: document: is a number, not a string");
}

}  // namespace
}  // namespace tiendo
