#include "pdf_text.hpp"
#include "sheet.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/reader.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view long_task =
    "1. Giao Phòng Kinh tế chủ trì, phối hợp với Văn phòng rà soát toàn bộ thủ tục hành chính "
    "thuộc thẩm quyền giải quyết của xã, công bố công khai tại trụ sở và trên trang thông tin.";

}  // namespace

TEST(PdfBoxes, make_one_line_of_a_wrapped_paragraph) {
    for (const double indent : {0.0, 36.0}) {
        Sheet sheet;
        const auto y = sheet.paragraph(Sheet::left, 100, long_task, indent);
        sheet.paragraph(Sheet::left, y, "2. Giao Công an xã tuần tra.", indent);
        EXPECT_THAT(paragraphs(sheet.document()),
                    ElementsAre(std::string(long_task), "2. Giao Công an xã tuần tra."));
    }
}

TEST(PdfBoxes, begin_a_paragraph_where_the_next_word_would_have_fitted) {
    Sheet sheet;
    auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    y = sheet.paragraph(Sheet::left, y, "Các đơn vị gửi báo cáo về Văn phòng", 36);
    sheet.paragraph(Sheet::left, y, "Văn phòng tổng hợp báo cáo của các đơn vị", 36);
    EXPECT_THAT(paragraphs(sheet.document()),
                ElementsAre(std::string(long_task),
                            "Các đơn vị gửi báo cáo về Văn phòng",
                            "Văn phòng tổng hợp báo cáo của các đơn vị"));
}

TEST(PdfBoxes, keep_a_hanging_list_item_whole) {
    Sheet sheet;
    sheet.line(Sheet::left, 100, "-")
        .line(
            Sheet::left + 18, 100, "Đôn đốc các thôn thực hiện đúng thời hạn và báo cáo kịp thời");
    sheet.line(Sheet::left + 18, 117, "những khó khăn, vướng mắc.");
    sheet.line(Sheet::left, 134, "-").line(Sheet::left + 18, 134, "Tổng hợp.");
    EXPECT_THAT(paragraphs(sheet.document()),
                ElementsAre("- Đôn đốc các thôn thực hiện đúng thời hạn và báo cáo kịp thời những "
                            "khó khăn, vướng mắc.",
                            "- Tổng hợp."));
}

TEST(PdfBoxes, take_the_dash_of_a_range_for_no_mark) {
    Sheet sheet;
    auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    sheet.line(Sheet::left + 36,
               y,
               "3. Thực hiện Chương trình cải cách hành chính nhà nước giai đoạn 2021");
    sheet.line(Sheet::left, y + Sheet::pitch, "- 2025 của xã.");
    EXPECT_THAT(
        paragraphs(sheet.document()).back(),
        "3. Thực hiện Chương trình cải cách hành chính nhà nước giai đoạn 2021 - 2025 của xã.");
}

TEST(PdfBoxes, mend_a_sentence_that_a_page_break_cuts) {
    Sheet sheet;
    auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    sheet.line(Sheet::left + 36, y, "2. Giao Văn phòng niêm yết danh mục tại nhà văn hóa thôn và");
    sheet.page().centred(40, "2");
    sheet.line(Sheet::left, 80, "trả lời kiến nghị của người dân.");
    sheet.line(Sheet::left + 36, 97, "3. Giao Công an xã tuần tra.");
    const auto document = sheet.document();
    const std::string mended =
        "2. Giao Văn phòng niêm yết danh mục tại nhà văn hóa thôn và trả lời "
        "kiến nghị của người dân.";
    EXPECT_THAT(paragraphs(document),
                ElementsAre(std::string(long_task), mended, "2", "3. Giao Công an xã tuần tra."));
    EXPECT_THAT(asides(document), ElementsAre("page number: 2"));
    EXPECT_THAT(document.text, HasSubstr(mended + "\n\n\f\n\n2\n\n3. "));

    const auto begin = document.text.find(mended);
    const auto places = document.places({begin, begin + mended.size()});
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].page, 1);
    EXPECT_EQ(places[1].page, 2);
    ASSERT_TRUE(places[1].box);
    EXPECT_DOUBLE_EQ(places[1].box->left, Sheet::left);
    EXPECT_DOUBLE_EQ(places[1].box->top, 80);
    EXPECT_DOUBLE_EQ(places[1].box->bottom, 94);
}

