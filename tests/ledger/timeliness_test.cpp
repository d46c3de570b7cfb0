// The table of timeliness over plans and years; that it counts what `owed` tells is proved over
// random histories (history_test.cpp).
#include "tiendo/ledger/timeliness.hpp"

#include "ledger/build.hpp"
#include "support/folder.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::StandingCounts;
using ledger::timeliness;
using ledger::TimelinessRow;
using ledger::UnitTimeliness;
using ledger::YearTimeliness;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto seven = UnitId::of("phuong-7");
const auto eight = UnitId::of("phuong-8");
const auto new_year_2023 = at("2023-01-01T00:00:00+07:00");

/// Two plans, a report each due on 15 May; ward 7 is in time in 2021 and late in 2022, ward 8 sends
/// nothing.
class Timeliness : public testing::Test {
protected:
    Timeliness() {
        adopt(2021);
        send(2021, "2021-05-14T09:00:00+07:00", "2021-05-20T09:00:00+07:00");
        adopt(2022);
        send(2022, "2022-05-15T00:00:00+07:00", "2022-05-15T09:00:00+07:00");
    }
    static PlanId plan_of(int year) { return PlanId::of("ke-hoach-" + std::to_string(year)); }
    static ObligationId paper(int year, const UnitId& unit) {
        return ObligationId::of(plan_of(year).str() + "/half/" + unit.str());
    }
    void adopt(int year) {
        store::StoredPlan stored;
        stored.id = plan_of(year);
        stored.adopted_at = Instant::start_of(Date::of(year, 1, 4));
        EXPECT_TRUE(store::put_plan(tx_, stored, "x"));
        Cycle cycle;
        cycle.id = CycleId::of("half");
        cycle.plan = stored.id;
        cycle.year = year;
        cycle.due.at = Instant::start_of(Date::of(year, 5, 15));
        EXPECT_TRUE(store::insert_cycles(tx_, std::vector{cycle}));
        for (const auto& unit : {seven, eight}) {
            EXPECT_TRUE(store::insert_obligations(
                tx_,
                std::vector{
                    Obligation{paper(year, unit), stored.id, cycle.id, unit, "trước 15/5"}}));
        }
        say(stored.adopted_at);
    }
    void send(int year, std::string_view sent_at, std::string_view entered_at) {
        Submission sent;
        sent.id = SubmissionId::of(paper(year, seven).str() + "/1");
        sent.obligation = paper(year, seven);
        sent.sent_at = at(sent_at);
        EXPECT_TRUE(store::insert_submission(tx_, sent));
        say(at(entered_at));
    }
    void say(Instant when) {
        EXPECT_TRUE(store::append(tx_, {when, "Phòng Nội vụ", "x", "x", "", "", ""}));
    }
    ledger::Timeliness ask(const ledger::TimelinessQuestion& question) {
        auto table = timeliness(tx_, question);
        EXPECT_TRUE(table) << table.error();
        return table ? *std::move(table) : ledger::Timeliness{};
    }

    const Folder folder_;
    store::Store store_ =
        *store::Store::create({.url = "sqlite:" + (folder_ / "a.db").string()}, Logger{});
    store::Transaction tx_ = *store_.begin(store::Mode::write);
};

TEST_F(Timeliness, tells_each_unit_and_year_of_all_plans_with_their_sums) {
    const auto table = ask({.when = {new_year_2023}});
    EXPECT_EQ(table.when.at, new_year_2023);
    EXPECT_THAT(table.rows,
                ElementsAre(TimelinessRow{seven, 2021, {.on_time = 1}},
                            TimelinessRow{seven, 2022, {.late = 1}},
                            TimelinessRow{eight, 2021, {.overdue = 1}},
                            TimelinessRow{eight, 2022, {.overdue = 1}}));
    EXPECT_THAT(table.units,
                ElementsAre(UnitTimeliness{seven, {.on_time = 1, .late = 1}},
                            UnitTimeliness{eight, {.overdue = 2}}));
    EXPECT_THAT(table.years,
                ElementsAre(YearTimeliness{2021, {.on_time = 1, .overdue = 1}},
                            YearTimeliness{2022, {.late = 1, .overdue = 1}}));
    EXPECT_EQ(table.total, (StandingCounts{.on_time = 1, .late = 1, .overdue = 2}));
}

TEST_F(Timeliness, of_some_plans_or_years_is_a_part_of_that_table) {
    const auto all = ask({.when = {new_year_2023}});
    const auto of_plan = ask({.when = {new_year_2023}, .plans = {plan_of(2022), plan_of(2022)}});
    EXPECT_THAT(of_plan.rows, ElementsAre(all.rows[1], all.rows[3])) << "each plan counts once";
    const auto of_year = ask({.when = {new_year_2023}, .first_year = 2021, .last_year = 2021});
    EXPECT_THAT(of_year.rows, ElementsAre(all.rows[0], all.rows[2]));
    EXPECT_THAT(ask({.when = {new_year_2023}, .first_year = 2030}).rows, IsEmpty());
}

TEST_F(Timeliness, before_the_due_instant_nothing_is_settled_but_what_was_sent) {
    const auto may_14 = ask({.when = {at("2021-05-14T10:00:00+07:00")}, .plans = {plan_of(2021)}});
    EXPECT_EQ(may_14.total, (StandingCounts{.open = 1, .on_time = 1}));
    EXPECT_EQ(may_14.total.sent(), 1);
    EXPECT_EQ(may_14.total.settled(), 1);
    EXPECT_EQ(may_14.total.expected(), 2);
}

TEST_F(Timeliness, by_what_was_known_then_a_paper_entered_later_is_not_there_yet) {
    const auto may_16 = at("2021-05-16T00:00:00+07:00");
    const auto known_then = ask({.when = {may_16, may_16}});
    EXPECT_THAT(known_then.rows,
                ElementsAre(TimelinessRow{seven, 2021, {.overdue = 1}},
                            TimelinessRow{eight, 2021, {.overdue = 1}}))
        << "the plan of 2022 was not adopted yet";
    const auto known_now = ask({.when = {may_16}, .plans = {plan_of(2021)}});
    EXPECT_EQ(known_now.rows.front(), (TimelinessRow{seven, 2021, {.on_time = 1}}));
    EXPECT_THAT(ask({.when = {may_16, may_16}, .first_year = 2022}).rows, IsEmpty());
}

TEST_F(Timeliness, of_an_unknown_plan_is_not_found_and_years_backwards_are_refused) {
    const auto none = timeliness(tx_, {.when = {new_year_2023}, .plans = {PlanId::of("none")}});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code(), ErrorCode::not_found);
    const auto backwards =
        timeliness(tx_, {.when = {new_year_2023}, .first_year = 2022, .last_year = 2021});
    ASSERT_FALSE(backwards);
    EXPECT_EQ(backwards.error().code(), ErrorCode::malformed_input);
}

TEST(TimelinessOfNothing, is_an_empty_table) {
    const Folder folder;
    auto store = *store::Store::create({.url = "sqlite:" + (folder / "a.db").string()}, Logger{});
    auto tx = *store.begin(store::Mode::read);
    const auto table = timeliness(tx, {.when = {new_year_2023}});
    ASSERT_TRUE(table) << table.error();
    ledger::Timeliness empty;
    empty.when = {new_year_2023};
    EXPECT_EQ(*table, empty);
}

}  // namespace
