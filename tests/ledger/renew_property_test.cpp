// Random plans over random spans of years.
#include "ledger/recurring.hpp"
#include "support/folder.hpp"

#include "tiendo/ledger/renew.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <random>

namespace {

using namespace tiendo;
using namespace tiendo::test;

/// A plan of random sentences: with and without a day, for wards or offices.
PlanWriter random_plan(std::mt19937& random) {
    const auto pick = [&](int from, int to) {
        return std::uniform_int_distribution<int>(from, to)(random);
    };
    PlanWriter plan;
    plan.organisation();
    const int tasks = pick(1, 6);
    for (int i = 0; i < tasks; ++i) {
        const auto surface = "kỳ " + std::to_string(i);
        Deadline deadline;
        switch (pick(0, 4)) {
            case 0: deadline = recurring(surface, Period::quarter); break;
            case 1: deadline = recurring(surface, Period::month); break;
            case 2:
                deadline = every_year(surface,
                                      static_cast<unsigned>(pick(1, 28)),
                                      static_cast<unsigned>(pick(1, 12)),
                                      Period::half_year);
                break;
            case 3: deadline = recurring(surface, Period::year); break;
            case 4:
                deadline = before(surface,
                                  Date::of(pick(2020, 2025),
                                           static_cast<unsigned>(pick(1, 12)),
                                           static_cast<unsigned>(pick(1, 28))));
                break;
        }
        if (deadline.type == DeadlineType::quarterly && pick(0, 1) == 0) {
            deadline.day_of_month = pick(1, 31);
        }
        plan.task("III." + std::to_string(i + 1),
                  "Đơn vị " + std::string(pick(0, 2) == 0 ? "thông báo" : "báo cáo") + " " +
                      surface + ".")
            .assign(pick(0, 1) == 0 ? wards(15) : bodies())
            .deadline(deadline);
    }
    return plan;
}

TEST(Property, extending_year_by_year_comes_to_what_adopting_the_span_at_once_comes_to) {
    std::mt19937 random(20251126);
    for (int round = 0; round < 12; ++round) {
        const auto plan = random_plan(random);
        const int first = std::uniform_int_distribution<int>(2020, 2023)(random);
        const int last = std::uniform_int_distribution<int>(first, 2025)(random);
        ledger::AdoptOptions options;
        options.as_of = Date::of(first - 1, 12, 31);
        for (const auto& node : plan.plan().nodes) {
            for (const auto& deadline : node.deadlines) {
                if (deadline.type == DeadlineType::quarterly && !deadline.day_of_month) {
                    options.orders.push_back(ordered("khanh-hoa-bao-cao-quy"));
                    options.orders.back().node = node.id;
                }
            }
        }
        const Folder folder;
        store::StoreOptions stored;
        stored.url = "sqlite:" + (folder / "a.db").string();
        auto store = store::Store::create(stored, Logger{});
        ASSERT_TRUE(store) << store.error();
        auto tx = store->begin(store::Mode::write);
        ASSERT_TRUE(tx);
        const ledger::Act act{at("2020-01-01T08:00:00+07:00"), "Phòng Nội vụ", ""};
        ASSERT_TRUE(ledger::load_units(*tx, shipped("units.toml"), act));
        const auto adopt = [&](const char* id, ledger::Years years) {
            options.plan = PlanId::of(id);
            options.years = years;
            const auto done = ledger::adopt(
                *tx, {plan.plan(), plan.source(), {}}, shipped_reckoning(), options, act);
            ASSERT_TRUE(done) << done.error().explain();
        };
        adopt("mot-lan", {first, last});
        adopt("tung-nam", {first});
        for (int year = first + 1; year <= last; ++year) {
            ASSERT_TRUE(
                ledger::extend(*tx, PlanId::of("tung-nam"), {year, {}}, shipped_reckoning(), act));
        }
        const auto as_one = [&](const char* id) {
            const auto plan_id = PlanId::of(id);
            auto cycles = *store::list_cycles(*tx, plan_id);
            auto owed = *store::list_obligations(*tx, {.plan = plan_id});
            auto duties = *store::list_duties(*tx, {.plan = plan_id});
            std::string text;
            for (auto& each : cycles) {
                each.plan = PlanId::of("p");
                text += to_json(each) + "\n";
            }
            for (auto& each : owed) {
                text += each.cycle.str() + " " + each.unit.str() + " " + each.why + "\n";
            }
            for (auto& each : duties) {
                text += each.node.str() + " " + each.unit.str() + "\n";
            }
            const auto doubts = *store::list_doubts(*tx, plan_id);
            for (const auto& each : doubts) {
                text += to_json(each) + "\n";
            }
            return text;
        };
        EXPECT_EQ(as_one("tung-nam"), as_one("mot-lan")) << round;
        EXPECT_FALSE(as_one("mot-lan").empty());
    }
}

}  // namespace
