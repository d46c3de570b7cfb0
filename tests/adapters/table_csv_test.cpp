// CSV as Vietnamese offices export it. Expected values are what a person reads in the text.
#include "declarative/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {
namespace {

using adapter::ErrorClass;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TableOptions wanting(std::vector<std::string> columns) {
    TableOptions options;
    options.columns = std::move(columns);
    return options;
}

/// The cells of all rows, a row a line, for tables that must be readable.
std::string cells_of(std::string_view bytes, const TableOptions& options = {}) {
    const auto table = read_table(bytes, options);
    if (!table) {
        return "failed: " + table.error().message;
    }
    std::string out;
    for (const auto& row : table->rows) {
        out += std::to_string(row.number) + ":";
        for (const auto& cell : row.cells) {
            out += " <" + cell + ">";
        }
        out += "\n";
    }
    return out;
}

adapter::Failure failure_of(std::string_view bytes, const TableOptions& options = {}) {
    const auto table = read_table(bytes, options);
    EXPECT_FALSE(table);
    return table ? adapter::Failure{} : table.error();
}

// RFC 4180, 2: quotes may hold the separator, line ends and doubled quotes.
TEST(TableCsv, quoted_cells_hold_separators_line_ends_and_quotes) {
    EXPECT_EQ(cells_of("a,b\r\n\"1,5\",\"nói \"\"có\"\"\r\nrồi\"\r\n\"\",x"),
              "2: <1,5> <nói \"có\"\r\nrồi>\n3: <> <x>\n");
}

// A quote that a clerk typed inside of a cell opens nothing; spreadsheet programs read it so too.
TEST(TableCsv, a_quote_inside_of_a_plain_cell_is_a_character) {
    EXPECT_EQ(cells_of("a,b\nống 5\" dài,\"x\" \n"), "2: <ống 5\" dài> <x>\n");
}

TEST(TableCsv, rows_end_at_cr_lf_or_both_and_the_last_one_at_the_end_of_the_file) {
    EXPECT_EQ(cells_of("a,b\r1,2\n3,4\r\n5,6"), "2: <1> <2>\n3: <3> <4>\n4: <5> <6>\n");
}

struct SeparatorCase {
    const char* name;
    const char* text;
};
class TableCsvSeparator : public testing::TestWithParam<SeparatorCase> {};

// Windows in Vietnamese exports with semicolons, because the comma parts decimals there.
TEST_P(TableCsvSeparator, is_found) {
    EXPECT_EQ(cells_of(GetParam().text), "2: <x> <1,5>\n3: <y> <2,25>\n");
}
INSTANTIATE_TEST_SUITE_P(All,
                         TableCsvSeparator,
                         testing::Values(SeparatorCase{"comma", "tên,phí\nx,\"1,5\"\ny,\"2,25\"\n"},
                                         SeparatorCase{"semicolon", "tên;phí\nx;1,5\ny;2,25\n"},
                                         SeparatorCase{"tab", "tên\tphí\nx\t1,5\ny\t2,25\n"},
                                         SeparatorCase{"said_to_excel",
                                                       "sep=;\r\ntên;phí\r\nx;1,5\r\ny;2,25\r\n"}),
                         [](const auto& each) { return each.param.name; });

TEST(TableCsv, a_stated_separator_counts_against_what_the_text_looks_like) {
    auto options = TableOptions{};
    options.separator = ';';
    EXPECT_EQ(cells_of("a,b;c\n1,2;3\n", options), "2: <1,2> <3>\n");
}

TEST(TableCsv, the_wanted_columns_decide_between_two_separators_that_fit) {
    EXPECT_EQ(cells_of("mã;x,y\n1;2,3\n", wanting({"Mã"})), "2: <1> <2,3>\n");
}

TEST(TableCsv, utf_8_and_utf_16_with_their_marks_are_read_and_the_mark_is_no_text) {
    EXPECT_EQ(cells_of("\xEF\xBB\xBFtên,b\nạ,1\n"), "2: <ạ> <1>\n");
    const std::u16string text = u"tên,b\nạ,1\n";
    std::string little = "\xFF\xFE";
    std::string big = "\xFE\xFF";
    for (const char16_t unit : text) {
        little += {static_cast<char>(unit & 0xFFU), static_cast<char>(unit >> 8U)};
        big += {static_cast<char>(unit >> 8U), static_cast<char>(unit & 0xFFU)};
    }
    EXPECT_EQ(cells_of(little), "2: <ạ> <1>\n");
    EXPECT_EQ(cells_of(big), "2: <ạ> <1>\n");
    EXPECT_THAT(failure_of(little + "\n").message, HasSubstr("UTF-16LE")) << "half a character";
}

// Windows-1258 writes the tone behind the vowel: 0xEA is ê, 0xEC the grave, 0xF2 the dot below.
TEST(TableCsv, windows_1258_is_read_where_it_is_stated_and_comes_out_composed) {
    auto options = wanting({"Tiền"});
    options.encoding = TableEncoding::windows_1258;
    EXPECT_EQ(cells_of("Ti\xEA\xCCn,h\xEA\xF2\n1,2\n", options), "2: <1> <2>\n");
    const auto table = read_table("Ti\xEA\xCCn,h\xEA\xF2\n1,2\n", options);
    ASSERT_TRUE(table);
    EXPECT_THAT(table->columns, ElementsAre("Tiền", "hệ"));
}

TEST(TableCsv, bytes_that_are_no_utf_8_and_zero_bytes_are_refused_with_row_and_column) {
    const auto other = failure_of("a,b\n1,Ti\xEA\xCCn\n");
    EXPECT_EQ(other.error_class, ErrorClass::rejected);
    EXPECT_EQ(other.message, "row 2: column B: the text is not UTF-8");
    EXPECT_THAT(other.remedy, HasSubstr("windows-1258"));
    EXPECT_EQ(failure_of(std::string_view("a,b\n1,2\nx\0y,3\n", 14)).message,
              "row 3: column A: the text holds a zero byte");
}

TEST(TableCsv, an_open_quote_is_told_where_it_begins_and_does_not_take_the_rest_of_the_file) {
    EXPECT_EQ(failure_of("a,b\n1,\"2\n3,4\n").message,
              "row 2: column B: the quote that begins the cell is never closed");
    EXPECT_EQ(failure_of("a,b\n\"1\"x,2\n").message,
              "row 2: column A: text stands behind the quote that closes the cell");
}

// A cell more than the header has is mostly a separator inside of a text: values would shift.
TEST(TableCsv, a_row_longer_than_the_header_is_refused_and_a_shorter_one_is_filled_up) {
    EXPECT_EQ(cells_of("a,b,c\n1,2\n3,,\n"), "2: <1> <2> <>\n3: <3> <> <>\n");
    const auto longer = failure_of("a,b\n1,2,3\n");
    EXPECT_EQ(longer.message, "row 2: 3 cells where the header has 2");
    EXPECT_EQ(cells_of("a,b\n1,2,,\n"), "2: <1> <2>\n") << "empty cells behind are nothing";
}

TEST(TableCsv, title_lines_above_are_passed_over_when_the_wanted_columns_are_known) {
    const auto* text = "UBND PHƯỜNG 1,,\nDANH SÁCH HỒ SƠ,,\n,,\nSTT,Mã  hồ sơ,Hạn\n1,H1,x\n";
    const auto table = read_table(text, wanting({"MÃ HỒ SƠ", "hạn"}));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->header_row, 4U);
    EXPECT_THAT(table->columns, ElementsAre("STT", "Mã  hồ sơ", "Hạn"));
    EXPECT_EQ(table->column("mã hồ sơ"), 1U);
    EXPECT_EQ(table->place(table->rows[0], 1), "row 5: column 'Mã  hồ sơ'");
}

