#include "store/fixture.hpp"

#include "tiendo/store/units.hpp"

namespace tiendo::test {
namespace {

class Plans : public StoreTest {};

Doubt a_doubt(const std::string& code) {
    return {code, "II.1-1", "Kế hoạch nêu 15 phường, danh mục có 14", "lấy 14", Span{3, 9}};
}

TEST_F(Plans, a_plan_comes_back_as_it_was_put) {
    const auto plan = a_plan("ke-hoach-118");
    change([&](auto& tx) { must(put_plan(tx, plan, "text")); });
    auto tx = read();
    EXPECT_EQ(must(get_plan(tx, plan.id)), plan);
    EXPECT_TRUE(must(plan_exists(tx, plan.id)));
    EXPECT_FALSE(must(plan_exists(tx, PlanId::of("other"))));
}

TEST_F(Plans, its_source_comes_back_byte_for_byte) {
    const std::string source("K\xE1\xBA\xBF ho\0ch\r\n\xff", 13);
    change([&](auto& tx) { must(put_plan(tx, a_plan("p"), source)); });
    auto tx = read();
    EXPECT_EQ(must(source_text(tx, PlanId::of("p"))), source);
    EXPECT_EQ(code_of(source_text(tx, PlanId::of("other"))), ErrorCode::not_found);
}

TEST_F(Plans, an_id_is_taken_once) {
    auto tx = write();
    must(put_plan(tx, a_plan("p"), "text"));
    EXPECT_EQ(code_of(put_plan(tx, a_plan("p"), "text")), ErrorCode::conflict);
    must(tx.commit());
}

TEST_F(Plans, an_unknown_plan_is_not_found) {
    auto tx = read();
    EXPECT_EQ(code_of(get_plan(tx, PlanId::of("p"))), ErrorCode::not_found);
}

TEST_F(Plans, the_list_shows_the_head_of_each_plan_by_day_of_adoption) {
    auto later = a_plan("a");
    later.adopted_at = noon.plus(std::chrono::hours(1));
    later.plan.number.reset();
    later.plan.date.reset();
    change_ledger([&](auto& tx) {
        must(put_plan(tx, later, "text"));
        must(put_plan(tx, a_plan("b"), "text"));
        must(replace_doubts(tx, PlanId::of("b"), "reader", {a_doubt("x"), a_doubt("y")}));
    });
    auto tx = read();
    const auto plans = must(list_plans(tx));
    ASSERT_EQ(plans.size(), 2U);
    EXPECT_EQ(plans[0].id, PlanId::of("b"));
    EXPECT_EQ(plans[0].number, "118/KH-UBND");
    EXPECT_EQ(plans[0].date, Date::of(2020, 12, 31));
    EXPECT_EQ(plans[0].nodes, 1);
    EXPECT_EQ(plans[0].doubts, 2);
    EXPECT_EQ(plans[1].id, PlanId::of("a"));
    EXPECT_FALSE(plans[1].number || plans[1].date);
}

TEST_F(Plans, doubts_of_one_origin_are_replaced_and_the_others_stay) {
    const auto id = PlanId::of("p");
    change_ledger([&](auto& tx) {
        must(put_plan(tx, a_plan("p"), "text"));
        must(replace_doubts(tx, id, "reader", {a_doubt("one"), a_doubt("two")}));
        must(replace_doubts(tx, id, "ledger", {a_doubt("three")}));
        must(replace_doubts(tx, id, "ledger", {a_doubt("four")}));
    });
    auto tx = write();
    EXPECT_EQ(must(list_doubts(tx, id)),
              (std::vector{a_doubt("four"), a_doubt("one"), a_doubt("two")}));
    EXPECT_EQ(code_of(replace_doubts(tx, PlanId::of("none"), "x", {})), ErrorCode::not_found);
}

TEST_F(Plans, terms_of_a_plan_are_replaced) {
    const auto id = PlanId::of("p");
    change([&](auto& tx) {
        must(put_plan(tx, a_plan("p"), "text"));
        EXPECT_EQ(code_of(get_plan_terms(tx, id)), ErrorCode::not_found);
        must(put_plan_terms(tx, id, "{}"));
        must(put_plan_terms(tx, id, R"({"first_year":2021})"));
    });
    auto tx = write();
    EXPECT_EQ(must(get_plan_terms(tx, id)), R"({"first_year":2021})");
    EXPECT_EQ(code_of(put_plan_terms(tx, PlanId::of("none"), "{}")), ErrorCode::not_found);
    EXPECT_EQ(code_of(get_plan_terms(tx, PlanId::of("none"))), ErrorCode::not_found);
}

Unit a_unit(const std::string& id) {
    Unit unit;
    unit.id = UnitId::of(id);
    unit.states.front().name = "Ủy ban nhân dân " + id;
    unit.states.front().kind = UnitKind::ward;
    unit.valid_to = Date::of(2020, 12, 31);
    unit.successors = {UnitId::of("phuong-2")};
    unit.states.front().codes = {{"one-stop", "000.07.12.H99"}};
    return unit;
}

TEST_F(Plans, a_register_of_units_replaces_the_one_before_and_keeps_its_order) {
    change([](auto& tx) { must(replace_units(tx, std::vector{a_unit("phuong-9")})); });
    const std::vector units{a_unit("phuong-3"), a_unit("phuong-1")};
    change([&](auto& tx) { must(replace_units(tx, units)); });
    auto tx = read();
    EXPECT_EQ(must(list_units(tx)), units);
    EXPECT_EQ(must(get_unit(tx, UnitId::of("phuong-1"))), units[1]);
    EXPECT_EQ(code_of(get_unit(tx, UnitId::of("phuong-9"))), ErrorCode::not_found);
}

TEST_F(Plans, two_units_with_one_id_are_a_conflict_and_the_register_stays) {
    change([](auto& tx) { must(replace_units(tx, std::vector{a_unit("phuong-9")})); });
    auto tx = write();
    EXPECT_EQ(code_of(replace_units(tx, std::vector{a_unit("a"), a_unit("a")})),
              ErrorCode::conflict);
    must(tx.commit());
    auto after = read();
    EXPECT_EQ(must(list_units(after)).size(), 1U);
}

}  // namespace
}  // namespace tiendo::test
