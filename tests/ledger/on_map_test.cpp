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
        (void)must(store::append(tx,
                                 {at("2025-07-01T08:00:00+07:00"),
                                  "Phòng Nội vụ",
                                  "evidence.attach",
                                  plan_2025.str(),
                                  "",
                                  "",
                                  ""}));
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

/// Of the report of 2021 that fourteen wards owed: wards 1 to 10 sent it in time, ward 14 late.
class OwedOnMap : public District {
protected:
    OwedOnMap() {
        apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
        adopt(plan_2021, 2021, Date::of(2020, 12, 29), "2020-12-29T08:00:00+07:00");
        for (const int ward : {1, 2, 4, 5, 6, 7, 8, 9, 10}) {
            file(plan_2021,
                 CycleId::of("2021-half-year"),
                 "ubnd-phuong-" + std::to_string(ward),
                 "2021-05-10T08:00:00+07:00");
        }
        file(plan_2021,
             CycleId::of("2021-half-year"),
             "ubnd-phuong-14",
             "2021-05-16T08:00:00+07:00");
        apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");
        apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    }
    /// Of the half-year report of the wards, on the map of `map`.
    ledger::MapTable told(Date map) {
        auto tx = read();
        auto rows = must(ledger::owed(tx, plan_2021, at("2021-05-20T09:00:00+07:00")));
        std::erase_if(rows, [](const ledger::Owed& row) {
            return row.cycle.id.str() != "2021-half-year" ||
                   !row.obligation.unit.str().starts_with("ubnd-phuong-");
        });
        auto table = must(ledger::owed_on_map(tx, rows, map));
        const auto counts = ledger::counts_of(rows);
        EXPECT_EQ(table.codes.front(), "on_time");
        EXPECT_EQ(table.total,
                  (std::vector<std::int64_t>{counts.on_time,
                                             counts.late,
                                             counts.overdue,
                                             counts.open,
                                             counts.not_due,
                                             counts.excused,
                                             counts.superseded}));
        for (std::size_t i = 0; i < table.codes.size(); ++i) {
            auto sum = table.homeless[i];
            for (const auto& row : table.rows) {
                sum += row.cells[i].amount;
            }
            for (const auto& rest : table.remainders) {
                sum += rest.cells[i].amount;
            }
            EXPECT_EQ(sum, table.total[i]) << table.codes[i];
        }
        return table;
    }
    static const ledger::MapRow* of(const ledger::MapTable& table, std::string_view unit) {
        const auto found = std::ranges::find(table.rows, UnitId::of(unit), &ledger::MapRow::unit);
        return found == table.rows.end() ? nullptr : &*found;
    }
};

TEST_F(OwedOnMap, of_its_own_day_each_ward_has_its_own_paper) {
    const auto table = told(Date::of(2021, 5, 14));
    EXPECT_EQ(table.rows.size(), 14U);
    EXPECT_EQ(table.total[0], 9);
    EXPECT_EQ(table.total[1], 1);
    EXPECT_EQ(of(table, "ubnd-phuong-14")->cells[1], (ledger::MapCell{1, false}));
}

TEST_F(OwedOnMap,
       of_2025_papers_stand_under_the_wards_that_came_of_them_and_the_divided_one_by_itself) {
    const auto table = told(Date::of(2025, 7, 1));
    EXPECT_EQ(table.rows.size(), 3U);
    // Phường 14 was divided between two, and nobody has stated the shares.
    ASSERT_EQ(table.remainders.size(), 1U);
    EXPECT_EQ(table.remainders[0].unit, UnitId::of("ubnd-phuong-14"));
    EXPECT_EQ(table.remainders[0].cells[1].amount, 1);
}

TEST_F(OwedOnMap, of_a_day_before_all_units_or_far_ahead_it_still_adds_up) {
    told(Date::of(1976, 1, 1));
    told(Date::of(2099, 1, 1));
}

TEST_F(OnMap, refuses_figures_that_were_never_computed) {
    auto tx = read();
    const auto table =
        ledger::on_map(tx, {plan_2025, half_2025, std::string(rule)}, Date::of(2025, 7, 1));
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code(), ErrorCode::not_found);
}

}  // namespace
