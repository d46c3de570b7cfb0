#include "ledger/records.hpp"

#include "tiendo/store/evidence.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

std::vector<Evidence> evidence_of(Office& office, std::string_view rule) {
    auto tx = office.read();
    auto rows = store::list_evidence(tx, {.plan = plan_id, .rule = std::string(rule)});
    EXPECT_TRUE(rows) << rows.error();
    return rows ? std::move(*rows) : std::vector<Evidence>{};
}

TEST(DocumentEvidence, hangs_on_the_task_that_cites_the_same_instrument) {
    Office office;
    office.keep("van-ban",
                RecordType::document,
                records_of(std::vector<DocumentOf>{{.cites = {"61 /2018/nđ-cp"}},
                                                   {.cites = {"30/2020/NĐ-CP"}}}));
    office.attach();
    const auto rows = evidence_of(office, ledger::rule_cites_instrument);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].node, NodeId::of("II.5-1"));
    EXPECT_EQ(rows[0].unit, UnitId::of("ubnd-phuong-7"));
    EXPECT_EQ(rows[0].record.id, "VB-100000");
    EXPECT_EQ(rows[0].because,
              "Báo cáo số 45/BC-UBND ngày 12/4/2021 của UBND Phường 7 viện dẫn 61/2018/NĐ-CP");
}

TEST(DocumentEvidence, counts_a_document_once_that_cites_one_instrument_in_two_writings) {
    Office office;
    office.keep(
        "van-ban",
        RecordType::document,
        records_of(std::vector<DocumentOf>{{.cites = {"61/2018/NĐ-CP", "61/2018/nđ-cp "}}}));
    office.attach();
    EXPECT_EQ(evidence_of(office, ledger::rule_cites_instrument).size(), 1U);
}

TEST(DocumentEvidence, keeps_a_document_of_an_unknown_issuer_without_unit_and_tells_it) {
    Office office;
    office.keep("van-ban",
                RecordType::document,
                records_of(std::vector<DocumentOf>{
                    {.issuer = "Hội lạ", .code = "X", .cites = {"61/2018/NĐ-CP"}}}));
    const auto attached = office.attach();
    const auto rows = evidence_of(office, ledger::rule_cites_instrument);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows[0].unit);
    ASSERT_EQ(attached.doubts.size(), 1U);
    EXPECT_EQ(attached.doubts[0].code, "record-unit-unknown");
    EXPECT_THAT(attached.doubts[0].text, HasSubstr("1 văn bản của “Hội lạ”"));
}

TEST(DocumentEvidence, hangs_a_plan_of_a_unit_on_the_item_that_orders_plans) {
    Office office;
    office.keep("van-ban",
                RecordType::document,
                records_of(std::vector<DocumentOf>{
                    {.number = "12/KH-UBND", .kind = "Kế hoạch", .cites = {"118/KH-UBND"}},
                    {.number = "45/BC-UBND", .kind = "Báo cáo", .cites = {"118/KH-UBND"}},
                    {.number = "46/UBND", .kind = "Công văn", .answers = "118/KH-UBND"}}));
    office.attach();
    const auto rows = evidence_of(office, ledger::rule_cites_plan);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].node, NodeId::of("III.1"));
    EXPECT_EQ(rows[1].node, NodeId::of("III.1-p2"));
    EXPECT_THAT(rows[2].because, HasSubstr("trả lời 118/KH-UBND"));
}

TEST(DocumentEvidence, is_not_made_of_documents_of_bodies_that_owe_nothing) {
    Office office;
    office.keep("van-ban",
                RecordType::document,
                records_of(std::vector<DocumentOf>{
                    {.issuer = "Sở Nội vụ", .code = "000.00.40.H99", .cites = {"118/KH-UBND"}}}));
    const auto attached = office.attach();
    EXPECT_TRUE(evidence_of(office, ledger::rule_cites_plan).empty());
    ASSERT_EQ(attached.doubts.size(), 1U);
    EXPECT_EQ(attached.doubts[0].code, "document-without-duty");
}

TEST(DocumentEvidence, goes_when_its_document_was_deleted) {
    Office office;
    auto records = records_of(std::vector<DocumentOf>{{.cites = {"61/2018/NĐ-CP"}}});
    office.keep("van-ban", RecordType::document, records);
    office.attach();
    records[0].deleted = true;
    office.keep("van-ban", RecordType::document, records);
    EXPECT_TRUE(office.attach().changed);
    EXPECT_TRUE(evidence_of(office, ledger::rule_cites_instrument).empty());
}

TEST(DocumentEvidence, cannot_be_found_for_a_plan_without_number_and_says_so) {
    auto plan = district_plan();
    plan.plan().number.reset();
    Office office(plan);
    const auto attached = office.attach();
    ASSERT_EQ(attached.doubts.size(), 1U);
    EXPECT_EQ(attached.doubts[0].code, "plan-without-number");
}

}  // namespace
