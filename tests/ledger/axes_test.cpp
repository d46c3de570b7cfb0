// Both axes of time, told as an office lives them: when a paper stood where, and when that was
// known.
#include "ledger/world.hpp"

#include "tiendo/ledger/explain.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

constexpr auto ward_7 = "ubnd-phuong-7";
const auto due = at("2021-05-15T00:00:00+07:00");

class Axes : public testing::Test {
protected:
    static ledger::Act by(std::string_view when, std::string why = "") {
        return {at(when), "Phòng Nội vụ", std::move(why)};
    }
    template <typename Work>
    auto change(const Work& work) {
        auto tx = office.write();
        auto done = work(tx);
        if (done) {
            Office::must(tx.commit());
        }
        return done;
    }
    auto enter(std::string_view sent, std::string_view entered) {
        return change([&](auto& tx) {
            return ledger::submit(tx, half_year_of(ward_7), sent_at(sent), by(entered));
        });
    }
    auto give_back(std::string_view when, std::optional<Instant> again = {}) {
        return change([&](auto& tx) {
            return ledger::return_paper(
                tx, half_year_of(ward_7), {"bổ sung số liệu trục 5", again}, by(when));
        });
    }
    auto accept(std::string_view when) {
        return change([&](auto& tx) { return ledger::accept(tx, half_year_of(ward_7), by(when)); });
    }
    auto withdraw(std::string_view when, std::string why = "gửi nhầm bản dự thảo") {
        return change([&](auto& tx) {
            return ledger::withdraw(tx, half_year_of(ward_7), by(when, std::move(why)));
        });
    }
    auto excuse(std::string_view entered, const ledger::NewExcuse& excuse) {
        return change([&](auto& tx) {
            return ledger::excuse(tx,
                                  half_year_of(ward_7),
                                  excuse,
                                  by(entered, "phong tỏa theo quyết định giả định"));
        });
    }
    ledger::Owed row(std::string_view when, std::optional<Instant> known_at = {}) {
        auto tx = office.read();
        const auto rows = ledger::owed(tx, plan_id, ledger::StandingQuestion{at(when), known_at});
        EXPECT_TRUE(rows) << rows.error();
        for (const auto& each : *rows) {
            if (each.obligation.unit == UnitId::of(ward_7) && each.cycle.id == half_year) {
                return each;
            }
        }
        ADD_FAILURE() << "nothing is owed";
        return {};
    }
    Standing now_known(std::string_view when) { return row(when).standing; }
    Standing known_then(std::string_view when) { return row(when, at(when)).standing; }

    Office office;
};

TEST_F(Axes, a_paper_that_came_on_paper_was_believed_overdue_and_was_on_time) {
    // It reached the office on 14 May; somebody typed it in on the 20th.
    ASSERT_TRUE(enter("2021-05-14T16:00:00+07:00", "2021-05-20T09:00:00+07:00"));
    const auto both_answers = [&] {
        EXPECT_EQ(known_then("2021-05-16T09:00:00+07:00"), Standing::overdue);
        EXPECT_EQ(row("2021-05-16T09:00:00+07:00", at("2021-05-16T09:00:00+07:00")).days_late, 2);
        EXPECT_EQ(now_known("2021-05-16T09:00:00+07:00"), Standing::on_time);
    };
    both_answers();
    EXPECT_EQ(row("2021-05-20T09:00:00+07:00", at("2021-05-20T08:59:59+07:00")).standing,
              Standing::overdue);
    EXPECT_EQ(known_then("2021-05-20T09:00:00+07:00"), Standing::on_time);
    // Whatever happens next, both answers stay.
    ASSERT_TRUE(give_back("2021-05-21T09:00:00+07:00"));
    ASSERT_TRUE(enter("2021-05-24T09:00:00+07:00", "2021-05-24T10:00:00+07:00"));
    ASSERT_TRUE(accept("2021-05-25T09:00:00+07:00"));
    both_answers();
}

TEST_F(Axes, explain_tells_from_which_journal_entry_on_the_answer_was_another) {
    ASSERT_TRUE(enter("2021-05-14T16:00:00+07:00", "2021-05-20T09:00:00+07:00"));
    auto tx = office.read();
    const auto id = ObligationId::of("ke-hoach-118/2021-half-year/ubnd-phuong-7");
    const auto moment = at("2021-05-16T09:00:00+07:00");
    const auto why = ledger::explain_obligation(tx, id, moment);
    ASSERT_TRUE(why) << why.error();
    ASSERT_EQ(why->learned.size(), 2U);
    EXPECT_EQ(why->learned[0].standing, Standing::overdue);
    EXPECT_EQ(why->learned[0].recorded_at, at("2020-12-20T08:00:00+07:00"));
    EXPECT_EQ(why->learned[1].standing, Standing::on_time);
    EXPECT_EQ(why->learned[1].recorded_at, at("2021-05-20T09:00:00+07:00"));
    const auto entries = store::read_journal(tx, {.action_prefix = "report.submit"});
    EXPECT_EQ(why->learned[1].sequence, entries->front().sequence);

    const auto then = ledger::explain_obligation(tx, id, ledger::StandingQuestion{moment, moment});
    ASSERT_TRUE(then) << then.error();
    EXPECT_EQ(then->value, "quá hạn chưa nộp");
    EXPECT_EQ(then->learned.size(), 1U);
    const auto before = ledger::explain_obligation(
        tx, id, ledger::StandingQuestion{moment, at("2020-01-01T00:00:00+07:00")});
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().code(), ErrorCode::not_found);
}

