#include "units/history_build.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using units::Carried;
using units::Figure;

const auto in_2020 = Date::of(2020, 6, 1);
const auto in_2021 = Date::of(2021, 6, 1);

Figure figure(std::string_view unit, std::int64_t amount) {
    return {UnitId::of(unit), amount, false};
}
Figure estimate(std::string_view unit, std::int64_t amount) {
    return {UnitId::of(unit), amount, true};
}
Carried carried(const units::History& history,
                const std::vector<Figure>& figures,
                Date from,
                Date to) {
    auto result = units::carry(history, figures, from, to);
    EXPECT_TRUE(result) << result.error();
    return result ? std::move(*result) : Carried{};
}

const std::vector<Figure> of_2020{figure("ubnd-1", 10), figure("ubnd-2", 20), figure("ubnd-3", 7)};

TEST(Carry, across_a_merger_adds_up_exactly) {
    auto history = small_map();
    enter(history, merger);
    const auto table = carried(history, of_2020, in_2020, in_2021);
    EXPECT_THAT(table.figures, ElementsAre(figure("ubnd-1", 10), figure("ubnd-2", 27)));
    EXPECT_THAT(table.uncarried, IsEmpty());
}

TEST(Carry, leaves_what_both_had_before_a_merger_as_it_was) {
    // dhis2-core#20438: merging was made for an empty target, and what the target had is in doubt.
    auto history = small_map();
    enter(history, merger);
    EXPECT_EQ(carried(history, of_2020, in_2020, in_2020).figures, of_2020);
    EXPECT_EQ(carried(history, of_2020, in_2020, in_2021).figures.back(), figure("ubnd-2", 27));
}

TEST(Carry, back_across_a_merger_of_unknown_parts_gives_nobody_a_figure) {
    auto history = small_map();
    enter(history, merger);
    const auto table =
        carried(history, {figure("ubnd-1", 10), figure("ubnd-2", 27)}, in_2021, in_2020);
    EXPECT_THAT(table.figures, ElementsAre(figure("ubnd-1", 10)));
    ASSERT_EQ(table.uncarried.size(), 1U);
    EXPECT_EQ(table.uncarried.front().amount, 27);
    EXPECT_EQ(table.uncarried.front().event, UnitEventId::of("merger"));
    EXPECT_THAT(words(table.uncarried.front().candidates), ElementsAre("ubnd-2", "ubnd-3"));
    EXPECT_THAT(table.uncarried.front().reason, HasSubstr("chưa có văn bản nào nêu phần"));
}

TEST(Carry, stays_on_its_map_where_nothing_lies_between) {
    auto history = small_map();
    enter(history, merger);
    // The figures of the eve are those of the old map, those of the day of the new one.
    EXPECT_EQ(carried(history, of_2020, in_2020, Date::of(2020, 12, 31)).figures, of_2020);
    EXPECT_EQ(carried(history, of_2020, in_2020, Date::of(2021, 1, 1)).figures.size(), 2U);
}

TEST(Carry, leaves_a_part_of_unknown_shares_by_itself_with_the_reason) {
    // Phường 14 of Quận 10 in 2025: not apportioned until a person states the shares.
    auto history = small_map();
    enter(history, split);
    const auto table = carried(history, of_2020, in_2020, in_2021);
    EXPECT_THAT(table.figures, ElementsAre(figure("ubnd-1", 10), figure("ubnd-2", 20)));
    ASSERT_EQ(table.uncarried.size(), 1U);
    const auto& part = table.uncarried.front();
    EXPECT_EQ(part.unit, UnitId::of("ubnd-3"));
    EXPECT_EQ(part.amount, 7);
    EXPECT_FALSE(part.estimate);
    EXPECT_THAT(words(part.candidates), ElementsAre("ubnd-1", "ubnd-2"));
    EXPECT_EQ(part.reason,
              "Ủy ban nhân dân Phường 3: tỷ lệ chia ngày 1/1/2021 chưa có văn bản nào nêu");
}

