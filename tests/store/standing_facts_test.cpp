// What the store tells of papers without reading them is what stands in them.
#include "tiendo/store/standing_facts.hpp"

#include "store/fixture.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using namespace std::chrono_literals;
using store::RoundFacts;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What a visit lends, kept.
struct Told {
    std::string unit;
    std::string cycle;
    int year = 0;
    std::optional<Instant> opens_at;
    std::optional<Instant> due_at;
    bool superseded = false;
    std::vector<Excuse> excuses;
    std::vector<RoundFacts> rounds;
    bool operator==(const Told&) const = default;
};

class StandingFacts : public StoreTest {
protected:
    StandingFacts() {
        change_ledger([&](auto& tx) {
            must(put_plan(tx, a_plan("p"), "text"));
            must(put_plan(tx, a_plan("q"), "text"));
            half_.due.at = noon;
            must(insert_cycles(tx, std::vector{half_, later_, other_}));
            must(insert_obligations(tx,
                                    std::vector{paper(half_, "u1"),
                                                paper(half_, "u2"),
                                                paper(later_, "u1"),
                                                paper(other_, "u1")}));
        });
    }

    static Cycle cycle(const std::string& plan, const std::string& id, int year) {
        auto cycle = a_cycle(plan, id);
        cycle.year = year;
        return cycle;
    }
    static Obligation paper(const Cycle& cycle, const std::string& unit) {
        return {ObligationId::of(cycle.plan.str() + "/" + cycle.id.str() + "/" + unit),
                cycle.plan,
                cycle.id,
                UnitId::of(unit),
                "các phường báo cáo trước ngày 15/5"};
    }
    static Submission round(const Obligation& owed, int number) {
        Submission sent;
        sent.id = SubmissionId::of(owed.id.str() + "/" + std::to_string(number));
        sent.obligation = owed.id;
        sent.round = number;
        sent.sent_at = noon.plus(std::chrono::hours(number));
        sent.sender = "Văn phòng";
        return sent;
    }
    std::vector<Told> told(const store::StandingFactsFilter& filter) {
        std::vector<Told> papers;
        auto tx = read();
        must(for_each_paper(tx, filter, [&](const store::StandingFacts& each) -> Result<void> {
            papers.push_back({std::string(each.unit),
                              std::string(each.cycle),
                              each.year,
                              each.opens_at,
                              each.due_at,
                              each.superseded,
                              {each.excuses.begin(), each.excuses.end()},
                              {each.rounds.begin(), each.rounds.end()}});
            return {};
        }));
        return papers;
    }

    Cycle half_ = cycle("p", "half", 2021);
    const Cycle later_ = cycle("p", "later", 2022);
    const Cycle other_ = cycle("q", "half", 2021);
};

TEST_F(StandingFacts, papers_of_one_plan_come_by_cycle_and_unit_with_their_terms) {
    EXPECT_THAT(told({.plan = half_.plan}),
                ElementsAre(Told{"u1", "half", 2021, {}, noon, false, {}, {}},
                            Told{"u2", "half", 2021, {}, noon, false, {}, {}},
                            Told{"u1", "later", 2022, {}, {}, false, {}, {}}));
}

TEST_F(StandingFacts, years_are_those_of_the_cycle_both_ends_included) {
    EXPECT_EQ(told({half_.plan, 2021, 2021}).size(), 2U);
    EXPECT_EQ(told({half_.plan, 2022, 9999}).size(), 1U);
    EXPECT_EQ(told({half_.plan, 2021, 2022}).size(), 3U);
    EXPECT_THAT(told({half_.plan, 2023, 2030}), IsEmpty());
}

TEST_F(StandingFacts, they_follow_every_change_of_the_rows) {
    const Excuse storm{"UBND quận", "bão", noon, {}};
    change_ledger([&](auto& tx) {
        half_.opens_at = noon.plus(-9h);
        half_.due.at = noon.plus(9h);
        half_.year = 2020;
        must(update_cycle(tx, half_));
        auto first = paper(half_, "u1");
        first.excuses = {storm};
        must(update_obligation(tx, first));
        auto second = paper(half_, "u2");
        second.superseded = "sáp nhập";
        must(update_obligation(tx, second));
        must(insert_submission(tx, round(first, 2)));
        auto sent = round(first, 1);
        must(insert_submission(tx, sent));
        sent.state = ReportState::withdrawn;
        sent.withdrawn_at = noon.plus(3h);
        must(update_submission(tx, sent));
    });
    EXPECT_THAT(told({half_.plan, 2020, 2020}),
                ElementsAre(Told{"u1",
                                 "half",
                                 2020,
                                 noon.plus(-9h),
                                 noon.plus(9h),
                                 false,
                                 {storm},
                                 {{1, ReportState::withdrawn, noon.plus(1h), noon.plus(3h)},
                                  {2, ReportState::submitted, noon.plus(2h), {}}}},
                            Told{"u2", "half", 2020, noon.plus(-9h), noon.plus(9h), true, {}, {}}));
    change_ledger([&](auto& tx) { must(update_obligation(tx, paper(half_, "u1"))); });
    EXPECT_THAT(told({half_.plan, 2020, 2020}).front().excuses, IsEmpty());
}

TEST_F(StandingFacts, an_error_of_the_visitor_ends_the_reading) {
    auto tx = read();
    int visits = 0;
    const auto stopped = for_each_paper(tx, {.plan = half_.plan}, [&](const auto&) -> Result<void> {
        ++visits;
        return Error{ErrorCode::cancelled, "enough"};
    });
    EXPECT_EQ(stopped.error().code(), ErrorCode::cancelled);
    EXPECT_EQ(visits, 1);
}

TEST_F(StandingFacts, an_unknown_plan_is_not_found) {
    auto tx = read();
    const auto none = for_each_paper(
        tx, {.plan = PlanId::of("none")}, [](const auto&) -> Result<void> { return {}; });
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo::test