TEST_F(Axes, before_adoption_nothing_was_known_and_that_is_no_error) {
    auto tx = office.read();
    const ledger::StandingQuestion question{at("2021-05-16T09:00:00+07:00"),
                                            at("2020-12-19T00:00:00+07:00")};
    const auto rows = ledger::owed(tx, plan_id, question);
    ASSERT_TRUE(rows) << rows.error();
    EXPECT_TRUE(rows->empty());
    EXPECT_FALSE(ledger::owed(tx, PlanId::of("ke-hoach-0"), question));
}

TEST_F(Axes, what_is_withdrawn_counts_up_to_then_and_no_longer) {
    ASSERT_TRUE(enter("2021-05-12T10:00:00+07:00", "2021-05-12T10:00:00+07:00"));
    EXPECT_FALSE(withdraw("2021-05-13T10:00:00+07:00", " ")) << "a reason is demanded";
    ASSERT_TRUE(withdraw("2021-05-16T10:00:00+07:00"));
    EXPECT_EQ(now_known("2021-05-13T09:00:00+07:00"), Standing::on_time);
    EXPECT_EQ(now_known("2021-05-16T09:59:59.999+07:00"), Standing::on_time);
    EXPECT_EQ(now_known("2021-05-16T10:00:00+07:00"), Standing::overdue);
    EXPECT_FALSE(row("2021-05-16T10:00:00+07:00").deciding);
    // The next one counts by its own instant: nobody keeps a place with an empty paper.
    EXPECT_FALSE(enter("2021-05-16T09:00:00+07:00", "2021-05-18T10:00:00+07:00"));
    ASSERT_TRUE(enter("2021-05-18T10:00:00+07:00", "2021-05-18T10:00:00+07:00"));
    EXPECT_EQ(now_known("2021-05-18T10:00:00+07:00"), Standing::late);
    EXPECT_EQ(row("2021-05-18T10:00:00+07:00").deciding->round, 2);
    EXPECT_EQ(now_known("2021-05-13T09:00:00+07:00"), Standing::on_time);
}

TEST_F(Axes, a_withdrawn_paper_that_is_sent_again_before_the_due_instant_is_on_time) {
    ASSERT_TRUE(enter("2021-05-12T10:00:00+07:00", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(withdraw("2021-05-12T11:00:00+07:00"));
    ASSERT_TRUE(enter("2021-05-13T10:00:00+07:00", "2021-05-13T10:00:00+07:00"));
    EXPECT_EQ(now_known("2021-05-20T00:00:00+07:00"), Standing::on_time);
    EXPECT_EQ(now_known("2021-05-12T12:00:00+07:00"), Standing::open);
}

TEST_F(Axes, only_what_waits_for_a_decision_can_be_withdrawn) {
    EXPECT_FALSE(withdraw("2021-05-12T09:00:00+07:00"));
    ASSERT_TRUE(enter("2021-05-12T10:00:00+07:00", "2021-05-12T10:00:00+07:00"));
    ASSERT_TRUE(accept("2021-05-13T10:00:00+07:00"));
    const auto refused = withdraw("2021-05-14T10:00:00+07:00");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::conflict);
    EXPECT_THAT(refused.error().what(), HasSubstr("round 1 is accepted"));
}

TEST_F(Axes, a_return_has_a_term_of_its_own_and_the_standing_stays) {
    ASSERT_TRUE(enter("2021-05-12T10:00:00+07:00", "2021-05-12T10:00:00+07:00"));
    EXPECT_FALSE(give_back("2021-05-17T09:00:00+07:00", at("2021-05-17T09:00:00+07:00")))
        << "a term that is over already";
    ASSERT_TRUE(give_back("2021-05-17T09:00:00+07:00", at("2021-05-19T00:00:00+07:00")));
    EXPECT_EQ(row("2021-05-18T23:00:00+07:00").answers.front().days_late, 0);
    EXPECT_EQ(row("2021-05-19T08:00:00+07:00").answers.front().days_late, 1) << "still waited for";
    ASSERT_TRUE(enter("2021-05-20T08:00:00+07:00", "2021-05-20T08:30:00+07:00"));
    const auto after = row("2021-05-28T08:00:00+07:00");
    EXPECT_EQ(after.standing, Standing::on_time);
    EXPECT_EQ(after.days_late, 0);
    const ledger::ReturnAnswer answer{1,
                                      at("2021-05-17T09:00:00+07:00"),
                                      at("2021-05-19T00:00:00+07:00"),
                                      at("2021-05-20T08:00:00+07:00"),
                                      2};  // 19 and 20 May
    EXPECT_EQ(after.answers, std::vector{answer});
    EXPECT_TRUE(row("2021-05-16T08:00:00+07:00").answers.empty());
}

TEST_F(Axes, an_excuse_holds_from_its_beginning_and_ends_before_its_end) {
    ASSERT_TRUE(
        excuse("2021-05-13T08:00:00+07:00", {"UBND quận", {}, at("2021-05-19T00:00:00+07:00")}));
    EXPECT_EQ(now_known("2021-05-13T07:59:59+07:00"), Standing::open);
    EXPECT_EQ(now_known("2021-05-13T08:00:00+07:00"), Standing::excused);
    EXPECT_EQ(now_known("2021-05-18T23:59:59.999+07:00"), Standing::excused);
    EXPECT_EQ(now_known("2021-05-19T00:00:00+07:00"), Standing::overdue) << "owed again";
    const auto made = row("2021-05-18T00:00:00+07:00").obligation.excuses;
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].by, "UBND quận");
    EXPECT_EQ(made[0].why, "phong tỏa theo quyết định giả định");
    EXPECT_EQ(made[0].from, at("2021-05-13T08:00:00+07:00"));
}