// macOS writes letters decomposed, and a header cell may hold a line end.
TEST(TableCsv, headers_match_decomposed_letters_and_line_ends) {
    EXPECT_EQ(cells_of("\"Ha\u0323n\ntra\u0309\",b\n1,2\n", wanting({"hạn trả"})), "2: <1> <2>\n");
}

TEST(TableCsv, the_header_row_may_be_stated) {
    auto options = wanting({"b"});
    options.header_row = 2;
    EXPECT_EQ(cells_of("a,b\nc,b\n1,2\n", options), "3: <1> <2>\n");
    options.header_row = 7;
    EXPECT_EQ(failure_of("a,b\nc,b\n1,2\n", options).message,
              "row 7, which is stated to be the header, is empty");
}

TEST(TableCsv, a_missing_column_and_one_that_stands_twice_are_drift_and_are_named) {
    const auto missing = failure_of("tiêu đề\nmã,hạn\n1,2\n", wanting({"Mã", "Ngày trả"}));
    EXPECT_EQ(missing.error_class, ErrorClass::drift);
    EXPECT_EQ(missing.message, "row 2: the header has no column 'Ngày trả'");
    const auto twice = failure_of("mã,hạn,MÃ\n1,2,3\n", wanting({"Mã"}));
    EXPECT_EQ(twice.message, "row 1: the header has the column 'Mã' 2 times");
    EXPECT_EQ(failure_of("x\n1\n", wanting({"Mã"})).error_class, ErrorClass::drift);
}

TEST(TableCsv, columns_without_name_and_with_the_name_of_another_stay_unless_they_are_wanted) {
    const auto table = read_table("mã,,x,x\n5,6,7,8\n", wanting({"mã"}));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->columns, ElementsAre("mã", "", "x", "x"));
    EXPECT_THAT(table->rows[0].cells, ElementsAre("5", "6", "7", "8"));
    EXPECT_EQ(table->column("x"), std::nullopt);
}

