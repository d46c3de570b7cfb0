#include "tiendo/ledger/stated.hpp"

#include "ledger/build.hpp"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::MergeRule;
using ledger::StatedValue;
using testing::HasSubstr;

StatedValue value(std::int64_t hundredths,
                  std::optional<std::int64_t> weight = {},
                  std::string_view when = "2021-05-12T10:00:00+07:00") {
    return {UnitId::of("u"),
            at(when),
            Decimal{hundredths},
            weight ? std::optional(Decimal::of(*weight)) : std::nullopt};
}
ledger::MergedValue merged(MergeRule rule, const std::vector<StatedValue>& values) {
    return ledger::merge({"c", "C", "", 5, rule, rule == MergeRule::weighted_mean ? "w" : "", ""},
                         values);
}

TEST(StatedFigures, a_sum_adds_up_exactly) {
    // 0,1 + 0,2 is 0,3, and not a hair more.
    EXPECT_EQ(merged(MergeRule::sum, {value(10), value(20)}).value, Decimal{30});
}

TEST(StatedFigures, a_rate_is_weighted_and_never_added) {
    // 90 % of 10 answers and 60 % of 30: 27 of 40 are 67,5 %; the plain mean would be 75 %.
    EXPECT_EQ(merged(MergeRule::weighted_mean, {value(9000, 10), value(6000, 30)}).value,
              Decimal{6750});
}

TEST(StatedFigures, a_mean_without_all_weights_is_none_and_says_why) {
    const auto mean = merged(MergeRule::weighted_mean, {value(9000, 10), value(6000)});
    EXPECT_FALSE(mean.value);
    EXPECT_FALSE(mean.why_not.empty());
    EXPECT_FALSE(merged(MergeRule::weighted_mean, {value(9000, 0)}).value);
}

TEST(StatedFigures, great_values_with_great_weights_do_not_overflow) {
    const auto most = ledger::StatedValue{
        UnitId::of("u"), {}, Decimal{number_limit * 100 - 1}, Decimal{number_limit * 100 - 1}};
    const std::vector<StatedValue> values(1000, most);
    EXPECT_EQ(merged(MergeRule::weighted_mean, values).value, most.value);
}

TEST(StatedFigures, one_thing_that_several_state_counts_once_where_they_agree) {
    EXPECT_EQ(merged(MergeRule::distinct, {value(500), value(500)}).value, Decimal{500});
    const auto differ = merged(MergeRule::distinct, {value(500), value(600)});
    EXPECT_FALSE(differ.value);
    EXPECT_THAT(differ.why_not, HasSubstr("khác nhau"));
}

TEST(StatedFigures, the_last_one_is_the_one_that_was_sent_last) {
    EXPECT_EQ(merged(MergeRule::last,
                     {value(700, {}, "2021-05-13T10:00:00+07:00"),
                      value(800, {}, "2021-05-12T10:00:00+07:00")})
                  .value,
              Decimal{700});
    EXPECT_FALSE(merged(MergeRule::last, {value(700), value(800)}).value);  // at one instant
}

TEST(StatedFigures, without_a_rule_there_is_no_total) {
    EXPECT_FALSE(merged(MergeRule::none, {value(1)}).value);
}

TEST(StatedFigures, the_shipped_rules_are_sound_and_give_every_weight_a_rule) {
    const auto& rules = ledger::shipped_figure_rules();
    ASSERT_GT(rules.size(), 10U);
    for (const auto& rule : rules) {
        EXPECT_FALSE(rule.source.empty()) << rule.code;
        if (!rule.weight.empty()) {
            EXPECT_NE(ledger::find_rule(rules, rule.weight), nullptr) << rule.code;
        }
    }
}

TEST(StatedFigures, a_file_with_a_slip_is_refused_with_its_line) {
    const auto refused = [](std::string_view text) {
        const auto rules = ledger::parse_figure_rules(text, "so-lieu.toml");
        return rules ? std::string("taken") : rules.error().what();
    };
    constexpr std::string_view end = "source = \"x\"\nchecked = 2026-11-20\n";
    const auto rule = [&](std::string_view fields) {
        return "[[figure]]\n" + std::string(fields) + "\n" + std::string(end);
    };
    EXPECT_THAT(refused(rule("code=\"a\"\nname=\"A\"\nmerge=\"average\"")),
                HasSubstr("so-lieu.toml: line 1: merge: 'average' is not a merge rule"));
    EXPECT_THAT(refused(rule("code=\"a\"\nname=\"A\"\nmerge=\"weighted_mean\"")),
                HasSubstr("a weight"));
    EXPECT_THAT(refused(rule("code=\"a\"\nname=\"A\"\nmerge=\"sum\"\nmege=\"x\"")),
                HasSubstr("no field 'mege'"));
    EXPECT_THAT(refused("[[figure]]\ncode=\"a\"\nname=\"A\"\nmerge=\"sum\"\n"),
                HasSubstr("no 'source'"));
    const auto good = rule("code=\"a\"\nname=\"A\"\nmerge=\"sum\"");
    EXPECT_THAT(refused(good + good), HasSubstr("two rules"));
    EXPECT_THAT(refused(good), "taken");
    EXPECT_THAT(refused("so = 1"), HasSubstr("other things"));
    EXPECT_THAT(refused("[[figure]"), HasSubstr("line 1"));
}

}  // namespace
