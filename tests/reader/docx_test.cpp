#include "office_files.hpp"
#include "opened.hpp"
#include "reading.hpp"

#include <array>
#include <string>
#include <string_view>

namespace tiendo::test {

namespace {

std::string text_of(std::string_view body, const WordParts& parts = {}) {
    return opened(docx(body, parts), "van-ban.docx").text;
}

/// A run with properties: `<w:r><w:rPr>properties</w:rPr>content</w:r>`.
std::string run(std::string_view content, std::string_view properties = "") {
    return "<w:r><w:rPr>" + std::string(properties) + "</w:rPr>" + std::string(content) + "</w:r>";
}
std::string t(std::string_view text) {
    return R"(<w:t xml:space="preserve">)" + std::string(text) + "</w:t>";
}
std::string p(std::string_view content, std::string_view properties = "") {
    return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(content) + "</w:p>";
}
std::string cell(std::string_view content, std::string_view properties = "") {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + std::string(content) +
           "</w:tc>";
}
std::string row(std::string_view cells, std::string_view properties = "") {
    return "<w:tr><w:trPr>" + std::string(properties) + "</w:trPr>" + std::string(cells) +
           "</w:tr>";
}
std::string table(std::string_view rows) {
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + std::string(rows) + "</w:tbl>";
}

std::string_view slice(const reader::Document& document, Span span) {
    return std::string_view(document.text).substr(span.begin, span.size());
}

std::string doubts_of(const reader::Document& document) {
    std::string codes;
    for (const auto& doubt : document.doubts) {
        codes += (codes.empty() ? "" : " ") + doubt.code;
    }
    return codes;
}

}  // namespace

TEST(Docx, is_known_by_its_content_and_gives_paragraphs) {
    const auto document = opened(docx(word_p("Một") + word_p("") + word_p("Hai")), "van-ban.bin");
    EXPECT_EQ(document.format, reader::DocumentFormat::docx);
    EXPECT_EQ(document.text, "Một\n\nHai\n\n");
}

TEST(Docx, every_piece_that_claims_to_be_the_original_is_found_there) {
    const std::string body = p(run(t("Số &amp; chữ <![CDATA[a & b]]> ệ&#x1EA1;é")) + run(t("nối")) +
                               run("<w:tab/><w:t> bỏ trống \r\n đầu </w:t>")) +
                             "\r\n" + p(run(t("dòng\nhai\rba\r\nbốn")));
    const auto part = "\xEF\xBB\xBF" + word_part("document", "<w:body>" + body + "</w:body>");
    const auto document = opened(docx_of_part(part, {}), "van-ban.docx");
    EXPECT_EQ(document.text, "Số & chữ a & b ệạénối\tbỏ trống   đầu\n\ndòng hai ba bốn\n\n");
    std::size_t same = 0;
    for (const auto& piece : document.pieces) {
        EXPECT_EQ(document.parts.at(piece.part), "word/document.xml");
        if (piece.same) {
            ++same;
            EXPECT_EQ(part.substr(piece.offset, piece.length), slice(document, piece.text));
        }
    }
    EXPECT_GE(same, 8U);
}

TEST(Docx, a_place_leads_back_to_the_words_though_runs_cut_them) {
    const auto body = p(run(t("Phòng Nội ")) + run(t("vụ chủ trì")));
    const auto document = opened(docx(body), "van-ban.docx");
    const auto begin = document.text.find("Nội vụ");
    const auto places = document.places({begin, begin + std::string_view("Nội vụ").size()});
    ASSERT_EQ(places.size(), 2U);
    const auto part = word_part("document", "<w:body>" + body + "</w:body>");
    EXPECT_EQ(part.substr(places[0].offset, places[0].length), "Nội ");
    EXPECT_EQ(part.substr(places[1].offset, places[1].length), "vụ");
}

TEST(Docx, decomposed_text_is_composed_and_still_placed) {
    const auto document = opened(docx(word_p("Thu\xCC\x89 tu\xCC\xA3"
                                             "c va\xCC\x80 kết quả")),
                                 "x.docx");
    EXPECT_EQ(document.text, "Thủ tục và kết quả\n\n");
    const auto begin = document.text.find("kết");
    EXPECT_FALSE(document.places({begin, document.text.size() - 2}).empty());
}

TEST(Docx, blanks_at_the_ends_count_only_where_the_file_says_so) {
    EXPECT_EQ(text_of("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t xml:space=\"preserve\"> b "
                      "</w:t></w:r><w:r><w:t>  </w:t></w:r><w:r><w:t>c</w:t></w:r></w:p>"),
              "a b c\n\n");
}

TEST(Docx, signs_and_breaks_are_text) {
    EXPECT_EQ(
        text_of(p(run(t("a") + "<w:tab/>" + t("b") + "<w:br/>" + t("c") + "<w:cr/>" + t("d")) +
                  run(t("135") + "<w:noBreakHyphen/>" + t("KH") + "<w:softHyphen/>" + t("!")))),
        "a\tb\nc\nd135-KH!\n\n");
    EXPECT_EQ(text_of(p(run(R"(<w:sym w:font="Wingdings" w:char="F0FE"/>)" + t(" Đạt ") +
                            R"(<w:sym w:font="Symbol" w:char="F0B3"/>)" + t(" 5"))),
                      {}),
              "☑ Đạt ≥ 5\n\n");
    EXPECT_EQ(text_of(p(run(R"(<w:sym w:font="Times" w:char="D800"/>)"))), "\xEF\xBF\xBD\n\n");
}

TEST(Docx, a_page_break_is_a_form_feed_on_its_own_line) {
    EXPECT_EQ(text_of(word_p("a") + p(run(R"(<w:br w:type="page"/>)" + t("b")))),
              "a\n\n\f\n\nb\n\n");
    EXPECT_EQ(text_of(word_p("a") + word_p("b", "<w:pageBreakBefore/>")), "a\n\n\f\n\nb\n\n");
}

TEST(Docx, links_tags_and_controls_are_passed_through) {
    EXPECT_EQ(
        text_of("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" +
                p("<w:hyperlink r:id=\"r\">" + run(t("liên kết ")) + "</w:hyperlink><w:smartTag>" +
                  run(t("ngày ")) + "</w:smartTag><w:sdt><w:sdtContent>" + run(t("15")) +
                  "</w:sdtContent></w:sdt>") +
                "</w:sdtContent></w:sdt>"),
        "liên kết ngày 15\n\n");
}

TEST(Docx, a_field_shows_its_result) {
    const std::string field = run(R"(<w:fldChar w:fldCharType="begin"/>)") +
                              run("<w:instrText>PAGE </w:instrText>") + run(t("ẩn")) +
                              run(R"(<w:fldChar w:fldCharType="separate"/>)") + run(t("7")) +
                              run(R"(<w:fldChar w:fldCharType="end"/>)");
    EXPECT_EQ(text_of(p(run(t("Trang ")) + field + run(t(".")))), "Trang 7.\n\n");
    EXPECT_EQ(text_of(p("<w:fldSimple w:instr=\"DATE\">" + run(t("01/7/2025")) + "</w:fldSimple>")),
              "01/7/2025\n\n");
}

TEST(Docx, a_field_that_is_never_closed_hides_nothing_of_the_next_paragraphs) {
    EXPECT_EQ(
        text_of(p(run(R"(<w:fldChar w:fldCharType="begin"/>)") + run(t("mất"))) + word_p("còn")),
        "còn\n\n");
}

TEST(Docx, a_text_box_is_read_once_before_its_paragraph) {
    const std::string box = "<w:txbxContent>" + word_p("HỎA TỐC") + "</w:txbxContent>";
    EXPECT_EQ(text_of(p(run(t("Kính gửi ")) +
                        run("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>" + box +
                            "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
                            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>") +
                        run(t("các phường")))),
              "HỎA TỐC\n\nKính gửi các phường\n\n");
    EXPECT_EQ(text_of(p(run("<w:pict><v:textbox>" + box + "</v:textbox></w:pict>"))),
              "HỎA TỐC\n\n");
}

TEST(Docx, tracked_changes_are_taken_as_accepted_and_told_once) {
    const std::string mark = "<w:rPr><w:del w:id=\"9\"/></w:rPr>";
    const auto document = opened(
        docx(p(run(t("Trước ngày ")) + "<w:del>" + run("<w:delText>10</w:delText>") + "</w:del>" +
               "<w:ins>" + run(t("15")) + "</w:ins>" + run(t(" tháng 5"))) +
             p("<w:moveFrom>" + run(t("đi")) + "</w:moveFrom>") +
             p("<w:moveTo>" + run(t("đến")) + "</w:moveTo>") + p(run(t("nối ")), mark) +
             p(run(t("liền"))) +
             table(row(cell(word_p("bỏ")), "<w:del w:id=\"1\"/>") + row(cell(word_p("giữ"))))),
        "x.docx");
    EXPECT_EQ(document.text, "Trước ngày 15 tháng 5\n\nđến\n\nnối liền\n\ngiữ\n\n");
    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_EQ(document.tables[0].rows.size(), 1U);
    ASSERT_EQ(doubts_of(document), "tracked-changes");
    EXPECT_NE(document.doubts[0].text.find("1 chỗ thêm, 3 chỗ xóa, 1 chỗ di chuyển"),
              std::string::npos)
        << document.doubts[0].text;
}

TEST(Docx, hidden_text_is_left_out_and_told) {
    const WordParts styles{
        {"styles",
         word_part(
             "styles",
             R"(<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr>)"
             R"(</w:style><w:style w:type="character" w:styleId="Con"><w:basedOn w:val="An"/>)"
             "</w:style>")}};
    const auto document = opened(
        docx(p(run(t("a")) + run(t("b"), "<w:vanish/>") + run(t("c"), "<w:vanish/>") +
               run(t("d"), R"(<w:vanish w:val="0"/>)") + run(t("e"), R"(<w:rStyle w:val="Con"/>)")),
             styles),
        "x.docx");
    EXPECT_EQ(document.text, "ad\n\n");
    EXPECT_EQ(doubts_of(document), "hidden-text");
    EXPECT_NE(document.doubts.at(0).text.find("2 đoạn"), std::string::npos);
}

TEST(Docx, a_hidden_paragraph_mark_joins_as_a_style_separator_does) {
    EXPECT_EQ(text_of(p(run(t("Điều 1. ")), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") +
                      word_p("Phạm vi") + word_p("sau")),
              "Điều 1. Phạm vi\n\nsau\n\n");
}

TEST(Docx, capitals_by_format_stay_as_they_are_stored) {
    EXPECT_EQ(text_of(p(run(t("Kế hoạch"), "<w:caps/>"))), "Kế hoạch\n\n");
}

TEST(Docx, what_cannot_be_read_is_told) {
    const auto document =
        opened(docx(p(run("<w:drawing><a:blip/></w:drawing>") + run("<w:object/>")) + word_p("a")),
               "x.docx");
    EXPECT_EQ(doubts_of(document), "not-read");
}

// Tables.

TEST(DocxTable, cells_have_columns_spans_and_a_header) {
    const auto document = opened(
        docx(table(row(cell(word_p("STT")) + cell(word_p("Nhiệm vụ"), R"(<w:gridSpan w:val="2"/>)"),
                       "<w:tblHeader/>") +
                   row(cell(word_p("1"), R"(<w:vMerge w:val="restart"/>)") + cell(word_p("a")) +
                       cell(word_p("b"))) +
                   row(cell("<w:p/>", "<w:vMerge/>") + cell("<w:p/>") + cell(word_p("d"))) +
                   row(cell("<w:p/>", "<w:vMerge/>") + cell(word_p("e")) + cell(word_p("f")))) +
             word_p("sau")),
        "x.docx");
    ASSERT_EQ(document.tables.size(), 1U);
    const auto& rows = document.tables[0].rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(rows[0].header);
    EXPECT_FALSE(rows[1].header);
    ASSERT_EQ(rows[0].cells.size(), 2U);
    EXPECT_EQ(rows[0].cells[1].columns, 2);
    EXPECT_EQ(slice(document, rows[0].cells[1].span), "Nhiệm vụ");
    ASSERT_EQ(rows[1].cells.size(), 3U);
    EXPECT_EQ(rows[1].cells[0].rows, 3);
    ASSERT_EQ(rows[2].cells.size(), 2U);  // the merged cell is given once
    EXPECT_EQ(rows[2].cells[0].column, 1);
    EXPECT_TRUE(rows[2].cells[0].span.empty());
    EXPECT_EQ(slice(document, rows[3].cells[1].span), "f");
    EXPECT_EQ(slice(document, document.tables[0].span).find("sau"), std::string_view::npos);
}

TEST(DocxTable, a_table_in_a_cell_is_text_of_that_cell) {
    const auto document = opened(
        docx(table(row(cell(word_p("trước") + table(row(cell(word_p("trong")))) + word_p("sau")) +
                       cell(word_p("kế")))) +
             table(row(cell(word_p("hai"))))),
        "x.docx");
    ASSERT_EQ(document.tables.size(), 2U);
    EXPECT_EQ(slice(document, document.tables[0].rows[0].cells[0].span), "trước\n\ntrong\n\nsau");
    EXPECT_EQ(slice(document, document.tables[0].rows[0].cells[1].span), "kế");
}

TEST(DocxTable, pieces_of_a_table_out_of_place_are_read_as_paragraphs) {
    EXPECT_EQ(text_of(row(cell(word_p("a"))) + cell(word_p("b")) + table(word_p("c")) +
                      table(row(cell(cell(word_p("d")))))),
              "a\n\nb\n\nc\n\nd\n\n");
}

// Notes, comments, headers.

TEST(DocxAside, notes_and_comments_stand_behind_the_body) {
    const WordParts parts{
        {"footnotes",
         word_part("footnotes",
                   R"(<w:footnote w:type="separator" w:id="-1">)" + word_p("vạch") +
                       R"(</w:footnote><w:footnote w:id="4">)" + word_p("bỏ") +
                       R"(</w:footnote><w:footnote w:id="5">)" +
                       p(run("<w:footnoteRef/>") + run(t(" chú thích"))) + "</w:footnote>")},
        {"comments",
         word_part("comments", R"(<w:comment w:id="0">)" + word_p("góp ý") + "</w:comment>")}};
    const auto document =
        opened(docx(p(run(t("Nội dung")) + run(R"(<w:footnoteReference w:id="5"/>)") +
                      run(R"(<w:commentReference w:id="0"/>)")) +
                        word_p("cuối"),
                    parts),
               "x.docx");
    EXPECT_EQ(document.text, "Nội dung\n\ncuối\n\n[1] chú thích\n\ngóp ý\n\n");
    ASSERT_EQ(document.asides.size(), 2U);
    EXPECT_EQ(document.asides[0].reason, "footnote");
    EXPECT_EQ(slice(document, document.asides[0].span), "[1] chú thích");
    EXPECT_EQ(document.asides[1].reason, "comment");
    EXPECT_EQ(document.parts.size(), 3U);
}

TEST(DocxAside, each_distinct_header_is_given_once) {
    const WordParts parts{{"header/1", word_part("hdr", word_p("Dự thảo"))},
                          {"header/2", word_part("hdr", word_p("Dự thảo"))},
                          {"footer/1", word_part("ftr", word_p("2"))}};
    const auto document =
        opened(docx(word_p("a") + R"(<w:sectPr><w:headerReference r:id="header1"/>)"
                                  R"(<w:headerReference r:id="header2"/>)"
                                  R"(<w:footerReference r:id="footer1"/></w:sectPr>)",
                    parts),
               "x.docx");
    EXPECT_EQ(document.text, "a\n\nDự thảo\n\n2\n\n");
    ASSERT_EQ(document.asides.size(), 2U);
    EXPECT_EQ(document.asides[0].reason, "running head");
    EXPECT_EQ(document.asides[1].reason, "running foot");
}

}  // namespace tiendo::test
