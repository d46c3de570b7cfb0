#include "ledger/world.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"

#include <gmock/gmock.h>

#include <random>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

class Workflow : public testing::Test {
protected:
    Result<Submission> submit(std::string_view unit, std::string_view when) {
        auto tx = office.write();
        auto sent = ledger::submit(tx, half_year_of(unit), sent_at(when), by_home_affairs());
        if (sent) {
            Office::must(tx.commit());
        }
        return sent;
    }
    Result<Submission> give_back(std::string_view unit, std::string_view when) {
        auto tx = office.write();
        auto back = ledger::return_paper(
            tx, half_year_of(unit), {"bổ sung số liệu trục 5"}, by_home_affairs(at(when)));
        if (back) {
            Office::must(tx.commit());
        }
        return back;
    }
    Result<Submission> accept(std::string_view unit) {
        auto tx = office.write();
        auto accepted = ledger::accept(tx, half_year_of(unit), by_home_affairs());
        if (accepted) {
            Office::must(tx.commit());
        }
        return accepted;
    }
    ledger::Owed row_of(std::string_view unit) {
        auto tx = office.read();
        const auto rows = ledger::owed(tx, plan_id, clock_now);
        for (const auto& row : *rows) {
            if (row.obligation.unit == UnitId::of(unit) && row.cycle.id == half_year) {
                return row;
            }
        }
        ADD_FAILURE() << unit << " owes nothing";
        return {};
    }

    Office office;
};

TEST_F(Workflow, takes_a_report_in_as_the_first_round) {
    const auto sent = submit("ubnd-phuong-7", "2021-05-12T10:05:00+07:00");
    ASSERT_TRUE(sent) << sent.error();
    EXPECT_EQ(sent->id, SubmissionId::of("ke-hoach-118/2021-half-year/ubnd-phuong-7/1"));
    EXPECT_EQ(sent->state, ReportState::submitted);
    EXPECT_EQ(row_of("ubnd-phuong-7").standing, Standing::on_time);
}

TEST_F(Workflow, counts_a_report_of_the_excluded_day_itself_as_one_day_late) {
    ASSERT_TRUE(submit("ubnd-phuong-8", "2021-05-15T08:30:00+07:00"));
    EXPECT_EQ(row_of("ubnd-phuong-8").standing, Standing::late);
    EXPECT_EQ(row_of("ubnd-phuong-8").days_late, 1);
}

TEST_F(Workflow, shows_who_never_reported_as_overdue_by_six_days) {
    EXPECT_EQ(row_of("ubnd-phuong-11").standing, Standing::overdue);
    EXPECT_EQ(row_of("ubnd-phuong-11").days_late, 6);  // 15, 16, 17, 18, 19 and 20 May
}

TEST_F(Workflow, leaves_a_returned_and_resubmitted_report_on_time) {
    ASSERT_TRUE(submit("ubnd-phuong-5", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(give_back("ubnd-phuong-5", "2021-05-17T09:00:00+07:00"));
    EXPECT_EQ(row_of("ubnd-phuong-5").standing, Standing::on_time);
    const auto second = submit("ubnd-phuong-5", "2021-05-18T16:00:00+07:00");
    ASSERT_TRUE(second) << second.error();
    EXPECT_EQ(second->round, 2);
    const auto row = row_of("ubnd-phuong-5");
    EXPECT_EQ(row.standing, Standing::on_time);
    EXPECT_EQ(row.deciding->round, 1);
    EXPECT_EQ(row.rounds.size(), 2U);
    EXPECT_EQ(row.rounds.front().return_message, "bổ sung số liệu trục 5");
}

TEST_F(Workflow, decides_about_the_round_that_was_looked_at_and_no_other) {
    ASSERT_TRUE(submit("ubnd-phuong-5", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(give_back("ubnd-phuong-5", "2021-05-17T09:00:00+07:00"));
    ASSERT_TRUE(submit("ubnd-phuong-5", "2021-05-18T16:00:00+07:00"));
    auto tx = office.write();
    const auto paper = half_year_of("ubnd-phuong-5");
    const auto accepted = ledger::accept(tx, paper, {.round = 1}, by_home_affairs());
    ASSERT_FALSE(accepted);
    EXPECT_EQ(accepted.error().code(), ErrorCode::conflict);
    EXPECT_THAT(
        accepted.error().what(),
        HasSubstr("round 1 is returned, and round 2 was sent at 2021-05-18T16:00:00+07:00"));
    EXPECT_THAT(accepted.error().remedy(), HasSubstr("look at round 2"));
    EXPECT_EQ(ledger::return_paper(tx, paper, {"bổ sung", {}, 1}, by_home_affairs()).error().code(),
              ErrorCode::conflict);
    EXPECT_EQ(ledger::accept(tx, paper, {.round = 3}, by_home_affairs()).error().code(),
              ErrorCode::malformed_input);
    EXPECT_TRUE(ledger::accept(tx, paper, {.round = 2}, by_home_affairs()));
}

TEST_F(Workflow, refuses_a_second_report_while_the_first_waits) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    const auto again = submit("ubnd-phuong-7", "2021-05-13T10:00:00+07:00");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), ErrorCode::conflict);
}

TEST_F(Workflow, refuses_a_second_round_from_before_the_return) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(give_back("ubnd-phuong-7", "2021-05-17T09:00:00+07:00"));
    EXPECT_FALSE(submit("ubnd-phuong-7", "2021-05-16T10:00:00+07:00"));
}

TEST_F(Workflow, refuses_a_report_from_the_future) {
    const auto sent = submit("ubnd-phuong-7", "2021-05-20T09:00:01+07:00");
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().what(), HasSubstr("after the clock"));
}