TEST_F(Axes, a_second_excuse_leaves_the_first_where_it_was) {
    ASSERT_TRUE(excuse("2021-05-13T08:00:00+07:00", {"", {}, at("2021-05-16T00:00:00+07:00")}));
    const auto overlapping =
        excuse("2021-05-15T08:00:00+07:00", {"", {}, at("2021-05-18T00:00:00+07:00")});
    ASSERT_FALSE(overlapping);
    EXPECT_EQ(overlapping.error().code(), ErrorCode::conflict);
    ASSERT_TRUE(excuse("2021-05-18T08:00:00+07:00", {}));
    EXPECT_EQ(now_known("2021-05-14T00:00:00+07:00"), Standing::excused);
    EXPECT_EQ(now_known("2021-05-17T00:00:00+07:00"), Standing::overdue);
    EXPECT_EQ(now_known("2022-01-01T00:00:00+07:00"), Standing::excused);
    EXPECT_FALSE(excuse("2021-05-20T08:00:00+07:00",
                        {"", at("2021-04-02T00:00:00+07:00"), at("2021-04-01T00:00:00+07:00")}))
        << "ends before it begins";
}

TEST_F(Axes, an_excuse_decided_in_time_and_entered_late_is_known_from_its_entry_on) {
    ASSERT_TRUE(
        excuse("2021-05-20T08:00:00+07:00", {"UBND quận", at("2021-05-10T00:00:00+07:00"), {}}));
    EXPECT_EQ(known_then("2021-05-16T09:00:00+07:00"), Standing::overdue);
    EXPECT_EQ(now_known("2021-05-16T09:00:00+07:00"), Standing::excused);
}

TEST_F(Axes, a_paper_that_arrived_before_the_excuse_can_be_entered_after_it) {
    ASSERT_TRUE(excuse("2021-05-16T08:00:00+07:00", {}));
    EXPECT_FALSE(enter("2021-05-17T10:00:00+07:00", "2021-05-18T10:00:00+07:00"));
    ASSERT_TRUE(enter("2021-05-14T10:00:00+07:00", "2021-05-18T10:00:00+07:00"));
    EXPECT_EQ(now_known("2021-05-15T10:00:00+07:00"), Standing::on_time);
}

TEST_F(Axes, a_changed_cycle_does_not_rewrite_what_was_owed_before) {
    Office::must(change([&](auto& tx) -> Result<void> {
        auto cycle = *store::get_cycle(tx, plan_id, half_year);
        cycle.due.at = at("2021-05-25T00:00:00+07:00");
        auto done = store::update_cycle(tx, cycle);
        auto said = store::append(
            tx, {at("2021-05-18T08:00:00+07:00"), "Phòng Nội vụ", "cycle.extend", "x", "", "", ""});
        return said ? done : std::move(said).error();
    }));
    EXPECT_EQ(known_then("2021-05-16T09:00:00+07:00"), Standing::overdue);
    EXPECT_EQ(now_known("2021-05-16T09:00:00+07:00"), Standing::open);
    EXPECT_EQ(row("2021-05-16T09:00:00+07:00", at("2021-05-16T09:00:00+07:00")).cycle.due.at, due);
}

TEST_F(Axes, the_clock_going_back_leaves_what_was_known_alone) {
    ASSERT_TRUE(enter("2021-05-14T16:00:00+07:00", "2021-05-20T09:00:00+07:00"));
    const auto before = row("2021-05-16T09:00:00+07:00", at("2021-05-16T09:00:00+07:00"));
    // Somebody sets the clock to 16 May and accepts.
    ASSERT_TRUE(accept("2021-05-16T08:00:00+07:00"));
    EXPECT_EQ(row("2021-05-16T09:00:00+07:00", at("2021-05-16T09:00:00+07:00")), before);
    EXPECT_EQ(
        row("2021-05-20T09:00:00+07:00", at("2021-05-20T09:00:00+07:00")).rounds.front().state,
        ReportState::accepted)
        << "known from the entry before it on, by the order of the journal";
}

}  // namespace
