#include "office_files.hpp"
#include "opened.hpp"
#include "reading.hpp"

#include <string>
#include <string_view>

namespace tiendo::test {

namespace {

std::string text_of(std::string_view text, std::string_view styles = "") {
    return opened(odt(text, styles), "van-ban.odt").text;
}
std::string p(std::string_view text) {
    return "<text:p>" + std::string(text) + "</text:p>";
}
std::string list(std::string_view items, std::string_view attributes = "") {
    return "<text:list " + std::string(attributes) + ">" + std::string(items) + "</text:list>";
}
std::string item(std::string_view content, std::string_view attributes = "") {
    return "<text:list-item " + std::string(attributes) + ">" + std::string(content) +
           "</text:list-item>";
}
std::string level(int number, std::string_view attributes) {
    return "<text:list-level-style-number text:level=\"" + std::to_string(number) + "\" " +
           std::string(attributes) + "/>";
}
std::string list_style(std::string_view name, std::string_view levels) {
    return "<text:list-style style:name=\"" + std::string(name) + "\">" + std::string(levels) +
           "</text:list-style>";
}
constexpr std::string_view in_style_L = R"(text:style-name="L")";

std::string cell(std::string_view text, std::string_view attributes = "") {
    return "<table:table-cell " + std::string(attributes) + ">" + p(text) + "</table:table-cell>";
}
std::string row(std::string_view cells) {
    return "<table:table-row>" + std::string(cells) + "</table:table-row>";
}
std::string table(std::string_view rows) {
    return "<table:table>" + std::string(rows) + "</table:table>";
}
std::string_view slice(const reader::Document& document, Span span) {
    return std::string_view(document.text).substr(span.begin, span.size());
}

}  // namespace

TEST(Odt, is_known_by_its_content_and_gives_paragraphs) {
    const auto document = opened(odt(p("Một") + p("") + "<text:h>Hai</text:h>"), "van-ban.bin");
    EXPECT_EQ(document.format, reader::DocumentFormat::odt);
    EXPECT_EQ(document.text, "Một\n\nHai\n\n");
}

TEST(Odt, every_piece_that_claims_to_be_the_original_is_found_there) {
    const auto content =
        odt_content(p("  Số &amp;  chữ\r\n   ệ&#x1EA1; <text:span>nối </text:span> liền") + "\n" +
                    p("a<text:s text:c=\"3\"/> b<text:tab/> c<text:line-break/>d"));
    const auto document = opened(odt_of_parts(content, ""), "van-ban.odt");
    EXPECT_EQ(document.text, "Số & chữ ệạ nối liền\n\na    b\t c\nd\n\n");
    std::size_t same = 0;
    for (const auto& piece : document.pieces) {
        EXPECT_EQ(document.parts.at(piece.part), "content.xml");
        if (piece.same) {
            ++same;
            EXPECT_EQ(content.substr(piece.offset, piece.length), slice(document, piece.text));
        }
    }
    EXPECT_GE(same, 8U);
}

TEST(Odt, a_count_of_blanks_has_a_limit) {
    EXPECT_LT(text_of(p("a<text:s text:c=\"2000000000\"/>b")).size(), 1000U);
}

TEST(Odt, text_boxes_stand_before_their_paragraph) {
    EXPECT_EQ(text_of(p("Kính <draw:frame><draw:text-box>" + p("HỎA TỐC") +
                        "</draw:text-box></draw:frame>gửi<draw:custom-shape>" + p("KHẨN") +
                        "</draw:custom-shape>:")),
              "HỎA TỐC\n\nKHẨN\n\nKính gửi:\n\n");
    EXPECT_EQ(text_of(p("a<loext:new>" + p("b") + "</loext:new>c")), "b\n\nac\n\n");
}

TEST(Odt, deleted_text_is_dropped_and_changes_are_told) {
    const auto document =
        opened(odt("<text:tracked-changes><text:changed-region><text:deletion>"
                   "<office:change-info/>" +
                   p("bỏ") +
                   "</text:deletion></text:changed-region><text:changed-region><text:insertion>"
                   "<office:change-info>" +
                   p("lời") +
                   "</office:change-info></text:insertion></text:changed-region>"
                   "</text:tracked-changes>" +
                   p("giữ <text:change-start/>thêm<text:change-end/><text:change/>")),
               "x.odt");
    EXPECT_EQ(document.text, "giữ thêm\n\n");
    ASSERT_EQ(document.doubts.size(), 1U);
    EXPECT_NE(document.doubts[0].text.find("1 chỗ thêm, 1 chỗ xóa"), std::string::npos);
}

TEST(Odt, hidden_text_is_left_out_and_told) {
    const auto document =
        opened(odt(p("a<text:span text:style-name=\"An\">b</text:span>c") +
                       "<text:section text:display=\"none\">" + p("d") + "</text:section>",
                   R"(<style:style style:name="An" style:family="text">)"
                   R"(<style:text-properties text:display="none"/></style:style>)"),
               "x.odt");
    EXPECT_EQ(document.text, "ac\n\n");
    ASSERT_EQ(document.doubts.size(), 1U);
    EXPECT_EQ(document.doubts[0].code, "hidden-text");
}

TEST(Odt, notes_and_comments_stand_behind_the_body) {
    const auto document =
        opened(odt(p("Nội dung<text:note text:note-class=\"footnote\"><text:note-citation>1"
                     "</text:note-citation><text:note-body>" +
                     p("chú thích") + "</text:note-body></text:note> tiếp<office:annotation>" +
                     p("góp ý") + "</office:annotation>") +
                   p("cuối")),
               "x.odt");
    EXPECT_EQ(document.text, "Nội dung tiếp\n\ncuối\n\n[1] chú thích\n\ngóp ý\n\n");
    ASSERT_EQ(document.asides.size(), 2U);
    EXPECT_EQ(document.asides[0].reason, "footnote");
    EXPECT_EQ(document.asides[1].reason, "comment");
    EXPECT_EQ(document.parts.size(), 1U);
}

TEST(Odt, each_distinct_header_is_given_once) {
    const auto page = [](std::string_view header, std::string_view footer) {
        return "<style:master-page><style:header>" + p(header) + "</style:header><style:footer>" +
               p(footer) + "</style:footer></style:master-page>";
    };
    const auto document = opened(
        odt_of_parts(odt_content(p("a")),
                     odt_styles("", page("Dự thảo", "2") + page("Dự thảo", "") + page("Mới", "2"))),
        "x.odt");
    EXPECT_EQ(document.text, "a\n\nDự thảo\n\n2\n\nMới\n\n");
    ASSERT_EQ(document.asides.size(), 3U);
    EXPECT_EQ(document.asides[0].reason, "running head");
    EXPECT_EQ(document.asides[1].reason, "running foot");
    EXPECT_EQ(document.parts.at(document.pieces.back().part), "styles.xml");
}

TEST(Odt, a_page_break_of_a_style_is_a_form_feed) {
    EXPECT_EQ(text_of(p("a") + "<text:p text:style-name=\"P1\">b</text:p>",
                      R"(<style:style style:name="P1" style:family="paragraph">)"
                      R"(<style:paragraph-properties fo:break-before="page"/></style:style>)"),
              "a\n\n\f\n\nb\n\n");
}

TEST(OdtTable, cells_have_columns_spans_and_a_header) {
    const auto document = opened(
        odt(table("<table:table-header-rows>" +
                  row(cell("STT") + cell("Nhiệm vụ", R"(table:number-columns-spanned="2")") +
                      "<table:covered-table-cell/>") +
                  "</table:table-header-rows>" +
                  row(cell("1", R"(table:number-rows-spanned="2")") + cell("a") + cell("b")) +
                  row("<table:covered-table-cell/>" + cell("c") + cell("d")) +
                  row(cell("", R"(table:number-columns-repeated="2000000000")") + cell("e")))),
        "x.odt");
    ASSERT_EQ(document.tables.size(), 1U);
    const auto& rows = document.tables[0].rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(rows[0].header);
    EXPECT_FALSE(rows[1].header);
    ASSERT_EQ(rows[0].cells.size(), 2U);
    EXPECT_EQ(rows[0].cells[1].columns, 2);
    EXPECT_EQ(rows[1].cells[0].rows, 2);
    ASSERT_EQ(rows[2].cells.size(), 2U);
    EXPECT_EQ(rows[2].cells[0].column, 1);
    EXPECT_EQ(slice(document, rows[2].cells[1].span), "d");
    EXPECT_LE(rows[3].cells[1].column, 256);
}

// Lists.

TEST(OdtList, levels_count_and_deeper_ones_begin_again) {
    const auto style = list_style(
        "L",
        level(1, R"(style:num-format="I" style:num-suffix=".")") +
            level(2, R"(style:num-format="1" style:num-suffix="." text:display-levels="2")") +
            level(3, R"x(style:num-format="a" style:num-prefix="(" style:num-suffix=")")x") +
            R"(<text:list-level-style-bullet text:level="4" text:bullet-char="+"/>)");
    const auto deepest = list(item(p("d")));
    EXPECT_EQ(text_of(list(item(p("a") + p("tiếp") +
                                list(item(p("b") + list(item(p("c") + deepest) + item(p("c")))) +
                                     item(p("b")))) +
                               item(p("a") + list(item(p("b")))),
                           in_style_L),
                      style),
              "I. a\n\ntiếp\n\nI.1. b\n\n(a) c\n\n+ d\n\n(b) c\n\nI.2. b\n\nII. a\n\nII.1. b\n\n");
}

TEST(OdtList, a_list_begins_anew_unless_it_says_that_it_continues) {
    const auto style = list_style("L", level(1, R"(style:num-format="1" style:num-suffix=".")")) +
                       list_style("M", level(1, R"(style:num-format="A" style:num-suffix=".")"));
    EXPECT_EQ(
        text_of(list(item(p("a")) + item(p("b")), R"(xml:id="x" text:style-name="L")") +
                    list(item(p("c")), in_style_L) + list(item(p("d")), R"(text:style-name="M")") +
                    list(item(p("e")), R"(text:style-name="L" text:continue-numbering="true")") +
                    list(item(p("f")), R"(text:style-name="L" text:continue-list="x")") +
                    list(item(p("g"), R"(text:start-value="7")"), in_style_L),
                style),
        "1. a\n\n2. b\n\n1. c\n\nA. d\n\n2. e\n\n3. f\n\n7. g\n\n");
}

TEST(OdtList, an_item_without_a_paragraph_of_its_own_does_not_count) {
    const auto style = list_style("L",
                                  level(1, R"(style:num-format="1" style:num-suffix=".")") +
                                      level(2, R"x(style:num-format="a" style:num-suffix=")")x"));
    EXPECT_EQ(text_of(list(item(p("x") + list(item(p("y")))), R"(xml:id="q" text:style-name="L")") +
                          p("chen") +
                          list(item(list(item(p("z")))) + item(p("t")),
                               R"(text:style-name="L" text:continue-list="q")"),
                      style),
              "1. x\n\na) y\n\nchen\n\nb) z\n\n2. t\n\n");
}