TEST_F(Workflow, refuses_an_unknown_unit) {
    const auto sent = submit("ubnd-phuong-77", "2021-05-12T10:00:00+07:00");
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), ErrorCode::not_found);
    EXPECT_THAT(sent.error().what(), HasSubstr("no unit has the id 'ubnd-phuong-77'"));
}

TEST_F(Workflow, refuses_a_report_of_a_unit_that_owes_none) {
    for (const auto* unit : {"ubnd-phuong-3", "ubmttq-quan", "ubnd-quan"}) {
        const auto sent = submit(unit, "2021-05-12T10:00:00+07:00");
        ASSERT_FALSE(sent) << unit;
        EXPECT_THAT(sent.error().what(), HasSubstr("owes nothing in cycle '2021-half-year'"));
    }
}

TEST_F(Workflow, refuses_a_cycle_that_the_plan_does_not_order_and_names_those_it_does) {
    auto tx = office.write();
    auto paper = half_year_of("ubnd-phuong-7");
    paper.cycle = CycleId::of("2021-month");
    const auto sent =
        ledger::submit(tx, paper, sent_at("2021-05-12T10:00:00+07:00"), by_home_affairs());
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().remedy(), HasSubstr("2021-half-year"));
}

TEST_F(Workflow, refuses_a_plan_that_is_not_there) {
    auto tx = office.write();
    auto paper = half_year_of("ubnd-phuong-7");
    paper.plan = PlanId::of("ke-hoach-0");
    const auto sent =
        ledger::submit(tx, paper, sent_at("2021-05-12T10:00:00+07:00"), by_home_affairs());
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), ErrorCode::not_found);
}

TEST_F(Workflow, refuses_an_empty_report) {
    auto tx = office.write();
    auto paper = sent_at("2021-05-12T10:00:00+07:00");
    paper.sections = {{"general", " "}};
    EXPECT_FALSE(ledger::submit(tx, half_year_of("ubnd-phuong-7"), paper, by_home_affairs()));
}

TEST_F(Workflow, cannot_return_what_was_not_submitted) {
    const auto back = give_back("ubnd-phuong-7", "2021-05-17T09:00:00+07:00");
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code(), ErrorCode::conflict);
    EXPECT_THAT(back.error().what(), HasSubstr("nothing was submitted"));
}

TEST_F(Workflow, cannot_return_twice) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(give_back("ubnd-phuong-7", "2021-05-17T09:00:00+07:00"));
    EXPECT_FALSE(give_back("ubnd-phuong-7", "2021-05-17T09:30:00+07:00"));
}

TEST_F(Workflow, cannot_return_without_a_message) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    auto tx = office.write();
    EXPECT_FALSE(ledger::return_paper(tx, half_year_of("ubnd-phuong-7"), {" "}, by_home_affairs()));
}

TEST_F(Workflow, cannot_accept_twice) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(accept("ubnd-phuong-7"));
    const auto again = accept("ubnd-phuong-7");
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().what(), HasSubstr("round 1 is accepted"));
}

TEST_F(Workflow, excuses_a_unit_with_a_reason_and_takes_no_report_of_it_then) {
    {
        auto tx = office.write();
        auto act = by_home_affairs();
        EXPECT_FALSE(ledger::excuse(tx, half_year_of("ubnd-phuong-7"), act));
        act.why = "phong tỏa theo quyết định giả định";
        ASSERT_TRUE(ledger::excuse(tx, half_year_of("ubnd-phuong-7"), act));
        Office::must(tx.commit());
    }
    EXPECT_EQ(row_of("ubnd-phuong-7").standing, Standing::excused);
    EXPECT_FALSE(submit("ubnd-phuong-7", "2021-05-20T09:00:00+07:00"));
}

TEST_F(Workflow, writes_each_step_into_a_sound_journal) {
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(give_back("ubnd-phuong-7", "2021-05-17T09:00:00+07:00"));
    ASSERT_TRUE(submit("ubnd-phuong-7", "2021-05-18T10:00:00+07:00"));
    ASSERT_TRUE(accept("ubnd-phuong-7"));
    auto tx = office.read();
    std::vector<std::string> actions;
    const auto entries = store::read_journal(tx, {.action_prefix = "report."});
    for (const auto& entry : *entries) {
        actions.push_back(entry.action);
    }
    EXPECT_THAT(
        actions,
        testing::ElementsAre("report.submit", "report.return", "report.submit", "report.accept"));
    EXPECT_FALSE(store::verify_journal(tx, std::nullopt)->fault);
}

TEST_F(Workflow, keeps_the_board_adding_up_over_random_histories) {
    std::mt19937 random(5);
    const auto one_of = [&](int most) {
        return std::uniform_int_distribution<int>(0, most)(random);
    };
    for (int step = 0; step < 120; ++step) {
        const auto unit = "ubnd-phuong-" + std::to_string(1 + one_of(14));
        const auto when =
            at("2021-05-10T00:00:00+07:00").plus(std::chrono::hours{one_of(240)}).iso();
        switch (one_of(2)) {
            case 0: (void)submit(unit, when); break;
            case 1: (void)give_back(unit, when); break;
            case 2: (void)accept(unit); break;
        }
        auto tx = office.read();
        auto rows = ledger::owed(tx, plan_id, clock_now);
        std::erase_if(*rows, [](const auto& row) { return row.cycle.id != half_year; });
        const auto counts = ledger::counts_of(*rows);
        ASSERT_EQ(counts.total(), 22);
        ASSERT_EQ(counts.on_time + counts.late + counts.overdue, 22);
        for (const auto& row : *rows) {
            const bool before_due = row.deciding && row.deciding->sent_at < *row.cycle.due.at;
            ASSERT_EQ(row.standing == Standing::on_time, before_due);
        }
    }
}

}  // namespace
