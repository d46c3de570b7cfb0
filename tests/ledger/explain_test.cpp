#include "tiendo/ledger/explain.hpp"

#include "ledger/records.hpp"

#include "tiendo/store/evidence.hpp"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

/// Ward 7: `late` late dossiers, 2 before due, 3 on the due day. Ward 8: one before due.
std::vector<Record> dossiers(int late) {
    std::vector<DossierOf> all(static_cast<std::size_t>(late),
                               {.finished = "2021-03-20T09:00:00+07:00"});
    all.insert(all.end(), 2, {.finished = "2021-03-05T09:00:00+07:00"});
    all.insert(all.end(), 3, {.finished = "2021-03-08T09:00:00+07:00"});
    all.push_back({.unit = "000.08.12.H99", .finished = "2021-03-05T09:00:00+07:00"});
    return records_of(all);
}

ledger::MeasureRef measure(std::string code, std::string_view unit) {
    ledger::MeasureRef wanted;
    wanted.plan = plan_id;
    wanted.cycle = half_year;
    wanted.code = std::move(code);
    if (!unit.empty()) {
        wanted.unit = UnitId::of(unit);
    }
    return wanted;
}

Result<ledger::Explanation> explained(Office& office,
                                      const ledger::MeasureRef& wanted,
                                      const ledger::Paging& paging) {
    auto tx = office.read();
    return ledger::explain_measure(tx, wanted, paging);
}

TEST(Explain, leads_from_the_late_dossiers_of_ward_7_to_their_rows_and_to_the_sentence) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, dossiers(4));
    office.attach();
    const auto why = explained(office, measure("dossier-late", "ubnd-phuong-7"), {});
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->value, "4");
    EXPECT_EQ(why->row_count, 4);
    ASSERT_EQ(why->rows.size(), 4U);
    EXPECT_EQ(why->rows[0].record.id, "000.07.12.H99-100000");
    EXPECT_THAT(why->rows[0].text, HasSubstr("hẹn trả 8/3/2021, xử lý xong 20/3/2021"));
    EXPECT_EQ(why->rule, "dossier-timeliness/1");
    ASSERT_EQ(why->ordered_by.size(), 2U);
    EXPECT_EQ(why->ordered_by[0].node, NodeId::of("II.5-1"));
    EXPECT_EQ(why->ordered_by[0].text, "Giảm hồ sơ trễ hạn; thực hiện Nghị định 61/2018/NĐ-CP.");
    EXPECT_EQ(why->ordered_by[1].node, NodeId::of("III.1-p2"));
}

TEST(Explain, quotes_the_document_byte_for_byte) {
    Office office;
    office.attach();
    const auto source = district_plan().source();
    const auto why = explained(office, measure("dossier-late", "ubnd-phuong-7"), {});
    ASSERT_TRUE(why) << why.error();
    for (const auto& quote : why->ordered_by) {
        EXPECT_EQ(quote.text, source.substr(quote.span.begin, quote.span.size()));
    }
}

TEST(Explain, pages_over_the_two_kinds_that_are_on_time_without_gap_or_repeat) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, dossiers(4));
    office.attach();
    std::set<std::string> seen;
    for (std::int64_t offset = 0; offset < 5; offset += 2) {
        const auto page =
            explained(office, measure("dossier-on-time", "ubnd-phuong-7"), {offset, 2});
        ASSERT_TRUE(page) << page.error();
        EXPECT_EQ(page->row_count, 5);
        for (const auto& row : page->rows) {
            EXPECT_TRUE(seen.insert(row.record.id).second) << row.record.id;
        }
    }
    EXPECT_EQ(seen.size(), 5U);
}

TEST(Explain, shows_the_denominator_too) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, dossiers(4));
    office.attach();
    auto wanted = measure("dossier-on-time", "ubnd-phuong-7");
    wanted.part = ledger::MeasurePart::out_of;
    const auto why = explained(office, wanted, {});
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->row_count, 9);
}

