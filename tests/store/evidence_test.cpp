#include "tiendo/store/evidence.hpp"

#include "store/fixture.hpp"

namespace tiendo::test {
namespace {

class EvidenceRows : public StoreTest {
protected:
    PlanId plan_ = PlanId::of("p");
    CycleId cycle_ = CycleId::of("half");
    EvidenceRows() {
        change_ledger([](auto& tx) {
            must(put_plan(tx, a_plan("p"), "text"));
            must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
        });
    }
    Evidence an_evidence(const std::string& id, const std::string& node, const char* unit) const {
        Evidence evidence;
        evidence.id = EvidenceId::of(id);
        evidence.plan = plan_;
        evidence.node = NodeId::of(node);
        if (unit != nullptr) {
            evidence.unit = UnitId::of(unit);
        }
        evidence.record = {
            ConnectionId::of("van-ban"), RecordType::document, Date::of(2021, 3, 2), "doc-7"};
        evidence.rule = "document-cites-instrument/1";
        evidence.because = "viện dẫn 61/2018/NĐ-CP";
        return evidence;
    }
    Measure a_measure(const std::string& code, const char* unit) const {
        Measure measure;
        measure.code = code;
        measure.name = "Hồ sơ giải quyết đúng hạn";
        measure.plan = plan_;
        measure.cycle = cycle_;
        if (unit != nullptr) {
            measure.unit = UnitId::of(unit);
        }
        measure.dimension = 5;
        measure.count = 97;
        measure.out_of = 100;
        measure.window = {Date::of(2020, 12, 15), Date::of(2021, 5, 14)};
        measure.rule = "dossier-timeliness/1";
        return measure;
    }
};

TEST_F(EvidenceRows, a_rule_replaces_what_it_gave_before_and_nothing_else) {
    const auto one = an_evidence("1", "II.1-1", "phuong-7");
    const auto two = an_evidence("2", "II.1-2", nullptr);
    auto other = an_evidence("3", "II.1-1", nullptr);
    other.rule = "by-hand";
    change_ledger([&](auto& tx) {
        must(replace_evidence(tx, plan_, one.rule, std::vector{one}));
        must(replace_evidence(tx, plan_, other.rule, std::vector{other}));
        must(replace_evidence(tx, plan_, one.rule, std::vector{two, one}));
    });
    auto tx = read();
    EXPECT_EQ(must(list_evidence(tx, {.plan = plan_})), (std::vector{other, one, two}));
    EXPECT_EQ(must(list_evidence(tx, {.node = NodeId::of("II.1-1")})), (std::vector{other, one}));
    EXPECT_EQ(must(list_evidence(tx, {.unit = UnitId::of("phuong-7")})), (std::vector{one}));
    EXPECT_EQ(must(list_evidence(tx, {.rule = "by-hand"})), (std::vector{other}));
    EXPECT_EQ(must(get_evidence(tx, two.id)), two);
    EXPECT_EQ(code_of(get_evidence(tx, EvidenceId::of("9"))), ErrorCode::not_found);
}

TEST_F(EvidenceRows, evidence_of_another_plan_or_rule_is_refused) {
    auto tx = write();
    EXPECT_EQ(code_of(replace_evidence(
                  tx, plan_, "by-hand", std::vector{an_evidence("1", "II.1-1", nullptr)})),
              ErrorCode::malformed_input);
    EXPECT_EQ(code_of(replace_evidence(tx, PlanId::of("none"), "r", {})), ErrorCode::not_found);
}

TEST_F(EvidenceRows, measures_are_replaced_by_rule_and_filtered) {
    const auto all = a_measure("dossier-on-time", nullptr);
    const auto ward = a_measure("dossier-on-time", "phuong-7");
    auto bare = a_measure("dossier-late", "phuong-7");
    bare.out_of.reset();
    change_ledger([&](auto& tx) {
        must(replace_measures(tx, plan_, cycle_, all.rule, std::vector{bare}));
        must(replace_measures(tx, plan_, cycle_, all.rule, std::vector{all, ward, bare}));
    });
    auto tx = write();
    EXPECT_EQ(must(list_measures(tx, {.plan = plan_, .cycle = cycle_})),
              (std::vector{all, ward, bare}));
    EXPECT_EQ(must(list_measures(tx, {.unit = UnitId::of("phuong-7")})), (std::vector{ward, bare}));
    EXPECT_EQ(must(list_measures(tx, {.code = "dossier-late"})), (std::vector{bare}));
    EXPECT_EQ(code_of(replace_measures(tx, plan_, CycleId::of("none"), "r", {})),
              ErrorCode::not_found);
    EXPECT_EQ(code_of(replace_measures(tx, plan_, cycle_, "other", std::vector{all})),
              ErrorCode::malformed_input);
}

}  // namespace
}  // namespace tiendo::test
