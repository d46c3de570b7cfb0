// How often a paper changed: by what touched it, and by nothing else.
#include "tiendo/ledger/revisions.hpp"

#include "ledger/district.hpp"

#include "tiendo/ledger/explain.hpp"

namespace {

using namespace tiendo;
using namespace tiendo::test;

/// 14 wards owe under the plan of 2025.
class Revisions : public District {
protected:
    Revisions() {
        apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
        adopt(plan_2025, 2025, Date::of(2024, 12, 2), "2024-12-02T08:00:00+07:00");
    }
    ledger::PaperLife life(const CycleId& cycle, std::string_view unit, std::string_view when) {
        auto tx = read();
        const auto lives = must(ledger::lives_of(tx, plan_2025, UnitId::of(unit), at(when)));
        for (const auto& [id, each] : lives) {
            if (each.cycle.id == cycle) {
                return each;
            }
        }
        ADD_FAILURE() << unit << " never owed " << cycle.str();
        return {};
    }
};

TEST_F(Revisions, a_reorganisation_counts_for_the_papers_that_it_touches_alone) {
    apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");  // wards 5, 7 and 11 end
    const auto ended = life(half_2025, "ubnd-phuong-7", "2024-12-21T08:00:00+07:00");
    EXPECT_EQ(ended.revision.count, 1);
    EXPECT_EQ(ended.revision.changed_at, at("2024-12-20T08:00:00+07:00"));
    EXPECT_FALSE(ended.removed) << "it was owed, and another took its place";
    const auto other = life(half_2025, "ubnd-phuong-1", "2024-12-21T08:00:00+07:00");
    EXPECT_EQ(other.revision.count, 0);
    EXPECT_EQ(other.revision.changed_at, at("2024-12-02T08:00:00+07:00"));
}

TEST_F(Revisions, an_heirs_paper_that_a_counter_event_removes_is_still_told) {
    apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    const auto made = life(year_2025, "ubnd-phuong-hoa-hung", "2025-06-21T08:00:00+07:00");
    EXPECT_EQ(made.revision.count, 0);
    EXPECT_EQ(made.revision.fixed_at, at("2025-06-20T08:00:00+07:00"));
    apply(reversal_of("nq-1685"), "2025-07-02T08:00:00+07:00");
    const auto gone = life(year_2025, "ubnd-phuong-hoa-hung", "2025-12-31T08:00:00+07:00");
    EXPECT_TRUE(gone.removed);
    EXPECT_EQ(gone.obligation, made.obligation);
    EXPECT_EQ(gone.cycle, made.cycle);
    EXPECT_EQ(gone.revision.count, 1) << "a due instant is nothing to what is not owed";
    EXPECT_EQ(gone.revision.changed_at, at("2025-07-02T08:00:00+07:00"));
    auto tx = read();
    const auto between = at("2025-07-01T08:00:00+07:00");
    const ledger::StandingQuestion then{between, between};
    EXPECT_TRUE(ledger::explain_obligation(tx, gone.obligation.id, then))
        << "what a report of then counts can be followed";
    EXPECT_FALSE(ledger::explain_obligation(
        tx, gone.obligation.id, ledger::StandingQuestion{between, std::nullopt}));
}

// Whoever fetched the calendar between the two days saw it overdue.
TEST_F(Revisions, a_paper_entered_late_was_overdue_meanwhile) {
    const auto sent = "2025-05-14T09:00:00+07:00";
    const auto entered = "2025-05-16T08:00:00+07:00";
    EXPECT_EQ(life(half_2025, "ubnd-phuong-1", entered).revision.count, 1);
    auto tx = write();
    (void)must(ledger::submit(
        tx, {plan_2025, half_2025, UnitId::of("ubnd-phuong-1")}, sent_at(sent), by(entered)));
    must(tx.commit());
    const auto on_time = life(half_2025, "ubnd-phuong-1", entered);
    EXPECT_EQ(on_time.revision.count, 2);
    EXPECT_EQ(on_time.revision.changed_at, at(entered));
}

TEST_F(Revisions, what_changes_nothing_that_a_calendar_shows_does_not_count) {
    const ledger::Paper paper{plan_2025, half_2025, UnitId::of("ubnd-phuong-1")};
    file(plan_2025, half_2025, "ubnd-phuong-1", "2025-05-12T09:00:00+07:00");
    auto tx = write();
    (void)must(ledger::accept(tx, paper, by("2025-05-13T08:00:00+07:00")));
    must(tx.commit());
    EXPECT_EQ(life(half_2025, "ubnd-phuong-1", "2025-12-31T08:00:00+07:00").revision.count, 1)
        << "sent; neither accepting it nor the due instant changed it";
}

TEST_F(Revisions, of_an_unknown_plan_there_are_none) {
    auto tx = read();
    const auto lives = ledger::lives_of(
        tx, PlanId::of("none"), UnitId::of("ubnd-phuong-1"), at("2025-01-01T00:00:00+07:00"));
    ASSERT_FALSE(lives);
    EXPECT_EQ(lives.error().code(), ErrorCode::not_found);
}

}  // namespace
