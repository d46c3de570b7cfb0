#include "tiendo/report/compose.hpp"

#include "report/district.hpp"
#include "report/golden.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"
#include "tiendo/store/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <numeric>
#include <set>

namespace tiendo::report {
namespace {

using test::District;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}
std::string figure_of(const Report& report, std::string_view id) {
    const auto* figure = report.find_figure(id);
    return figure == nullptr ? "no such figure" : figure->text;
}
/// A copy: many tests ask a report that lives for one expression.
DimensionSection dimension(const Report& report, int number) {
    return report.dimensions.at(static_cast<std::size_t>(number - 1));
}

/// One district for all tests that only read.
class ReportCompose : public testing::Test {
protected:
    static void SetUpTestSuite() { district_ = std::make_unique<District>(); }
    static void TearDownTestSuite() { district_.reset(); }
    static Report composed() { return district_->composed(); }
    static Report composed_at(std::string_view when) {
        auto options = District::options();
        options.at = test::at(when);
        return district_->composed(options);
    }

    static inline std::unique_ptr<District> district_;
};

TEST_F(ReportCompose, the_summary_says_who_sent_and_names_who_did_not) {
    EXPECT_EQ(text_of(composed().summary[0]),
              "Tính đến 9 giờ 00 phút ngày 20/5/2021, 20/22 đơn vị đã gửi báo cáo, trong đó 18 đơn "
              "vị gửi đúng hạn, 02 đơn vị gửi trễ hạn; 02 đơn vị chưa gửi báo cáo gồm: UBND Phường "
              "9 và UBND Phường 10.");
}

TEST_F(ReportCompose, each_row_of_the_tally_adds_up) {
    for (const auto& row : composed().tally.rows) {
        std::vector<int> numbers;
        for (std::size_t i = 1; i < row.cells.size(); ++i) {
            numbers.push_back(std::stoi(text_of(row.cells[i])));
        }
        EXPECT_EQ(numbers[0], std::accumulate(numbers.begin() + 1, numbers.end(), 0))
            << text_of(row.cells[0]);
    }
}

TEST_F(ReportCompose, the_table_of_units_has_one_row_for_each_that_owes) {
    const auto report = composed();
    EXPECT_EQ(report.obligations.rows.size(), 22U);
    EXPECT_EQ(figure_of(report, "F.ubnd-phuong-7.days-late"), "1");
    EXPECT_EQ(figure_of(report, "F.ubnd-phuong-8.days-late"), "4");
    EXPECT_EQ(figure_of(report, "F.ubnd-phuong-1.days-late"), "no such figure");
}

TEST_F(ReportCompose, who_was_late_and_who_never_sent_is_named) {
    const auto report = composed();
    EXPECT_EQ(text_of(report.lists[0].items.at(0)),
              "UBND Phường 7: gửi lúc 8 giờ 30 phút ngày 15/5/2021, trễ 01 ngày.");
    EXPECT_EQ(text_of(report.lists[1].items.at(0)),
              "UBND Phường 9: đã quá hạn 06 ngày, chưa gửi báo cáo lần nào.");
    EXPECT_EQ(text_of(report.lists[2].items.at(0)),
              "UBND Phường 2: trả lại lúc 14 giờ 00 phút ngày 13/5/2021, lý do: “Thiếu số liệu quý "
              "I.”; đã gửi lại lúc 15 giờ 00 phút ngày 14/5/2021.");
}

TEST_F(ReportCompose, words_of_a_returned_paper_give_way_to_those_sent_again) {
    std::string ward_2;
    for (const auto section = dimension(composed(), 5);
         const auto& narrative : section.narratives) {
        if (narrative.unit.str() == "ubnd-phuong-2") {
            ward_2 += narrative.text;
        }
    }
    EXPECT_EQ(ward_2, "Đã bổ sung số liệu quý I.");
}

TEST_F(ReportCompose, a_paper_returned_and_not_sent_again_is_left_out_and_told) {
    const auto report = composed_at("2021-05-14T10:00:00+07:00");
    for (const auto section = dimension(report, 5); const auto& narrative : section.narratives) {
        EXPECT_NE(narrative.unit.str(), "ubnd-phuong-2");
    }
    EXPECT_THAT(text_of(report.not_included.items.at(0)),
                HasSubstr("UBND Phường 2: đã bị trả lại"));
    EXPECT_THAT(text_of(report.summary[0]),
                HasSubstr("01 đơn vị đã gửi nhưng bị trả lại, chưa gửi lại gồm: UBND Phường 2"));
}

TEST_F(ReportCompose, words_from_late_or_unaccepted_papers_say_so) {
    std::set<std::string> remarks;
    for (const auto section = dimension(composed(), 5);
         const auto& narrative : section.narratives) {
        remarks.insert(narrative.unit.str() + ": " + narrative.remark);
    }
    EXPECT_THAT(
        remarks,
        testing::IsSupersetOf({"ubnd-phuong-1: ",
                               "ubnd-phuong-7: báo cáo gửi trễ hạn; báo cáo chưa được tiếp nhận"}));
}

TEST_F(ReportCompose, before_the_due_instant_nobody_is_late) {
    const auto report = composed_at("2021-05-12T12:00:00+07:00");
    EXPECT_EQ(figure_of(report, "F.all.late"), "0");
    EXPECT_EQ(figure_of(report, "F.all.overdue"), "0");
    EXPECT_EQ(figure_of(report, "F.all.on-time"), "10");
    EXPECT_EQ(figure_of(report, "F.all.pending"), "12");
}

TEST_F(ReportCompose, dossiers_on_time_and_late_stand_side_by_side) {
    const auto report = composed();
    EXPECT_EQ(figure_of(report, "F5.ubnd-phuong-7.dossier-on-time"), "1.200");
    EXPECT_EQ(figure_of(report, "F5.ubnd-phuong-7.dossier-late"), "34");
    EXPECT_EQ(figure_of(report, "F5.ubnd-phuong-7.dossier-on-time.rate"), "97,2 %");
    EXPECT_EQ(figure_of(report, "F5.ubnd-phuong-7.dossier-late.rate"), "2,8 %");
    // The total counts the dossier of the unknown unit too.
    EXPECT_EQ(figure_of(report, "F5.all.dossier-solved"), "1.235");
}

TEST_F(ReportCompose, without_dossiers_there_is_no_rate) {
    EXPECT_EQ(figure_of(composed(), "F5.ubnd-phuong-1.dossier-on-time.rate"), "–");
}

TEST_F(ReportCompose, feedback_answered_late_is_told_beside_what_was_on_time) {
    const auto report = composed();
    EXPECT_EQ(figure_of(report, "F3.ubnd-phuong-7.feedback-answered-on-time"), "10");
    EXPECT_EQ(figure_of(report, "F3.ubnd-phuong-7.feedback-answered-late"), "1");
    EXPECT_EQ(figure_of(report, "F3.ubnd-phuong-7.feedback-open"), "1");
}

TEST_F(ReportCompose, each_dimension_has_a_chart_of_what_is_known) {
    const auto report = composed();
    ASSERT_EQ(report.dimensions.size(), 8U);
    EXPECT_EQ(dimension(report, 3).chart.basis, ChartBasis::measures);
    EXPECT_EQ(dimension(report, 5).chart.basis, ChartBasis::measures);
    EXPECT_EQ(dimension(report, 6).chart.basis, ChartBasis::statements);
    for (const auto& section : report.dimensions) {
        EXPECT_FALSE(section.chart.bars.empty()) << section.number;
        EXPECT_FALSE(section.chart.title.empty()) << section.number;
    }
}

TEST_F(ReportCompose, a_dimension_without_figures_says_so) {
    const auto report = composed();
    EXPECT_TRUE(dimension(report, 6).tables.empty());
    EXPECT_THAT(text_of(dimension(report, 6).notes.at(1)), HasSubstr("Chưa có hệ thống nào"));
}

TEST_F(ReportCompose, evidence_is_counted_for_each_task) {
    EXPECT_EQ(figure_of(composed(), "F5.II.5-1.evidence"), "1");
}

TEST_F(ReportCompose, records_of_an_unknown_unit_are_told) {
    std::string all;
    for (const auto& item : composed().not_included.items) {
        all += text_of(item) + "\n";
    }
    EXPECT_THAT(all, HasSubstr("000.99.99.H99"));
}

TEST_F(ReportCompose, doubts_name_the_choice_and_who_made_it) {
    std::string all;
    for (const auto& item : composed().doubts.items) {
        all += text_of(item) + "\n";
    }
    EXPECT_THAT(all, HasSubstr("do Phòng Nội vụ chọn: từ sau kỳ trước đến ngày cuối còn đúng hạn"));
    EXPECT_THAT(all, HasSubstr("15"));
}

TEST_F(ReportCompose, the_figures_in_the_html_are_those_of_the_report) {
    const auto report = composed();
    const auto printed = test::attribute_values(render_html(report), "data-figure");
    std::vector<std::string> listed;
    for (const auto& figure : report.figures) {
        listed.push_back(figure.id);
    }
    EXPECT_THAT(listed,
                testing::ElementsAreArray(std::set<std::string>(printed.begin(), printed.end())));
}

TEST_F(ReportCompose, every_figure_is_traced_to_its_parts_and_to_a_sentence) {
    const auto report = composed();
    auto tx = district_->office().read();
    for (const auto& figure : report.figures) {
        auto found = trace(tx, report, figure.id, {0, 1000});
        ASSERT_TRUE(found) << figure.id << ": " << found.error().explain();
        EXPECT_FALSE(found->ordered_by.empty()) << figure.id;
        EXPECT_FALSE(found->ordered_by.front().text.empty()) << figure.id;
        if (const auto* source = std::get_if<OfMeasure>(&figure.source);
            source != nullptr && source->part == MeasurePart::count) {
            EXPECT_EQ(number_text(found->parts.at(0).row_count), figure.text) << figure.id;
        }
        if (std::holds_alternative<OfObligations>(figure.source) &&
            !figure.id.ends_with(".days-late")) {
            EXPECT_EQ(number_text(std::ssize(found->parts)), figure.text) << figure.id;
        }
        if (std::holds_alternative<OfEvidence>(figure.source)) {
            EXPECT_EQ(number_text(found->parts.at(0).row_count), figure.text) << figure.id;
        }
    }
}

TEST_F(ReportCompose, papers_behind_a_figure_come_in_pages) {
    const auto report = composed();
    auto tx = district_->office().read();
    const auto figure =
        std::find_if(report.figures.begin(), report.figures.end(), [](const Figure& each) {
            const auto* source = std::get_if<OfObligations>(&each.source);
            return source != nullptr && source->obligations.size() > 3;
        });
    ASSERT_NE(figure, report.figures.end());
    const auto& papers = std::get<OfObligations>(figure->source).obligations;
    const auto all = trace(tx, report, figure->id, {0, 1000});
    const auto page = trace(tx, report, figure->id, {2, 2});
    const auto past = trace(tx, report, figure->id, {std::ssize(papers), 2});
    ASSERT_TRUE(all && page && past);
    ASSERT_EQ(all->parts.size(), papers.size());
    EXPECT_EQ(page->parts, (std::vector{all->parts[2], all->parts[3]}));
    EXPECT_TRUE(past->parts.empty());
    EXPECT_FALSE(past->ordered_by.empty());
}

TEST_F(ReportCompose, a_figure_that_is_not_printed_is_not_found) {
    auto tx = district_->office().read();
    const auto found = trace(tx, composed(), "F9.x", {});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code(), ErrorCode::not_found);
}

