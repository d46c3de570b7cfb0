#include "store/fixture.hpp"

namespace tiendo::test {
namespace {

class LedgerRows : public StoreTest {
protected:
    LedgerRows() {
        change_ledger([](auto& tx) {
            must(put_plan(tx, a_plan("p"), "text"));
            must(put_plan(tx, a_plan("q"), "text"));
        });
    }
    static Duty a_duty(const std::string& plan, const std::string& node, const std::string& unit) {
        return {DutyId::of(plan + "/" + node + "/" + unit),
                PlanId::of(plan),
                NodeId::of(node),
                UnitId::of(unit),
                Role::coordinate,
                AssigneeSource::inherited,
                "15-phuong",
                true};
    }
    static Obligation an_obligation(const std::string& cycle, const std::string& unit) {
        return {ObligationId::of("p/" + cycle + "/" + unit),
                PlanId::of("p"),
                CycleId::of(cycle),
                UnitId::of(unit),
                "Các phường báo cáo trước ngày 15/5"};
    }
    static Submission a_submission(const Obligation& obligation, int round) {
        Submission submission;
        submission.id = SubmissionId::of(obligation.id.str() + "/" + std::to_string(round));
        submission.obligation = obligation.id;
        submission.round = round;
        submission.sent_at = noon;
        submission.sender = "Văn phòng UBND";
        submission.sections = {{"5", "Đã giải quyết 120 hồ sơ"}};
        return submission;
    }
};

TEST_F(LedgerRows, cycles_come_back_by_due_instant_and_those_without_last) {
    auto notice = a_cycle("p", "notice");
    auto half = a_cycle("p", "half");
    half.due = {at("2021-05-15T00:00:00+07:00"),
                {{"exclusive", "", "trước ngày 15/5", "Kế hoạch 118", noon}}};
    auto plans = a_cycle("p", "unit-plan");
    plans.due.at = at("2021-02-01T00:00:00+07:00");
    change_ledger([&](auto& tx) { must(insert_cycles(tx, std::vector{notice, half, plans})); });
    auto tx = read();
    EXPECT_EQ(must(list_cycles(tx, PlanId::of("p"))), (std::vector{plans, half, notice}));
    EXPECT_EQ(must(get_cycle(tx, PlanId::of("p"), half.id)), half);
    EXPECT_EQ(code_of(get_cycle(tx, PlanId::of("q"), half.id)), ErrorCode::not_found);
}

TEST_F(LedgerRows, a_cycle_is_inserted_once_and_can_be_changed) {
    auto cycle = a_cycle("p", "half");
    auto tx = write();
    must(insert_cycles(tx, std::vector{cycle}));
    EXPECT_EQ(code_of(insert_cycles(tx, std::vector{cycle})), ErrorCode::conflict);
    cycle.window = Window{Date::of(2020, 12, 15), Date::of(2021, 5, 14)};
    cycle.window_choice = "chọn theo Nghị định 09/2019/NĐ-CP";
    must(update_cycle(tx, cycle));
    EXPECT_EQ(must(get_cycle(tx, cycle.plan, cycle.id)), cycle);
    EXPECT_EQ(code_of(update_cycle(tx, a_cycle("p", "none"))), ErrorCode::not_found);
    EXPECT_EQ(code_of(insert_cycles(tx, std::vector{a_cycle("none", "c")})), ErrorCode::not_found);
}

TEST_F(LedgerRows, duties_are_replaced_plan_by_plan_and_filtered) {
    const auto one = a_duty("p", "II.1-1", "phuong-1");
    const auto two = a_duty("p", "II.1-1", "phuong-2");
    const auto three = a_duty("p", "II.2-1", "phuong-1");
    const auto other = a_duty("q", "II.1-1", "phuong-1");
    change_ledger([&](auto& tx) {
        must(replace_duties(tx, PlanId::of("p"), std::vector{three}));
        must(replace_duties(tx, PlanId::of("q"), std::vector{other}));
        must(replace_duties(tx, PlanId::of("p"), std::vector{two, one, three}));
    });
    auto tx = write();
    EXPECT_EQ(must(list_duties(tx, {.plan = PlanId::of("p")})), (std::vector{two, one, three}));
    EXPECT_EQ(must(list_duties(tx, {.unit = UnitId::of("phuong-1")})),
              (std::vector{one, three, other}));
    EXPECT_EQ(must(list_duties(tx, {.plan = PlanId::of("p"), .node = NodeId::of("II.2-1")})),
              (std::vector{three}));
    EXPECT_EQ(must(list_duties(tx, {})).size(), 4U);
    EXPECT_EQ(code_of(replace_duties(tx, PlanId::of("p"), std::vector{other})),
              ErrorCode::malformed_input);
}

TEST_F(LedgerRows, obligations_are_found_by_plan_cycle_and_unit) {
    const auto one = an_obligation("half", "phuong-1");
    const auto two = an_obligation("half", "phuong-2");
    const auto three = an_obligation("annual", "phuong-1");
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half"), a_cycle("p", "annual")}));
        must(insert_obligations(tx, std::vector{one, two, three}));
    });
    auto tx = read();
    EXPECT_EQ(must(list_obligations(tx, {.plan = PlanId::of("p")})),
              (std::vector{one, two, three}));
    EXPECT_EQ(must(list_obligations(tx, {.cycle = CycleId::of("half")})), (std::vector{one, two}));
    EXPECT_EQ(must(list_obligations(tx, {.unit = UnitId::of("phuong-1")})),
              (std::vector{one, three}));
    EXPECT_EQ(must(get_obligation(tx, two.id)), two);
    EXPECT_EQ(code_of(get_obligation(tx, ObligationId::of("none"))), ErrorCode::not_found);
}