TEST(PdfBoxes, do_not_mend_what_ended) {
    Sheet sheet;
    auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    sheet.line(Sheet::left + 36, y, "II. NHIỆM VỤ");
    sheet.page().line(Sheet::left + 36, 80, "Các nhiệm vụ gồm:");
    EXPECT_THAT(paragraphs(sheet.document()),
                ElementsAre(std::string(long_task), "II. NHIỆM VỤ", "Các nhiệm vụ gồm:"));
}

TEST(PdfBoxes, put_no_blank_into_a_number_that_a_line_end_cuts) {
    Sheet sheet;
    const auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    sheet.line(Sheet::left + 36, y, "2. Thực hiện các nội dung quy định tại Quyết định số 619/QĐ-");
    sheet.line(Sheet::left, y + Sheet::pitch, "TTg của Thủ tướng Chính phủ.");
    EXPECT_THAT(paragraphs(sheet.document()).back(), HasSubstr("số 619/QĐ-TTg của"));
}

TEST(PdfBoxes, put_words_together_that_are_set_in_pieces) {
    // Some programs set each letter with a mark in another font, and say that a blank follows.
    Sheet sheet;
    double x = Sheet::left;
    for (const auto& [word, gap] : {std::pair{"b", 0.4}, {"á", 0.4}, {"o", 3.5}, {"cáo", 0.0}}) {
        const double w = 7.0 * (std::string_view(word) == "cáo" ? 3 : 1);
        sheet.row({{"word", word},
                   {"x", x},
                   {"y", 100},
                   {"w", w},
                   {"h", 14},
                   {"size", 14},
                   {"space", true}});
        x += w + gap;
    }
    EXPECT_THAT(paragraphs(sheet.document()), ElementsAre("báo cáo"));
}

TEST(PdfBoxes, put_aside_what_does_not_show) {
    Sheet sheet;
    sheet.line(Sheet::left, 100, "1. Giao Công an xã tuần tra.");
    sheet.row({{"word", "Ủ"},
               {"x", 300},
               {"y", 790},
               {"w", 9},
               {"h", 14},
               {"size", 14},
               {"unseen", true}});
    const auto document = sheet.document();
    EXPECT_THAT(asides(document), ElementsAre("text that does not show: Ủ"));
}

TEST(PdfBoxes, put_running_heads_and_page_numbers_aside) {
    Sheet sheet;
    for (int page = 1; page <= 4; ++page) {
        if (page > 1) {
            sheet.page();
        }
        sheet.line(Sheet::left, 40, "Kế hoạch của xã Đồng Mẫu");
        sheet.paragraph(Sheet::left, 100, std::to_string(page) + ". Giao Công an xã tuần tra.", 36);
        sheet.centred(800, "Trang " + std::to_string(page) + "/4");
    }
    const auto document = sheet.document();
    ASSERT_EQ(document.asides.size(), 8U);
    EXPECT_EQ(asides(document)[0], "running head: Kế hoạch của xã Đồng Mẫu");
    EXPECT_EQ(asides(document)[1], "page number: Trang 1/4");
}

TEST(PdfBoxes, keep_a_first_line_that_stands_on_one_page_only) {
    Sheet sheet;
    sheet.line(Sheet::left, 40, "PHỤ LỤC");
    sheet.page().line(Sheet::left, 40, "1. Giao Công an xã tuần tra.");
    sheet.page().line(Sheet::left, 40, "2. Giao Công an xã trực.");
    EXPECT_TRUE(sheet.document().asides.empty());
}

