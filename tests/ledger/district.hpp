#pragma once

#include "ledger/world.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/units.hpp"
#include "tiendo/units/parse_events.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

inline const auto plan_2021 = PlanId::of("ke-hoach-118");
inline const auto plan_2025 = PlanId::of("ke-hoach-118-nam-2025");
inline const auto half_2025 = CycleId::of("2025-half-year");
inline const auto year_2025 = CycleId::of("2025-year");

/// The yearly reports, sent to the district by way of its Home Affairs office.
inline PlanWriter yearly_plan() {
    auto plan = district_plan();
    auto& node = *std::ranges::find(plan.plan().nodes, NodeId::of("III.1-p2"), &Node::id);
    auto via = with_role(lead("Phòng Nội vụ", "phong-noi-vu"), Role::recipient);
    via.via = true;
    node.assignees.push_back(via);
    plan.plan().date = Date::of(2020, 12, 15);
    return plan;
}

inline units::History real_district() {
    auto text = read_file(std::string(TIENDO_SOURCE_DIR) + "/src/units/data/quan-10.toml", 1 << 20);
    EXPECT_TRUE(text) << text.error();
    auto history = units::parse_history(*text, "quan-10.toml");
    EXPECT_TRUE(history) << history.error().explain();
    return *std::move(history);
}

inline units::Entry entry_in(std::string_view toml) {
    auto entries = units::parse_events(toml, "test.toml");
    EXPECT_TRUE(entries) << entries.error().explain();
    return entries->front();
}

inline units::Entry reversal_of(const std::string& id) {
    return entry_in("[[event]]\nid = \"huy-" + id + "\"\nreverses = \"" + id +
                    "\"\nreason = \"nhập nhầm (giả định)\"\n");
}

/// A database with the first list of the real district: 15 wards.
class District : public testing::Test {
protected:
    District() : whole_(real_district()), store_(make()) {
        auto tx = write();
        must(ledger::load_units(tx, whole_.known(0), by("2020-12-01T08:00:00+07:00")));
        must(tx.commit());
    }

    static ledger::Act by(std::string_view when) { return {at(when), "Phòng Nội vụ", ""}; }
    template <typename T>
    static T must(Result<T> done) {
        EXPECT_TRUE(done) << done.error().explain();
        return *std::move(done);
    }
    static void must(const Result<void>& done) { EXPECT_TRUE(done) << done.error().explain(); }

    store::StoreOptions options() {
        store::StoreOptions options;
        options.url = "sqlite:" + (folder_ / "quan.db").string();
        return options;
    }
    store::Store make() { return must(store::Store::create(options(), Logger{})); }
    store::Transaction write() { return must(store_.begin(store::Mode::write)); }
    store::Transaction read() { return must(store_.begin(store::Mode::read)); }

    void adopt(const PlanId& id, int year, Date as_of, std::string_view when) {
        const auto plan = yearly_plan();
        ledger::AdoptOptions options;
        options.plan = id;
        options.as_of = as_of;
        options.years = {year};
        auto tx = write();
        (void)must(ledger::adopt(
            tx, {plan.plan(), plan.source(), {}}, shipped_reckoning(), options, by(when)));
        must(tx.commit());
    }

    [[nodiscard]] const units::Entry& real(std::string_view id) const {
        for (const auto& entry : whole_.entries()) {
            if (units::id_of(entry).str() == id) {
                return entry;
            }
        }
        ADD_FAILURE() << id;
        return whole_.entries().front();
    }
    ledger::UnitsEffect apply(const units::Entry& entry, std::string_view when) {
        auto tx = write();
        const auto preview = must(ledger::preview_units(tx, {entry}, at(when)));
        auto effect = must(ledger::apply_units(tx, entry, by(when)));
        EXPECT_EQ(preview.front(), effect);  // a preview that tells something else is none
        must(tx.commit());
        return effect;
    }
    void file(const PlanId& plan,
              const CycleId& cycle,
              std::string_view unit,
              std::string_view when) {
        auto tx = write();
        (void)must(ledger::submit(tx, {plan, cycle, UnitId::of(unit)}, sent_at(when), by(when)));
        must(tx.commit());
    }

    /// How the wards' papers of one cycle stand.
    ledger::StandingCounts wards(const PlanId& plan, const CycleId& cycle, std::string_view when) {
        auto tx = read();
        ledger::StandingCounts counts;
        for (const auto& row : must(ledger::owed(tx, plan, at(when)))) {
            if (row.cycle.id == cycle && row.obligation.unit.str().starts_with("ubnd-phuong-")) {
                counts.add(row.standing);
            }
        }
        return counts;
    }
    /// The wards of whom the paper is expected.
    std::vector<std::string> expected(const PlanId& plan, const CycleId& cycle) {
        auto tx = read();
        std::vector<std::string> units;
        for (const auto& each : must(store::list_obligations(tx, {.plan = plan, .cycle = cycle}))) {
            if (!each.superseded && each.unit.str().starts_with("ubnd-phuong-")) {
                units.push_back(each.unit.str());
            }
        }
        return units;
    }
    Obligation paper(const PlanId& plan, const CycleId& cycle, std::string_view unit) {
        auto tx = read();
        auto found = must(
            store::list_obligations(tx, {.plan = plan, .cycle = cycle, .unit = UnitId::of(unit)}));
        EXPECT_EQ(found.size(), 1U) << unit;
        return found.empty() ? Obligation{} : found.front();
    }
    std::vector<std::string> doubted(const PlanId& plan, std::string_view code) {
        auto tx = read();
        std::vector<std::string> where;
        for (const auto& doubt : must(store::list_doubts(tx, plan))) {
            if (doubt.code == code) {
                where.push_back(doubt.where);
            }
        }
        return where;
    }
    /// The one doubt of plan 2025 of this code about `where`.
    Doubt doubt_of(std::string_view code, std::string_view where) {
        auto tx = read();
        for (const auto& doubt : must(store::list_doubts(tx, plan_2025))) {
            if (doubt.code == code && doubt.where == where) {
                return doubt;
            }
        }
        ADD_FAILURE() << code << " " << where;
        return {};
    }
    /// Everything that a reorganisation may change but the journal and the entries.
    struct State {
        std::vector<Unit> units;
        std::vector<Duty> duties;
        std::vector<Obligation> obligations;
        std::vector<Doubt> doubts;
        bool operator==(const State&) const = default;
    };
    State state(store::Transaction& tx, const PlanId& plan) {
        return {must(store::list_units(tx)),
                must(store::list_duties(tx, {.plan = plan})),
                must(store::list_obligations(tx, {.plan = plan})),
                must(store::list_doubts(tx, plan))};
    }
    void expect_sound_journal() {
        auto tx = read();
        EXPECT_FALSE(must(store::verify_journal(tx, std::nullopt)).fault);
    }

    Folder folder_;
    units::History whole_;
    store::Store store_;
};

}  // namespace tiendo::test