TEST_F(LedgerRows, an_obligation_needs_its_cycle_and_one_unit_owes_once) {
    change_ledger([&](auto& tx) { must(insert_cycles(tx, std::vector{a_cycle("p", "half")})); });
    {
        auto tx = write();
        EXPECT_EQ(code_of(insert_obligations(tx, std::vector{an_obligation("none", "u")})),
                  ErrorCode::not_found);
    }
    auto again = an_obligation("half", "u");
    again.id = ObligationId::of("another-id");
    auto tx = write();
    EXPECT_EQ(code_of(insert_obligations(tx, std::vector{an_obligation("half", "u"), again})),
              ErrorCode::conflict);
}

TEST_F(LedgerRows, an_obligation_may_be_excused_but_never_changed) {
    auto owed = an_obligation("half", "u");
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
        must(insert_obligations(tx, std::vector{owed}));
    });
    auto tx = write();
    owed.excuses = {{"UBND quận", "đơn vị đã giải thể", noon}};
    must(update_obligation(tx, owed));
    EXPECT_EQ(must(get_obligation(tx, owed.id)), owed);
    owed.why = "khác";
    EXPECT_EQ(code_of(update_obligation(tx, owed)), ErrorCode::conflict);
}

TEST_F(LedgerRows, an_obligation_under_which_something_was_filed_is_not_taken_away) {
    const auto owed = an_obligation("half", "phuong-7");
    const auto other = an_obligation("half", "phuong-8");
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
        must(insert_obligations(tx, std::vector{owed, other}));
        must(insert_submission(tx, a_submission(owed, 1)));
        must(remove_obligation(tx, other.id));
    });
    auto tx = write();
    EXPECT_EQ(code_of(remove_obligation(tx, owed.id)), ErrorCode::conflict);
    EXPECT_EQ(code_of(remove_obligation(tx, other.id)), ErrorCode::not_found);
    EXPECT_EQ(must(list_obligations(tx, {.plan = PlanId::of("p")})), (std::vector{owed}));
}

TEST_F(LedgerRows, a_cycle_goes_when_nobody_owes_in_it) {
    const auto plan = PlanId::of("p");
    const auto owed = an_obligation("half", "phuong-7");
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half"), a_cycle("p", "annual")}));
        must(insert_obligations(tx, std::vector{owed}));
        EXPECT_EQ(code_of(remove_cycle(tx, plan, CycleId::of("half"))), ErrorCode::conflict);
        must(remove_obligation(tx, owed.id));
        must(remove_cycle(tx, plan, CycleId::of("half")));
    });
    auto tx = write();
    EXPECT_EQ(code_of(remove_cycle(tx, plan, CycleId::of("half"))), ErrorCode::not_found);
    EXPECT_EQ(must(list_cycles(tx, plan)), (std::vector{a_cycle("p", "annual")}));
}

TEST_F(LedgerRows, submissions_come_back_in_rounds_and_can_change_state) {
    const auto owed = an_obligation("half", "phuong-7");
    const auto other = an_obligation("half", "phuong-8");
    auto first = a_submission(owed, 1);
    const auto second = a_submission(owed, 2);
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
        must(insert_obligations(tx, std::vector{owed, other}));
        must(insert_submission(tx, second));
        must(insert_submission(tx, first));
        must(insert_submission(tx, a_submission(other, 1)));
        first.state = ReportState::returned;
        first.returned_at = noon;
        first.return_message = "Bổ sung số liệu trục 5";
        must(update_submission(tx, first));
    });
    auto tx = read();
    EXPECT_EQ(must(list_submissions(tx, {.obligation = owed.id})), (std::vector{first, second}));
    EXPECT_EQ(must(list_submissions(tx, {.unit = UnitId::of("phuong-8")})).size(), 1U);
    EXPECT_EQ(
        must(list_submissions(tx, {.plan = PlanId::of("p"), .cycle = CycleId::of("half")})).size(),
        3U);
    EXPECT_EQ(must(get_submission(tx, first.id)), first);
}

TEST_F(LedgerRows, a_submission_needs_its_obligation_and_a_round_of_its_own) {
    const auto owed = an_obligation("half", "phuong-7");
    change_ledger([&](auto& tx) {
        must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
        must(insert_obligations(tx, std::vector{owed}));
        must(insert_submission(tx, a_submission(owed, 1)));
    });
    auto tx = write();
    EXPECT_EQ(code_of(insert_submission(tx, a_submission(owed, 1))), ErrorCode::conflict);
    auto same_round = a_submission(owed, 1);
    same_round.id = SubmissionId::of("other");
    EXPECT_EQ(code_of(insert_submission(tx, same_round)), ErrorCode::conflict);
    EXPECT_EQ(code_of(insert_submission(tx, a_submission(an_obligation("half", "x"), 1))),
              ErrorCode::not_found);
    auto moved = a_submission(owed, 1);
    moved.round = 3;
    EXPECT_EQ(code_of(update_submission(tx, moved)), ErrorCode::conflict);
    EXPECT_EQ(code_of(update_submission(tx, a_submission(owed, 9))), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo::test