TEST(OdtList, letters_go_on_behind_z_as_the_style_says) {
    const auto style = list_style(
        "L", level(1, R"x(style:num-format="a" style:num-suffix=")" text:start-value="28")x"));
    EXPECT_EQ(text_of(list(item(p("x")), in_style_L), style), "ab) x\n\n");
    const auto repeated = list_style(
        "L",
        level(1, R"(style:num-format="a" style:num-letter-sync="true" text:start-value="28")"));
    EXPECT_EQ(text_of(list(item(p("x")), in_style_L), repeated), "bb x\n\n");
}

TEST(OdtList, the_form_that_LibreOffice_writes_whole_counts) {
    const auto style =
        list_style("L",
                   level(1, R"(style:num-format="I")") +
                       level(2, R"(style:num-format="1" loext:num-list-format="Mục %1%-%2%:")"));
    EXPECT_EQ(text_of(list(item(list(item(p("x")))), in_style_L), style), "Mục I-1: x\n\n");
}

TEST(OdtList, headings_are_numbered_by_the_outline) {
    const auto content = odt_content(
        R"(<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h>)"
        R"(<text:h text:outline-level="1" text:is-list-header="true">c</text:h>)"
        R"(<text:h text:outline-level="1">d</text:h>)");
    const auto styles = odt_styles(
        R"(<text:outline-style><text:outline-level-style text:level="1" style:num-format="I")"
        R"( style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1")"
        R"( style:num-suffix="."/></text:outline-style>)");
    EXPECT_EQ(opened(odt_of_parts(content, styles), "x.odt").text,
              "I. a\n\n1. b\n\nc\n\nII. d\n\n");
}

TEST(OdtList, deeper_than_ten_levels_is_the_tenth) {
    std::string inner = p("x");
    for (int i = 0; i < 60; ++i) {
        inner = list(item(inner), i == 59 ? in_style_L : "");
    }
    EXPECT_EQ(text_of(inner, list_style("L", level(10, R"(style:num-format="1")"))), "1 x\n\n");
}

}  // namespace tiendo::test
