// Figures that units state, beside those of the systems.
#include "report/district.hpp"

#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace tiendo::report {
namespace {

using test::District;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

class StatedInReport : public testing::Test {
protected:
    void send_again(std::string_view unit,
                    std::vector<StatedFigure> figures,
                    std::vector<Section> sections = {{"5", "Đã niêm yết."}}) {
        auto tx = district_.office().write();
        const auto paper = test::half_year_of(unit);
        test::Office::must(
            ledger::return_paper(tx,
                                 paper,
                                 {"Bổ sung số liệu", {}},
                                 test::by_home_affairs(test::at("2021-05-18T17:00:00+07:00"))));
        test::Office::must(
            ledger::submit(tx,
                           paper,
                           {test::at("2021-05-19T09:00:00+07:00"), "Văn phòng", sections, figures},
                           test::by_home_affairs()));
        test::Office::must(tx.commit());
    }
    std::vector<std::string> rows(const Report& report, std::string_view caption) {
        std::vector<std::string> all;
        const auto take = [&](const std::vector<Table>& tables) {
            for (const auto& table : tables) {
                for (const auto& row : table.rows) {
                    std::string text;
                    for (std::size_t i = 0; i < row.cells.size(); ++i) {
                        text += (i == 0 ? "" : " | ") + text_of(row.cells[i]);
                    }
                    if (table.caption == caption) {
                        all.push_back(text);
                    }
                }
            }
        };
        for (const auto& section : report.dimensions) {
            take(section.tables);
        }
        take(report.annexes);
        return all;
    }
    std::vector<Question> questions() {
        auto tx = district_.office().read();
        auto all = questions_of(tx, test::plan_id, test::half_year, test::clock_now);
        EXPECT_TRUE(all) << all.error();
        return all ? *all : std::vector<Question>{};
    }

    District district_;
};

constexpr auto caption = "Số liệu do các đơn vị báo cáo";

TEST_F(StatedInReport, a_ward_that_states_41_late_dossiers_stands_beside_the_34_of_the_system) {
    send_again("ubnd-phuong-7", {{"dossier-late", Decimal::of(41)}});
    const auto report = district_.composed();
    EXPECT_THAT(
        rows(report, caption),
        ElementsAre(
            "Hồ sơ giải quyết trễ hạn | UBND Phường 7 | 41 | 34 | ▲ lệch với hệ thống, cần làm rõ",
            HasSubstr("Hồ sơ giải quyết trễ hạn | Tổng cộng | 41 | 34 | Cộng của 1/22 đơn vị")));
}

TEST_F(StatedInReport, the_difference_is_a_question_to_that_ward) {
    send_again("ubnd-phuong-7", {{"dossier-late", Decimal::of(41)}});
    const auto all = questions();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].unit, UnitId::of("ubnd-phuong-7"));
    EXPECT_EQ(all[0].difference(), Decimal::of(7));
    EXPECT_EQ(all[0].text,
              "UBND Phường 7 báo cáo “Hồ sơ giải quyết trễ hạn” là 41; hệ thống ghi nhận 34 (chênh "
              "lệch 7): đề nghị đơn vị kiểm tra, giải trình.");
    const auto report = district_.composed();
    EXPECT_TRUE(std::ranges::any_of(
        report.doubts.items, [&](const Prose& item) { return text_of(item) == all[0].text; }));
}

TEST_F(StatedInReport, figures_that_agree_raise_no_question) {
    send_again("ubnd-phuong-7", {{"dossier-late", Decimal::of(34)}});
    EXPECT_TRUE(questions().empty());
    EXPECT_THAT(render_markdown(district_.composed()), Not(HasSubstr("▲ lệch")));
}

TEST_F(StatedInReport, rates_are_weighted_and_never_added) {
    send_again("ubnd-phuong-7",
               {{"survey-answers", Decimal::of(10)}, {"survey-satisfied-rate", Decimal::of(90)}});
    send_again("ubnd-phuong-8",
               {{"survey-answers", Decimal::of(30)}, {"survey-satisfied-rate", Decimal::of(60)}});
    EXPECT_THAT(
        rows(district_.composed(), caption),
        testing::Contains(HasSubstr("Tổng cộng | 67,5 | – | Bình quân gia quyền của 2/22")));
}

TEST_F(StatedInReport, a_figure_without_a_rule_is_shown_and_told_among_what_is_left_out) {
    send_again("ubnd-phuong-7", {{"cay-xanh", Decimal::of(12)}});
    const auto report = district_.composed();
    EXPECT_THAT(rows(report, caption), ElementsAre("cay-xanh | UBND Phường 7 | 12 | – | "));
    EXPECT_TRUE(std::ranges::any_of(report.not_included.items, [](const Prose& item) {
        return text_of(item).find("chưa có quy tắc tổng hợp") != std::string::npos;
    }));
}

TEST_F(StatedInReport, a_stated_figure_is_followed_to_the_paper_that_states_it) {
    send_again("ubnd-phuong-7", {{"dossier-late", Decimal::of(41)}});
    const auto report = district_.composed();
    auto tx = district_.office().read();
    const auto trace = report::trace(tx, report, "F5.ubnd-phuong-7.stated.dossier-late", {0, 20});
    ASSERT_TRUE(trace) << trace.error();
    EXPECT_EQ(trace->figure.text, "41");
    ASSERT_EQ(trace->parts.size(), 1U);
    EXPECT_EQ(trace->parts[0].rounds.size(), 2U);
    EXPECT_FALSE(trace->ordered_by.empty());
}

TEST_F(StatedInReport, a_report_without_stated_figures_has_no_such_table) {
    EXPECT_TRUE(rows(district_.composed(), caption).empty());
}

// Long texts.

TEST_F(StatedInReport,
       a_long_text_stands_as_its_authors_first_sentence_with_the_whole_in_an_annex) {
    const std::string lead = "UBND TP. Bình An và Q.10 đã giao 15. phường làm xong.";
    const std::string rest(2000, 'x');
    send_again("ubnd-phuong-7", {}, {{"5", lead + " " + rest + ".\nĐoạn hai."}});
    const auto report = district_.composed();
    std::string text;
    std::string remark;
    for (const auto& narrative : report.dimensions.at(4).narratives) {
        if (narrative.unit == UnitId::of("ubnd-phuong-7")) {
            text += narrative.text;
            remark += narrative.remark;
        }
    }
    EXPECT_EQ(text, lead);
    EXPECT_THAT(remark, HasSubstr("toàn văn tại Phụ lục"));
    const auto whole = rows(report, "Toàn văn các nội dung báo cáo được trích câu đầu");
    ASSERT_EQ(whole.size(), 2U);
    EXPECT_EQ(whole[0], "UBND Phường 7 | Nội dung 5 | " + lead + " " + rest + ".");
    EXPECT_EQ(whole[1], " |  | Đoạn hai.");
}

TEST_F(StatedInReport, one_long_sentence_is_left_whole) {
    const std::string text(2000, 'x');
    send_again("ubnd-phuong-7", {}, {{"5", text}});
    const auto report = district_.composed();
    EXPECT_TRUE(std::ranges::any_of(report.dimensions.at(4).narratives,
                                    [&](const Narrative& each) { return each.text == text; }));
}

}  // namespace
}  // namespace tiendo::report