// What stands not among the rows is told, so that nothing vanishes: a count must add up.
TEST(TableCsv, totals_numbers_of_columns_and_repeated_headers_are_left_out_and_told) {
    const auto table = read_table(
        "STT,mã,phí\n(1),(2),(3)\n1,H1,5\nSTT,mã,phí\n\n2,Cộng Hòa,7\n,Tổng cộng: 2 hồ sơ,12\n",
        wanting({"mã"}));
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_EQ(table->rows[1].number, 6U) << "an empty row counts, as a spreadsheet shows it";
    EXPECT_EQ(table->rows[1].cells[1], "Cộng Hòa") << "a name that begins like a total is none";
    ASSERT_EQ(table->left_out.size(), 3U);
    EXPECT_EQ(table->left_out[0].why, LeftOut::numbering);
    EXPECT_EQ(table->left_out[1].why, LeftOut::header);
    EXPECT_EQ(table->left_out[2].why, LeftOut::total);
    EXPECT_EQ(table->left_out[2].number, 7U);
}

TEST(TableCsv, rows_without_their_key_are_left_out_and_told) {
    auto options = wanting({"mã", "tên"});
    options.key_column = "Mã";
    const auto table = read_table("mã,tên\n,I. Lĩnh vực đất đai\n1,x\n,Người lập biểu\n", options);
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_EQ(table->rows.size(), 1U);
    ASSERT_EQ(table->left_out.size(), 2U);
    EXPECT_EQ(table->left_out[1].number, 4U);
    EXPECT_EQ(table->left_out[1].why, LeftOut::no_key);
}

TEST(TableCsv, a_header_of_two_rows_joins_its_names) {
    auto options = TableOptions{};
    options.header_rows = 2;
    const auto table = read_table("STT,Thời gian,\n,Tiếp nhận,Hẹn trả\n7,8,9\n", options);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->columns, ElementsAre("STT", "Thời gian / Tiếp nhận", "Hẹn trả"));
    EXPECT_EQ(table->rows[0].number, 3U);
}

TEST(TableCsv, a_header_alone_is_a_table_without_rows) {
    const auto table = read_table("a,b\n", {});
    ASSERT_TRUE(table);
    EXPECT_THAT(table->rows, IsEmpty());
}

struct OtherFile {
    const char* name;
    std::string_view bytes;
    const char* words;
};
class TableOfAnotherKind : public testing::TestWithParam<OtherFile> {};

// One-stop systems hand out web pages named .xls; offices send files with a password.
TEST_P(TableOfAnotherKind, is_refused_with_what_to_do) {
    const auto failure = failure_of(GetParam().bytes);
    EXPECT_EQ(failure.error_class, ErrorClass::rejected);
    EXPECT_THAT(failure.message, HasSubstr(GetParam().words));
    EXPECT_FALSE(failure.remedy.empty());
}
INSTANTIATE_TEST_SUITE_P(
    All,
    TableOfAnotherKind,
    testing::Values(OtherFile{"web_page", "<html><table><tr><td>1", "web page"},
                    OtherFile{"old_excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...", ".xls"},
                    OtherFile{"empty", "", "empty"},
                    OtherFile{"blank", "\xEF\xBB\xBF \r\n", "empty"}),
    [](const auto& each) { return each.param.name; });

TEST(TableCsv, each_limit_refuses_and_names_its_place) {
    const auto limited = [](auto change) {
        TableOptions options;
        change(options.limits);
        return failure_of("a,b,c\n1,2,333\n4,5,6\n", options).message;
    };
    EXPECT_THAT(limited([](auto& l) { l.bytes = 10; }), HasSubstr("limit of 10"));
    EXPECT_EQ(limited([](auto& l) { l.rows = 2; }), "row 3: more rows than the limit of 2");
    EXPECT_EQ(limited([](auto& l) { l.columns = 2; }),
              "row 1: column C: more columns than the limit of 2");
    EXPECT_EQ(limited([](auto& l) { l.cell_bytes = 2; }),
              "row 2: column C: more bytes in a cell than the limit of 2");
    EXPECT_EQ(limited([](auto& l) { l.text_bytes = 7; }),
              "row 2: column C: more bytes of text than the limit of 7");
    EXPECT_EQ(limited([](auto& l) { l.cells = 7; }),
              "row 3: column B: more cells than the limit of 7");
}

TEST(TableCsv, options_that_contradict_each_other_are_a_matter_of_configuration) {
    auto key = wanting({"a"});
    key.key_column = "b";
    EXPECT_EQ(failure_of("a\n1\n", key).error_class, ErrorClass::config);
    TableOptions separator;
    separator.separator = '"';
    EXPECT_EQ(failure_of("a\n1\n", separator).error_class, ErrorClass::config);
    TableOptions rows;
    rows.header_rows = 0;
    EXPECT_EQ(failure_of("a\n1\n", rows).error_class, ErrorClass::config);
    TableOptions beyond;
    beyond.header_row = std::string::npos;
    EXPECT_EQ(failure_of("a\n1\n", beyond).error_class, ErrorClass::config);
}

}  // namespace
}  // namespace tiendo::declarative