TEST_F(ReportCompose, composing_twice_gives_the_same_report_and_writes_nothing) {
    auto before = district_->office().read();
    const auto head = store::journal_head(before);
    const auto first = composed();
    EXPECT_EQ(first, composed());
    auto after = district_->office().read();
    EXPECT_EQ(*store::journal_head(after), *head);
    EXPECT_EQ(first.provenance.head_hash, head->hash);
}

TEST_F(ReportCompose, all_text_is_composed_and_valid) {
    const auto html = render_html(composed());
    EXPECT_TRUE(is_nfc(html));
    EXPECT_FALSE(first_invalid_utf8(html).has_value());
    EXPECT_THAT(html, Not(HasSubstr("{}")));
}

TEST_F(ReportCompose, the_paper_meets_the_golden_file) {
    auto report = composed();
    // What the ledger words and the journal counts has tests of its own.
    report.doubts.items.clear();
    report.provenance = {};
    std::erase_if(report.figures, [](const Figure& figure) { return figure.id == "F.journal"; });
    test::meets_golden(render_markdown(report), "district.md");
}

TEST_F(ReportCompose, an_unknown_cycle_is_not_found) {
    auto options = District::options();
    options.cycle = CycleId::of("2021-month");
    auto tx = district_->office().read();
    const auto report = compose(tx, options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code(), ErrorCode::not_found);
}

TEST_F(ReportCompose, the_board_counts_every_paper_once) {
    auto tx = district_->office().read();
    const auto board = compose_board(tx, {test::plan_id, test::half_year, test::clock_now});
    ASSERT_TRUE(board) << board.error().explain();
    EXPECT_EQ(board->rows.size(), 22U);
    EXPECT_EQ(board->summary,
              "Tổng cộng 22 văn bản phải gửi: 18 đúng hạn, 2 trễ hạn, 2 quá hạn chưa nộp.");
}

TEST_F(ReportCompose, the_board_says_where_no_day_is_stated) {
    auto tx = district_->office().read();
    const auto board =
        compose_board(tx, {test::plan_id, CycleId::of("2021-quarter-1"), test::clock_now});
    ASSERT_TRUE(board) << board.error().explain();
    ASSERT_FALSE(board->rows.empty());
    EXPECT_EQ(board->rows[0].due, "");
    EXPECT_EQ(board->rows[0].due_name, "không ghi ngày");
    EXPECT_EQ(board->rows[0].standing, "open");
}

}  // namespace
}  // namespace tiendo::report
