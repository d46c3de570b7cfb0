#include "office_files.hpp"
#include "opened.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace tiendo::test {

namespace {

std::string level(int number,
                  std::string_view format,
                  std::string_view text,
                  std::string_view more = R"(<w:start w:val="1"/>)") {
    return "<w:lvl w:ilvl=\"" + std::to_string(number) + "\">" + std::string(more) +
           "<w:numFmt w:val=\"" + std::string(format) + "\"/><w:lvlText w:val=\"" +
           std::string(text) + "\"/></w:lvl>";
}
std::string abstract(int id, std::string_view levels) {
    return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + std::string(levels) +
           "</w:abstractNum>";
}
std::string num(int id, int abstract_id, std::string_view overrides = "") {
    return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" +
           std::to_string(abstract_id) + "\"/>" + std::string(overrides) + "</w:num>";
}
/// A paragraph "x" of a list.
std::string item(int list, int level) {
    return word_p("x",
                  "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                      std::to_string(list) + "\"/></w:numPr>");
}

/// The numbers that stand before the paragraphs, with bars between.
std::string numbers(std::string_view numbering,
                    std::string_view body,
                    std::string_view styles = "") {
    const auto document = opened(docx(body,
                                      {{"numbering", word_part("numbering", numbering)},
                                       {"styles", word_part("styles", styles)}}),
                                 "x.docx");
    std::string found;
    for (std::size_t begin = 0; begin < document.text.size();) {
        const auto end = document.text.find("\n\n", begin);
        auto line = document.text.substr(begin, end - begin);
        EXPECT_TRUE(line.ends_with('x')) << line;
        line.resize(line.size() - 1);
        EXPECT_TRUE(line.empty() || line.ends_with(' ')) << line;
        found += (begin == 0 ? "" : "|") + (line.empty() ? line : line.substr(0, line.size() - 1));
        begin = end + 2;
    }
    return found;
}

std::string legal_outline() {
    return level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") +
           level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)");
}

}  // namespace

TEST(DocxNumbering, levels_count_and_deeper_ones_begin_again) {
    EXPECT_EQ(numbers(abstract(1, legal_outline()) + num(1, 1),
                      item(1, 0) + item(1, 1) + item(1, 2) + item(1, 2) + item(1, 3) + item(1, 1) +
                          item(1, 2) + item(1, 0) + item(1, 1)),
              "I.|1.|1.1.|1.2.|a)|2.|2.1.|II.|1.");
}

struct FormatCase {
    std::string_view format;
    int start;
    std::string_view shown;
};
void PrintTo(const FormatCase& each, std::ostream* out) {
    *out << each.format << ' ' << each.start;
}
class DocxNumberFormat : public testing::TestWithParam<FormatCase> {};
TEST_P(DocxNumberFormat, is_written_as_Word_writes_it) {
    const auto& [format, start, shown] = GetParam();
    const auto begin = "<w:start w:val=\"" + std::to_string(start) + "\"/>";
    EXPECT_EQ(numbers(abstract(1, level(0, format, "%1", begin)) + num(1, 1), item(1, 0)), shown);
}
constexpr FormatCase format_cases[] = {
    {"decimal", 12, "12"},
    {"decimal", 0, "0"},
    {"decimalZero", 7, "07"},
    {"lowerLetter", 26, "z"},
    {"lowerLetter", 28, "bb"},
    {"upperLetter", 3, "C"},
    {"lowerLetter", 0, "0"},
    {"lowerLetter", 32'767, "32767"},
    {"upperRoman", 14, "XIV"},
    {"lowerRoman", 1994, "mcmxciv"},
    {"upperRoman", 4000, "4000"},
    {"ordinal", 1, "1st"},
    {"ordinal", 12, "12th"},
    {"ordinal", 23, "23rd"},
    {"koreanDigital", 5, "5"},
    {"none", 5, ""},
};
INSTANTIATE_TEST_SUITE_P(All, DocxNumberFormat, testing::ValuesIn(format_cases));

TEST(DocxNumbering, bullets_that_people_type_stay_and_signs_of_symbol_fonts_become_dashes) {
    const auto bullets = level(0, "bullet", "-") + level(1, "bullet", "+") +
                         level(2, "bullet", "\xEF\x82\xB7") + level(3, "bullet", "o") +
                         level(4, "bullet", "•") + level(5, "bullet", "");
    EXPECT_EQ(numbers(abstract(1, bullets) + num(1, 1),
                      item(1, 0) + item(1, 1) + item(1, 2) + item(1, 3) + item(1, 4) + item(1, 5)),
              "-|+|-|-|•|");
}

TEST(DocxNumbering, a_legal_number_is_plain_digits_on_all_its_levels) {
    const auto levels = level(0, "upperRoman", "Chương %1") +
                        level(1, "decimal", "%1.%2", R"(<w:start w:val="1"/><w:isLgl/>)");
    EXPECT_EQ(numbers(abstract(1, levels) + num(1, 1), item(1, 0) + item(1, 0) + item(1, 1)),
              "Chương I|Chương II|2.1");
}

TEST(DocxNumbering, lists_with_one_definition_go_on_together) {
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1),
                      item(1, 0) + item(2, 0) + item(1, 0)),
              "1.|2.|3.");
}