TEST(Explain, works_for_every_measure_there_is) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, dossiers(30));
    office.keep("phan-anh",
                RecordType::feedback,
                records_of(std::vector<FeedbackOf>{
                    {}, {.closed = "2021-03-05T09:00:00+07:00"}, {.agency = ""}}));
    office.attach();
    auto tx = office.read();
    const auto measures = store::list_measures(tx, {.plan = plan_id});
    ASSERT_GT(measures->size(), 200U);
    for (const auto& each : *measures) {
        const ledger::MeasureRef wanted{each.plan, each.cycle, each.code, each.unit};
        const auto why = ledger::explain_measure(tx, wanted, {0, 1000});
        ASSERT_TRUE(why) << why.error();
        EXPECT_EQ(why->row_count, each.count) << each.code;
        EXPECT_EQ(std::ssize(why->rows), each.count) << each.code;
        EXPECT_FALSE(why->ordered_by.empty());
    }
}

TEST(Explain, says_when_the_records_changed_since_the_figure_was_computed) {
    Office office;
    office.keep("mot-cua", RecordType::dossier, dossiers(4));
    office.attach();
    office.keep("mot-cua", RecordType::dossier, dossiers(5));
    const auto why = explained(office, measure("dossier-late", "ubnd-phuong-7"), {});
    ASSERT_FALSE(why);
    EXPECT_EQ(why.error().code(), ErrorCode::conflict);
}

TEST(Explain, refuses_a_measure_that_is_not_there) {
    Office office;
    office.attach();
    EXPECT_FALSE(explained(office, measure("dossier-lost", "ubnd-phuong-7"), {}));
    EXPECT_FALSE(explained(office, measure("dossier-late", "ubnd-phuong-3"), {}));
    EXPECT_FALSE(explained(office, measure("dossier-late", "ubnd-phuong-7"), {0, 0}));
}

TEST(Explain, leads_from_an_overdue_report_to_its_due_steps_and_its_sentence) {
    Office office;
    auto tx = office.read();
    const auto why = ledger::explain_obligation(
        tx, ObligationId::of("ke-hoach-118/2021-half-year/ubnd-phuong-11"), clock_now);
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->value, vietnamese(Standing::overdue));
    EXPECT_THAT(why->how, HasSubstr("chưa gửi lần nào"));
    EXPECT_EQ(why->steps.back().at, at("2021-05-15T00:00:00+07:00"));
    ASSERT_EQ(why->ordered_by.size(), 1U);
    EXPECT_THAT(why->ordered_by[0].text, HasSubstr("báo cáo kết quả thực hiện 06 tháng"));
}

TEST(Explain, leads_from_a_returned_report_to_all_its_rounds) {
    Office office;
    {
        auto tx = office.write();
        const auto paper = half_year_of("ubnd-phuong-5");
        Office::must(
            ledger::submit(tx, paper, sent_at("2021-05-12T10:00:00+07:00"), by_home_affairs()));
        Office::must(ledger::return_paper(
            tx, paper, {"bổ sung số liệu"}, by_home_affairs(at("2021-05-17T09:00:00+07:00"))));
        Office::must(
            ledger::submit(tx, paper, sent_at("2021-05-18T10:00:00+07:00"), by_home_affairs()));
        Office::must(tx.commit());
    }
    auto tx = office.read();
    const auto why = ledger::explain_obligation(
        tx, ObligationId::of("ke-hoach-118/2021-half-year/ubnd-phuong-5"), clock_now);
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->value, vietnamese(Standing::on_time));
    EXPECT_EQ(why->rounds.size(), 2U);
    EXPECT_THAT(why->how, HasSubstr("2021-05-12T10:00:00+07:00 quyết định"));
}

TEST(Explain, leads_from_evidence_to_its_record_and_its_task) {
    Office office;
    office.keep("van-ban",
                RecordType::document,
                records_of(std::vector<DocumentOf>{{.cites = {"61/2018/NĐ-CP"}}}));
    office.attach();
    auto tx = office.read();
    const auto rows = store::list_evidence(tx, {.plan = plan_id});
    ASSERT_EQ(rows->size(), 1U);
    const auto why = ledger::explain_evidence(tx, rows->front().id);
    ASSERT_TRUE(why) << why.error();
    EXPECT_EQ(why->rows.front().record.id, "VB-100000");
    EXPECT_EQ(why->ordered_by.front().node, NodeId::of("II.5-1"));
    const auto node = ledger::explain_node(tx, {plan_id, NodeId::of("II.5-1")}, {});
    ASSERT_TRUE(node) << node.error();
    EXPECT_EQ(node->row_count, 1);
}

}  // namespace
