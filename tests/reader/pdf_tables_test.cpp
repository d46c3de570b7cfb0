// Tables that the rules of a page draw.
#include "pdf_text.hpp"
#include "sheet.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {

namespace {

using reader::Document;
using testing::ElementsAre;

/// "column+columns x rows: text" for each cell of each row.
std::vector<std::vector<std::string>> cells(const Document& document, const reader::Table& table) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : table.rows) {
        rows.emplace_back();
        for (const auto& cell : row.cells) {
            rows.back().push_back(std::to_string(cell.column) + "+" + std::to_string(cell.columns) +
                                  "x" + std::to_string(cell.rows) + ": " +
                                  std::string(cut(document, cell.span)));
        }
    }
    return rows;
}

}  // namespace

TEST(PdfTables, have_the_cells_that_their_rules_draw) {
    Sheet sheet;
    sheet.line(Sheet::left, 80, "Bảng phân công:");
    sheet.grid({85, 125, 345, 545}, {100, 120, 160});
    sheet.level(85, 180, 460).upright(85, 160, 20).upright(545, 160, 20);  // a group row
    sheet.line(90, 102, "TT").line(130, 102, "Nhiệm vụ").line(350, 102, "Chủ trì");
    sheet.line(90, 122, "1").line(130, 122, "Rà soát thủ tục đất đai");
    sheet.line(130, 139, "và xây dựng").line(350, 122, "Phòng Kinh tế");
    sheet.line(90, 162, "I. Nhóm thứ nhất");
    sheet.line(Sheet::left, 200, "Hết bảng.");
    const auto document = sheet.document();
    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_THAT(cells(document, document.tables[0]),
                ElementsAre(ElementsAre("0+1x1: TT", "1+1x1: Nhiệm vụ", "2+1x1: Chủ trì"),
                            ElementsAre("0+1x1: 1",
                                        "1+1x1: Rà soát thủ tục đất đai và xây dựng",
                                        "2+1x1: Phòng Kinh tế"),
                            ElementsAre("0+3x1: I. Nhóm thứ nhất")));
    EXPECT_EQ(paragraphs(document).front(), "Bảng phân công:");
    EXPECT_EQ(paragraphs(document).back(), "Hết bảng.");
}

TEST(PdfTables, have_cells_that_cover_rows) {
    Sheet sheet;
    sheet.level(85, 100, 460).level(85, 120, 260).level(85, 140, 460);
    for (const double x : {85.0, 345.0, 545.0}) {
        sheet.upright(x, 100, 40);
    }
    sheet.line(90, 102, "Lập dự toán").line(90, 122, "Quyết toán").line(350, 110, "Phòng Kinh tế");
    const auto document = sheet.document();
    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_THAT(cells(document, document.tables[0]),
                ElementsAre(ElementsAre("0+1x1: Lập dự toán", "1+1x2: Phòng Kinh tế"),
                            ElementsAre("0+1x1: Quyết toán")));
}

TEST(PdfTables, go_on_behind_a_page_break_with_a_row_made_whole) {
    const std::vector<double> xs = {85, 125, 345, 545};
    Sheet sheet;
    sheet.grid(xs, {700, 720, 780})
        .line(90, 702, "TT")
        .line(130, 702, "Nhiệm vụ")
        .line(350, 702, "Hạn");
    sheet.line(90, 722, "1")
        .line(130, 722, "Niêm yết danh mục thủ tục tại")
        .line(350, 722, "Quý I");
    sheet.page().centred(40, "2").grid(xs, {80, 100, 120, 140});
    sheet.line(90, 82, "TT").line(130, 82, "Nhiệm vụ").line(350, 82, "Hạn");
    sheet.line(130, 102, "nhà văn hóa")
        .line(90, 122, "2")
        .line(130, 122, "Tuần tra")
        .line(350, 122, "Quý II");
    const auto document = sheet.document();
    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_TRUE(document.tables[0].rows[0].header);
    EXPECT_FALSE(document.tables[0].rows[1].header);
    EXPECT_THAT(cells(document, document.tables[0]),
                ElementsAre(ElementsAre("0+1x1: TT", "1+1x1: Nhiệm vụ", "2+1x1: Hạn"),
                            ElementsAre("0+1x1: 1",
                                        "1+1x1: Niêm yết danh mục thủ tục tại nhà văn hóa",
                                        "2+1x1: Quý I"),
                            ElementsAre("0+1x1: 2", "1+1x1: Tuần tra", "2+1x1: Quý II")));
    EXPECT_THAT(asides(document),
                ElementsAre("page number: 2", "repeated table heading: TT\nNhiệm vụ\nHạn"));
}

TEST(PdfTables, do_not_swallow_another_table_on_the_next_page) {
    Sheet sheet;
    sheet.grid({85, 345, 545}, {700, 720}).line(90, 702, "Một").line(350, 702, "Hai");
    sheet.page().grid({85, 200, 545}, {80, 100}).line(90, 82, "Ba").line(210, 82, "Bốn");
    EXPECT_EQ(sheet.document().tables.size(), 2U);
}

TEST(PdfTables, are_no_frames_and_no_underlines) {
    Sheet sheet;
    sheet.grid({80, 550}, {90, 150}).line(Sheet::left, 100, "Trong khung");
    sheet.line(Sheet::left, 200, "Gạch chân").level(Sheet::left, 215, 60);
    EXPECT_TRUE(sheet.document().tables.empty());
}

}  // namespace tiendo::test