TEST(DocxNumbering, an_overridden_start_sets_the_count_back_once) {
    const std::string restart =
        R"(<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>)";
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, restart),
                      item(1, 0) + item(1, 0) + item(2, 0) + item(2, 0) + item(1, 0)),
              "1.|2.|5.|6.|7.");
}

TEST(DocxNumbering, an_overridden_level_has_its_own_form) {
    const auto other =
        "<w:lvlOverride w:ilvl=\"0\">" + level(0, "lowerLetter", "(%1)") + "</w:lvlOverride>";
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, other),
                      item(1, 0) + item(2, 0)),
              "1.|(b)");
}

TEST(DocxNumbering, a_level_begins_again_only_where_its_rule_says_so) {
    const std::string never = R"(<w:start w:val="1"/><w:lvlRestart w:val="0"/>)";
    const std::string behind_first = R"(<w:start w:val="1"/><w:lvlRestart w:val="1"/>)";
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%2)", never)) +
                          num(1, 1),
                      item(1, 0) + item(1, 1) + item(1, 0) + item(1, 1)),
              "1.|1)|2.|2)");
    EXPECT_EQ(numbers(abstract(1,
                               level(0, "decimal", "%1.") + level(1, "decimal", "%2.") +
                                   level(2, "decimal", "%3)", behind_first)) +
                          num(1, 1),
                      item(1, 0) + item(1, 1) + item(1, 2) + item(1, 1) + item(1, 2) + item(1, 0) +
                          item(1, 2)),
              "1.|1.|1)|2.|2)|2.|1)");
}

// Source: Microsoft knowledge base Q110380: a lower heading before the first counts as its first.
TEST(DocxNumbering, a_level_that_was_skipped_counts_as_begun) {
    EXPECT_EQ(
        numbers(abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")) + num(1, 1),
                item(1, 1) + item(1, 1) + item(1, 0)),
        "1.1.|1.2.|2.");
}

TEST(DocxNumbering, a_style_brings_its_level_along) {
    const auto styled = [](int number, std::string_view text, std::string_view style) {
        return "<w:lvl w:ilvl=\"" + std::to_string(number) +
               "\"><w:start w:val=\"1\"/><w:pStyle w:val=\"" + std::string(style) +
               "\"/><w:lvlText w:val=\"" + std::string(text) + "\"/></w:lvl>";
    };
    const std::string list = "<w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>";
    const std::string styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Muc1\">" + list + "</w:style>" +
        "<w:style w:type=\"paragraph\" w:styleId=\"Muc2\"><w:basedOn w:val=\"Muc1\"/></w:style>" +
        "<w:style w:type=\"paragraph\" w:styleId=\"Con\"><w:basedOn w:val=\"Muc2\"/></w:style>";
    const auto styled_p = [](std::string_view style, std::string_view more = "") {
        return word_p("x", "<w:pStyle w:val=\"" + std::string(style) + "\"/>" + std::string(more));
    };
    EXPECT_EQ(
        numbers(abstract(1, styled(0, "%1.", "Muc1") + styled(1, "%1.%2.", "Muc2")) + num(3, 1),
                styled_p("Muc1") + styled_p("Muc2") + styled_p("Muc2") + styled_p("Muc1") +
                    styled_p("Muc1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + styled_p("Con"),
                styles),
        "1.|1.1.|1.2.|2.||3.");
}

TEST(DocxNumbering, a_numbering_style_defines_the_lists_that_link_to_it) {
    const auto definition = "<w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"Ds\"/>" +
                            level(0, "upperLetter", "%1.") + "</w:abstractNum>";
    const std::string user =
        R"(<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Ds"/></w:abstractNum>)";
    EXPECT_EQ(numbers(definition + user + num(1, 1) + num(2, 2), item(2, 0) + item(2, 0)), "A.|B.");
}

TEST(DocxNumbering, a_paragraph_that_is_deleted_or_empty_shows_no_number) {
    const std::string deleted =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/>"
        "</w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>";
    const std::string empty =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.")) + num(1, 1),
                      item(1, 0) + deleted + item(1, 0) + empty + item(1, 0)),
              "1.|2.|4.");
}

TEST(DocxNumbering, lists_and_levels_that_do_not_exist_number_nothing) {
    EXPECT_EQ(numbers(abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 7),
                      item(1, 0) + item(9, 0) + item(2, 0) + item(1, 5) + item(1, 10'000)),
              "1.||||");
}

TEST(DocxNumbering, ten_thousand_levels_are_nine) {
    std::string levels;
    for (int i = 0; i < 10'000; ++i) {
        levels += level(i, "decimal", "%" + std::to_string(i % 9 + 1) + ".");
    }
    EXPECT_EQ(numbers(abstract(1, levels) + num(1, 1), item(1, 8) + item(1, 9'999) + item(1, 0)),
              "1.|2.|2.");
}

TEST(DocxNumbering, a_number_without_end_is_cut) {
    const auto long_text = std::string(100'000, 'n') + "%1";
    const auto document = opened(
        docx(item(1, 0),
             {{"numbering",
               word_part("numbering", abstract(1, level(0, "decimal", long_text)) + num(1, 1))}}),
        "x.docx");
    EXPECT_LT(document.text.size(), 300U);
}

}  // namespace tiendo::test