TEST(PdfBoxes, read_the_left_of_a_letterhead_before_its_right) {
    Sheet sheet;
    sheet.line(100, 60, "ỦY BAN NHÂN DÂN").line(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    sheet.line(110, 77, "XÃ ĐỒNG MẪU").line(330, 77, "Độc lập - Tự do - Hạnh phúc");
    sheet.line(115, 110, "Số: 12/KH-UBND").line(320, 110, "Đồng Mẫu, ngày 05 tháng 01 năm 2026");
    sheet.centred(150, "KẾ HOẠCH");
    sheet.centred(167, "Cải cách hành chính năm 2026 của Ủy ban nhân dân");
    sheet.centred(184, "xã Đồng Mẫu");
    sheet.paragraph(Sheet::left, 220, long_task, 36);
    EXPECT_THAT(paragraphs(sheet.document()),
                ElementsAre("ỦY BAN NHÂN DÂN\nXÃ ĐỒNG MẪU",
                            "Số: 12/KH-UBND",
                            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                            "Đồng Mẫu, ngày 05 tháng 01 năm 2026",
                            "KẾ HOẠCH",
                            "Cải cách hành chính năm 2026 của Ủy ban nhân dân\nxã Đồng Mẫu",
                            std::string(long_task)));
}

TEST(PdfBoxes, read_recipients_before_the_signature_beside_them) {
    Sheet sheet;
    const double y = sheet.paragraph(Sheet::left, 100, long_task, 36) + 20;
    // The letters on the left are smaller, so that the lines do not stand side by side.
    sheet.line(340, y, "TM. ỦY BAN NHÂN DÂN").line(370, y + 17, "CHỦ TỊCH");
    sheet.line(350, y + 100, "Trần Giả Định").letters(11);
    sheet.line(Sheet::left, y, "Nơi nhận:").line(Sheet::left, y + 12, "- Các thôn và các cơ quan,");
    sheet.line(Sheet::left, y + 24, "đơn vị của xã;").line(Sheet::left, y + 36, "- Lưu: VT.");
    EXPECT_THAT(paragraphs(sheet.document()),
                ElementsAre(std::string(long_task),
                            "Nơi nhận:\n- Các thôn và các cơ quan, đơn vị của xã;\n- Lưu: VT.",
                            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
                            "Trần Giả Định"));
}

TEST(PdfBoxes, do_not_cut_a_stretched_line) {
    Sheet sheet;
    sheet.line(85, 100, "Các").line(205, 100, "đơn").line(325, 100, "vị").line(445, 100, "gửi");
    sheet.line(85, 117, "báo cáo.");
    EXPECT_THAT(paragraphs(sheet.document()), ElementsAre("Các đơn vị gửi báo cáo."));
}

TEST(PdfBoxes, put_footnotes_aside_with_their_marks) {
    Sheet sheet;
    const auto y = sheet.paragraph(Sheet::left, 100, long_task, 36);
    sheet.line(Sheet::left + 36, y, "2. Giao Công an xã");
    sheet.letters(7).line(Sheet::left + 36 + 115, y, "1").letters(14);
    sheet.line(Sheet::left + 36 + 122, y, "tuần tra.");
    sheet.level(Sheet::left, 756, 140).letters(10);
    sheet.line(Sheet::left, 760, "1 Theo quy chế giả định của").line(Sheet::left, 772, "xã.");
    sheet.line(Sheet::left, 784, "2 Như trên.");
    const auto document = sheet.document();
    EXPECT_THAT(asides(document),
                ElementsAre("footnote: 1 Theo quy chế giả định của\nxã.", "footnote: 2 Như trên."));
    EXPECT_THAT(paragraphs(document)[1], "2. Giao Công an xã tuần tra.");
}

TEST(PdfBoxes, are_read_on_a_page_that_lies_on_its_side) {
    // Written from top to bottom, so turned by 90 degrees: lines go from right to left.
    std::string lines = R"({"page":1,"width":595,"height":842})"
                        "\n";
    double y = 80;
    for (const std::string_view word : {"1.", "Giao", "Công", "an", "xã"}) {
        lines += R"({"word":")" + std::string(word) + R"(","x":500,"y":)" + std::to_string(y) +
                 R"(,"w":14,"h":30,"size":14,"space":true,"turn":90})"
                 "\n";
        y += 34;
    }
    lines += R"({"word":"trực.","x":483,"y":80,"w":14,"h":30,"size":14,"space":false,"turn":90})"
             "\n"
             R"({"word":"NHÁP","x":20,"y":20,"w":40,"h":14,"size":14,"space":false,"turn":0})"
             "\n"
             R"({"end":true})"
             "\n";
    const auto document = reader::document_from_boxes(lines, {});
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(paragraphs(*document).front(), "1. Giao Công an xã trực.");
    EXPECT_THAT(asides(*document), ElementsAre("text written across: NHÁP"));
    ASSERT_TRUE(document->pieces.front().box);
    EXPECT_DOUBLE_EQ(document->pieces.front().box->left, 500) << "as the page is shown";
    EXPECT_DOUBLE_EQ(document->pieces.front().box->bottom, 80 + 4 * 34 + 30);
}

TEST(PdfBoxes, are_composed) {
    Sheet sheet;
    sheet.line(Sheet::left, 100, "U\u0309y ban nhân dân xa\u0303");
    const auto document = sheet.document();
    EXPECT_THAT(paragraphs(document), ElementsAre("Ủy ban nhân dân xã"));
    EXPECT_EQ(cut(document, document.pieces.front().text), "Ủy ban nhân dân xã");
}

TEST(PdfBoxes, show_the_bullets_of_symbol_fonts) {
    Sheet sheet;
    sheet.line(Sheet::left, 100, "\uF0B7 Tuần tra.");
    EXPECT_THAT(paragraphs(sheet.document()), ElementsAre("• Tuần tra."));
}

TEST(PdfBoxes, doubt_words_that_a_machine_was_unsure_of) {
    Sheet sheet;
    sheet.row({{"page", 2}, {"width", 595}, {"height", 842}, {"covered", 1}, {"recognised", true}});
    for (const auto& [word, sure] : {std::pair{"Giao", 96}, {"Cõng", 41}, {"an", 90}}) {
        sheet.row({{"word", word},
                   {"x", 85},
                   {"y", 100 + sure},
                   {"w", 30},
                   {"h", 14},
                   {"size", 14},
                   {"confidence", sure}});
    }
    const auto document = sheet.document();
    EXPECT_TRUE(document.recognised);
    ASSERT_EQ(document.doubts.size(), 1U);
    EXPECT_EQ(document.doubts[0].code, "recognised-unsure");
    EXPECT_EQ(document.doubts[0].text,
              "Trang 2 được máy nhận dạng từ ảnh quét; có 1 từ chưa chắc chắn: “Cõng”. Cần đối "
              "chiếu với bản gốc.");
    ASSERT_TRUE(document.doubts[0].span);
    EXPECT_THAT(cut(document, *document.doubts[0].span), HasSubstr("Cõng"));
}

TEST(PdfBoxes, doubt_a_text_layer_over_a_picture) {
    const auto document =
        reader::document_from_boxes(R"({"page":1,"width":595,"height":842,"covered":1})"
                                    "\n"
                                    R"({"word":"Tuần","x":85,"y":100,"w":30,"h":14,"size":14})"
                                    "\n"
                                    R"({"end":true})"
                                    "\n",
                                    {});
    ASSERT_TRUE(document) << document.error();
    EXPECT_TRUE(document->recognised);
    ASSERT_EQ(document->doubts.size(), 1U);
    EXPECT_EQ(document->doubts[0].code, "recognised-layer");
}

namespace {

struct BadBoxes {
    std::string_view name;
    std::string lines;
    std::string_view says;
};
void PrintTo(const BadBoxes& each, std::ostream* out) {
    *out << each.name;
}
class BadPdfBoxes : public testing::TestWithParam<BadBoxes> {};

constexpr std::string_view a_page = "{\"page\":1,\"width\":595,\"height\":842}\n";
constexpr std::string_view the_end = "{\"end\":true}\n";

std::vector<BadBoxes> bad_boxes() {
    const std::string page(a_page);
    const std::string end(the_end);
    return {
        {"nothing", "", "cut short"},
        {"no_end", page, "cut short"},
        {"no_text", page + end, "holds no text"},
        {"no_page",
         R"({"word":"a","x":1,"y":1,"w":1,"h":1})"
         "\n" +
             end,
         "line 1"},
        {"no_json", page + "{\"word\":\n" + end, "line 2"},
        {"no_object", page + "[1]\n" + end, "line 2"},
        {"no_place", page + "{\"word\":\"a\"}\n" + end, "line 2"},
        {"far_away",
         page +
             R"({"word":"a","x":1e300,"y":1,"w":1,"h":1})"
             "\n" +
             end,
         "line 2"},
        {"turned_inside_out",
         page +
             R"({"word":"a","x":1,"y":1,"w":-1,"h":1})"
             "\n" +
             end,
         "line 2"},
        {"no_rule",
         page +
             R"({"rule":"skew","x":1,"y":1,"w":1,"h":1})"
             "\n" +
             end,
         "line 2"},
        {"no_size",
         R"({"page":1,"width":0,"height":842})"
         "\n" +
             end,
         "line 1"},
        {"not_utf8",
         page + "{\"word\":\"\xFF\",\"x\":1,\"y\":1,\"w\":1,\"h\":1}\n" + end,
         "line 2"},
    };
}

}  // namespace

TEST_P(BadPdfBoxes, are_refused_with_their_line) {
    const auto document = reader::document_from_boxes(GetParam().lines, {});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(document.error().message(), HasSubstr(std::string(GetParam().says)));
    EXPECT_FALSE(document.error().remedy().empty());
}
INSTANTIATE_TEST_SUITE_P(Boxes, BadPdfBoxes, testing::ValuesIn(bad_boxes()), [](const auto& each) {
    return std::string(each.param.name);
});

TEST(PdfBoxes, refuse_more_pages_than_the_limit) {
    std::string lines;
    for (int i = 0; i < 4; ++i) {
        lines += a_page;
    }
    const auto document = reader::document_from_boxes(lines, {.max_pages = 3});
    ASSERT_FALSE(document);
    EXPECT_THAT(document.error().message(), HasSubstr("limit of 3"));
}

TEST(PdfBoxes, refuse_a_page_with_a_million_words) {
    std::string lines(a_page);
    constexpr int words = 1'000'000;
    for (int i = 0; i < words; ++i) {
        lines += "{\"word\":\"a\",\"x\":1,\"y\":1,\"w\":1,\"h\":1}\n";
    }
    const auto document = reader::document_from_boxes(lines, {});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(document.error().message(), HasSubstr("more text than the limit"));
}

TEST(PdfBoxes, take_as_many_words_and_rules_as_a_page_may_hold) {
    std::string lines(a_page);
    constexpr int words = 50'000;
    constexpr int rules = 5'000;
    for (int i = 0; i < words; ++i) {  // all on each other, and at every height
        const auto y = std::to_string(i % 800);
        lines += R"({"word":"a","x":)" + std::to_string(i % 7) + R"(,"y":)" + y +
                 R"(,"w":9,"h":90})"
                 "\n";
    }
    for (int i = 0; i < rules; ++i) {
        const auto at = std::to_string(i % 800);
        lines += R"({"rule":"level","x":0,"y":)" + at +
                 R"(,"w":500,"h":1})"
                 "\n";
        lines += R"({"rule":"upright","x":)" + at +
                 R"(,"y":0,"w":1,"h":800})"
                 "\n";
    }
    const auto document = reader::document_from_boxes(lines + std::string(the_end), {});
    EXPECT_TRUE(document) << document.error();
}

}  // namespace tiendo::test