TEST(Carry, finds_the_place_again_where_a_later_merger_brings_all_heirs_together) {
    auto history = small_map();
    enter(history, split);
    enter(history, R"(
[[event]]
id = "later"
day = 2022-01-01
legal_basis = "NQ"
[[event.step]]
do = "merge"
units = ["p1"]
into = "p2"
[[event.step]]
do = "merge"
units = ["ubnd-1"]
into = "ubnd-2"
duties = "inherited"
)");
    const auto table = carried(history, of_2020, in_2020, Date::of(2022, 1, 1));
    EXPECT_THAT(table.figures, ElementsAre(figure("ubnd-2", 37)));
    EXPECT_THAT(table.uncarried, IsEmpty());
}

TEST(Carry, apportions_by_stated_shares_keeps_the_total_and_says_estimate) {
    auto history = small_map();
    enter(history, split);
    enter(history, amendment("split", R"(
[[event.state]]
unit = "p3"
parts = [{ unit = "p1", share = "1/3" }, { unit = "p2", share = "2/3" }]
)"));
    // 7 by 1/3 and 2/3 is 2.33 and 4.67: the larger remainder gets the one that is left.
    const auto table = carried(history, of_2020, in_2020, in_2021);
    EXPECT_THAT(table.figures, ElementsAre(estimate("ubnd-1", 12), estimate("ubnd-2", 25)));
    EXPECT_THAT(table.uncarried, IsEmpty());
    // As known before the amendment, it still stands by itself.
    EXPECT_EQ(carried(history.known(1), of_2020, in_2020, in_2021).uncarried.size(), 1U);
}

TEST(Carry, apportions_the_known_shares_and_leaves_the_rest) {
    auto history = small_map();
    enter(history, event(R"(
[[event.step]]
do = "create"
unit = { id = "p4", name = "Phường 4", kind = "territory", parent = "quan" }
[[event.step]]
do = "change"
unit = "ubnd-3"
territory = "p4"
[[event.step]]
do = "split"
unit = "p3"
into = [{ unit = "p1", share = "0.5" }, { unit = "p2" }, { unit = "p4" }]
)"));
    const auto table = carried(history, {figure("p3", 9)}, in_2020, in_2021);
    EXPECT_THAT(table.figures, ElementsAre(estimate("p1", 5)));
    ASSERT_EQ(table.uncarried.size(), 1U);
    EXPECT_EQ(table.uncarried.front().amount, 4);
    EXPECT_THAT(words(table.uncarried.front().candidates), ElementsAre("p2", "p4"));
}

const auto part_transfer = event(R"(
[[event.step]]
do = "transfer"
from = "p1"
to = "p2"
share = "0.2"
back = "1/11"
by = "population"
)");

TEST(Carry, across_a_part_transfer_leaves_the_rest_with_the_giver) {
    auto history = small_map();
    enter(history, part_transfer);
    EXPECT_THAT(carried(history, {figure("p1", 50), figure("p2", 100)}, in_2020, in_2021).figures,
                ElementsAre(estimate("p1", 40), estimate("p2", 110)));
    EXPECT_THAT(carried(history, {figure("p1", 40), figure("p2", 110)}, in_2021, in_2020).figures,
                ElementsAre(estimate("p1", 50), estimate("p2", 100)));
}

TEST(Carry, back_across_a_split_into_new_units_adds_up_exactly) {
    auto history = small_map();
    enter(history, event(R"(
[[event.step]]
do = "create"
unit = { id = "ban-a", name = "Ban A", kind = "office", parent = "ubnd-quan" }
[[event.step]]
do = "create"
unit = { id = "ban-b", name = "Ban B", kind = "office", parent = "ubnd-quan" }
[[event.step]]
do = "split"
unit = "phong"
into = ["ban-a", "ban-b"]
duties = "shared"
)"));
    EXPECT_THAT(
        carried(history, {figure("ban-a", 3), figure("ban-b", 4)}, in_2021, in_2020).figures,
        ElementsAre(figure("phong", 7)));
}

TEST(Carry, leaves_what_a_closed_or_a_new_unit_has_by_itself) {
    auto history = small_map();
    enter(history, event(R"(
[[event.step]]
do = "create"
unit = { id = "ban-a", name = "Ban A", kind = "office", parent = "ubnd-quan" }
[[event.step]]
do = "abolish"
unit = "phong"
duties = "closed"
reason = "chuyển lên thành phố"
)"));
    const auto later = carried(history, {figure("phong", 7)}, in_2020, in_2021);
    EXPECT_THAT(later.figures, IsEmpty());
    ASSERT_EQ(later.uncarried.size(), 1U);
    EXPECT_THAT(later.uncarried.front().reason, HasSubstr("không có đơn vị kế tục (chuyển lên"));
    const auto earlier = carried(history, {figure("ban-a", 5)}, in_2021, in_2020);
    ASSERT_EQ(earlier.uncarried.size(), 1U);
    EXPECT_THAT(earlier.uncarried.front().reason, HasSubstr("trước ngày 1/1/2021 chưa có"));
}

TEST(Carry, knows_the_ends_and_successors_that_a_list_without_events_states) {
    const auto history = history_in(R"(
[[unit]]
id = "a"
name = "A"
kind = "ward"
valid_to = 2020-12-31
successors = ["b"]
[[unit]]
id = "b"
name = "B"
kind = "ward"
)");
    EXPECT_THAT(carried(history, {figure("a", 1), figure("b", 2)}, in_2020, in_2021).figures,
                ElementsAre(figure("b", 3)));
}

TEST(Carry, goes_on_through_an_heir_that_ended_on_the_same_day) {
    const auto history = history_in(R"(
[[unit]]
id = "a"
name = "A"
kind = "ward"
valid_to = 2020-12-31
successors = ["b"]
[[unit]]
id = "b"
name = "B"
kind = "ward"
valid_to = 2020-12-31
successors = ["c"]
[[unit]]
id = "c"
name = "C"
kind = "ward"
valid_from = 2021-01-01
)");
    EXPECT_THAT(carried(history, {figure("a", 1), figure("b", 2)}, in_2020, in_2021).figures,
                ElementsAre(figure("c", 3)));
    EXPECT_EQ(*registry_of(history).successor_on(UnitId::of("a"), in_2021), UnitId::of("c"));
}

TEST(Carry, of_nothing_is_nothing_however_it_is_divided) {
    auto history = small_map();
    enter(history, split);
    const auto table = carried(history, {figure("p3", 0)}, in_2020, in_2021);
    EXPECT_THAT(table.figures, ElementsAre(figure("p1", 0), figure("p2", 0)));
    EXPECT_THAT(table.uncarried, IsEmpty());
}

TEST(Carry, refuses_figures_of_another_map_or_given_twice) {
    auto history = small_map();
    enter(history, merger);
    const auto late = units::carry(history, of_2020, in_2021, in_2020);
    ASSERT_FALSE(late);
    EXPECT_THAT(late.error().what(), HasSubstr("unit 'ubnd-3': it does not exist on 2021-06-01"));
    const std::vector twice{figure("p1", 1), figure("p1", 2)};
    EXPECT_EQ(units::carry(history, twice, in_2020, in_2021).error().code(),
              ErrorCode::malformed_input);
    const std::vector huge{figure("p2", INT64_MAX), figure("p3", 1)};
    EXPECT_EQ(units::carry(history, huge, in_2020, in_2021).error().code(), ErrorCode::conflict);
}

TEST(Apportion, is_the_largest_remainder_by_hand) {
    using units::apportion;
    using units::Share;
    // Worked out on paper: quotas 4.5, 3.5, 2 of 10 → 4 3 2, one left, the first of equals has it.
    const std::vector<Share> shares{{45, 100}, {35, 100}, {20, 100}};
    EXPECT_THAT(apportion(10, shares), ElementsAre(5, 3, 2));
    EXPECT_THAT(apportion(-10, shares), ElementsAre(-5, -3, -2));
    const std::vector<Share> thirds(3, Share{1, 3});
    EXPECT_THAT(apportion(1, thirds), ElementsAre(1, 0, 0));
    const auto big = apportion(INT64_MAX, thirds);
    EXPECT_EQ(std::accumulate(big.begin(), big.end(), std::int64_t{0}), INT64_MAX);
}

}  // namespace
