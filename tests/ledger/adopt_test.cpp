#include "ledger/world.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;

TEST(Adopt, keeps_what_it_derived) {
    Office office;
    auto options = adopt_2021();
    options.windows = {half_year_window()};
    const auto expected = derived(district_plan(), options);
    auto tx = office.read();
    EXPECT_EQ(store::list_duties(tx, {.plan = plan_id}).value(), expected.duties);
    EXPECT_EQ(store::list_obligations(tx, {.plan = plan_id}).value(), expected.obligations);
    EXPECT_EQ(store::list_cycles(tx, plan_id)->size(), expected.cycles.size());
    EXPECT_EQ(store::list_doubts(tx, plan_id).value(), expected.doubts);
    EXPECT_EQ(store::source_text(tx, plan_id).value(), district_plan().source());
}

TEST(Adopt, drops_a_doubt_of_the_reader_that_deriving_raised_anew) {
    const Doubt of_reader{"no-day-stated", "II.3-2", "không nêu ngày cụ thể", "", Span{10, 25}};
    auto of_deriving = of_reader;
    of_deriving.choice = "theo dõi theo từng quý";
    auto elsewhere = of_reader;
    elsewhere.span = Span{40, 55};
    auto other = of_reader;
    other.code = "window-not-stated";
    auto nowhere = of_reader;
    nowhere.span.reset();
    auto nowhere_anew = of_deriving;
    nowhere_anew.span.reset();
    ledger::Adoption derived;
    derived.doubts = {of_deriving, nowhere_anew};
    EXPECT_EQ(ledger::not_raised_anew({of_reader, elsewhere, other, nowhere}, derived),
              (std::vector<Doubt>{elsewhere, other, nowhere}));
}

TEST(Adopt, drops_a_doubt_of_the_reader_about_a_day_that_a_rule_gave) {
    const Doubt of_reader{"no-day-stated", "II.3-2", "không nêu ngày cụ thể", "", Span{10, 25}};
    ledger::Adoption derived;
    derived.cycles.emplace_back();
    derived.cycles[0].source_span = of_reader.span;
    EXPECT_EQ(ledger::not_raised_anew({of_reader}, derived), (std::vector<Doubt>{of_reader}));
    derived.cycles[0].due.at = clock_now;
    EXPECT_EQ(ledger::not_raised_anew({of_reader}, derived), std::vector<Doubt>{});
}

TEST(Adopt, writes_who_adopted_what_and_each_cycle_into_the_journal) {
    Office office;
    auto tx = office.read();
    const auto entries = store::read_journal(tx, {});
    ASSERT_TRUE(entries);
    std::vector<std::string> actions;
    for (const auto& entry : *entries) {
        actions.push_back(entry.action);
        EXPECT_EQ(entry.actor, "Phòng Nội vụ");
    }
    std::vector<std::string> expected{"units.load", "plan.adopt"};
    expected.insert(expected.end(), 7, "cycle.fix");
    EXPECT_EQ(actions, expected);
    EXPECT_FALSE(store::verify_journal(tx, std::nullopt)->fault);
}

TEST(Adopt, refuses_a_plan_that_was_adopted_already_and_changes_nothing) {
    Office office;
    const auto plan = district_plan();
    {
        auto tx = office.write();
        const auto again = ledger::adopt(tx,
                                         {plan.plan(), plan.source(), {}},
                                         shipped_reckoning(),
                                         adopt_2021(),
                                         by_home_affairs());
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code(), ErrorCode::conflict);
    }
    auto tx = office.read();
    EXPECT_EQ(store::list_obligations(tx, {.plan = plan_id})->size(), 3U * 22U + 4U * 14U);
}

TEST(Adopt, refuses_a_list_that_leaves_its_plans_without_an_authority) {
    Office office;
    auto tx = office.write();
    const auto loaded = ledger::load_units(tx, units::Registry{}, by_home_affairs());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code(), ErrorCode::not_found);
}

TEST(Adopt, needs_a_list_of_units) {
    const Folder folder;
    store::StoreOptions options;
    options.url = "sqlite:" + (folder / "a.db").string();
    auto store = store::Store::create(options, Logger());
    ASSERT_TRUE(store) << store.error();
    auto tx = store->begin(store::Mode::read);
    ASSERT_TRUE(tx) << tx.error();
    const auto registry = ledger::registry_of(*tx);
    ASSERT_FALSE(registry);
    EXPECT_EQ(registry.error().code(), ErrorCode::not_found);
}

TEST(Adopt, owes_22_plans_22_half_year_and_22_annual_reports_and_4_times_14_notices) {
    Office office;
    auto tx = office.read();
    const auto rows = ledger::owed(tx, plan_id, clock_now);
    ASSERT_TRUE(rows);
    std::map<std::string, int> counts;
    for (const auto& row : *rows) {
        ++counts[row.cycle.id.str()];
    }
    EXPECT_EQ(counts,
              (std::map<std::string, int>{{"2021-unit-plan", 22},
                                          {"2021-half-year", 22},
                                          {"2021-year", 22},
                                          {"2021-quarter-1", 14},
                                          {"2021-quarter-2", 14},
                                          {"2021-quarter-3", 14},
                                          {"2021-quarter-4", 14}}));
}

}  // namespace
