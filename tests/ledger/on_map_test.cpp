// One table of counts, on the map of its day and on the map of another. Sums are by hand.
#include "tiendo/ledger/on_map.hpp"

#include "ledger/district.hpp"

#include "tiendo/store/evidence.hpp"

namespace {

using namespace tiendo;
using namespace tiendo::test;

/// Ward n of the eleven of 30 June 2025 received 100 + n dossiers; five more belong to no unit.
class OnMap : public District {
protected:
    OnMap() {
        apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
        adopt(plan_2025, 2025, Date::of(2024, 12, 2), "2024-12-02T08:00:00+07:00");
        apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");
        apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
        std::vector<Measure> rows;
        for (const int ward : {1, 2, 4, 6, 8, 9, 10, 12, 13, 14, 15}) {
            rows.push_back(row_of(UnitId::of("ubnd-phuong-" + std::to_string(ward)), 100 + ward));
        }
        rows.push_back(row_of(std::nullopt, 1199));
        auto tx = write();
        must(store::replace_measures(tx, plan_2025, year_2025, rule, rows));
        must(tx.commit());
    }
    static Measure row_of(std::optional<UnitId> unit, std::int64_t count) {
        Measure measure;
        measure.code = "dossier-received";
        measure.name = "Hồ sơ tiếp nhận trong kỳ";
        measure.plan = plan_2025;
        measure.cycle = year_2025;
        measure.unit = std::move(unit);
        measure.dimension = 5;
        measure.count = count;
        measure.window = {Date::of(2025, 1, 1), Date::of(2025, 6, 30)};
        measure.rule = rule;
        return measure;
    }
    ledger::MapTable told(Date map) {
        auto tx = read();
        auto table = must(ledger::on_map(tx, {plan_2025, year_2025, std::string(rule)}, map));
        auto sum = table.homeless.front();
        for (const auto& row : table.rows) {
            sum += row.cells.front().amount;
        }
        for (const auto& rest : table.remainders) {
            sum += rest.cells.front().amount;
        }
        EXPECT_EQ(sum, 1199);
        EXPECT_EQ(table.total.front(), 1199);
        EXPECT_EQ(table.homeless.front(), 5);
        return table;
    }
    static constexpr std::string_view rule = ledger::rule_dossier_timeliness;
};

TEST_F(OnMap, of_its_day_it_is_the_table_itself) {
    const auto table = told(Date::of(2025, 6, 30));
    ASSERT_EQ(table.rows.size(), 11U);
    EXPECT_EQ(table.rows.front().name, "Ủy ban nhân dân Phường 1");
    EXPECT_EQ(table.rows.front().cells.front(), (ledger::MapCell{101, false}));
    EXPECT_TRUE(table.remainders.empty());
}

TEST_F(OnMap, of_the_new_wards_mergers_add_up_and_the_divided_ward_stands_by_itself) {
    const auto table = told(Date::of(2025, 7, 1));
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0].name, "Ủy ban nhân dân Phường Diên Hồng");
    EXPECT_EQ(table.rows[0].cells.front(), (ledger::MapCell{106 + 108, false}));
    EXPECT_EQ(table.rows[1].cells.front(), (ledger::MapCell{101 + 102 + 104 + 109 + 110, false}));
    EXPECT_EQ(table.rows[2].cells.front(), (ledger::MapCell{112 + 113 + 115, false}));
    ASSERT_EQ(table.remainders.size(), 1U);
    EXPECT_EQ(table.remainders[0].unit, UnitId::of("ubnd-phuong-14"));
    EXPECT_EQ(table.remainders[0].cells.front().amount, 114);
    EXPECT_EQ(table.remainders[0].candidates.size(), 2U);
}

TEST_F(OnMap, stated_shares_make_an_estimate_with_the_total_kept) {
    apply(entry_in(R"(
[[event]]
id = "ty-le"
amends = "nq-1685"
source = "giả định của phép thử"
[[event.state]]
unit = "phuong-14"
parts = [{ unit = "phuong-dien-hong", share = "2/5" }, { unit = "phuong-hoa-hung", share = "3/5" }]
)"),
          "2025-07-10T08:00:00+07:00");
    const auto table = told(Date::of(2025, 7, 1));
    // 114 are 45.6 and 68.4: the larger remainder gets the one that is left.
    EXPECT_EQ(table.rows[0].cells.front(), (ledger::MapCell{214 + 46, true}));
    EXPECT_EQ(table.rows[2].cells.front(), (ledger::MapCell{340 + 68, true}));
    EXPECT_TRUE(table.remainders.empty());
}

TEST_F(OnMap, refuses_figures_that_were_never_computed) {
    auto tx = read();
    const auto table =
        ledger::on_map(tx, {plan_2025, half_2025, std::string(rule)}, Date::of(2025, 7, 1));
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code(), ErrorCode::not_found);
}

}  // namespace
