// XLSX as other programs write it: tests/adapters/tables holds their files and how each was made.
#include "adapters/workbook_writer.hpp"
#include "declarative/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {
namespace {

using adapter::ErrorClass;
using test::inline_cell;
using test::sheet_of;
using test::strings_of;
using test::workbook_of;
using testing::ElementsAre;
using testing::HasSubstr;

std::string file(const std::string& name) {
    std::ifstream in(std::string(TIENDO_SOURCE_DIR) + "/tests/adapters/tables/" + name,
                     std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TableOptions wanting(std::vector<std::string> columns) {
    TableOptions options;
    options.columns = std::move(columns);
    return options;
}

class TableOfProgram : public testing::TestWithParam<const char*> {};

// The cells of make_workbooks.py as a person reads them in LibreOffice.
TEST_P(TableOfProgram, reads_as_people_see_it) {
    const auto table =
        read_table(file(GetParam() + std::string(".xlsx")), wanting({"Mã hồ sơ", "Ngày hẹn trả"}));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->sheet, "Hồ sơ") << "the hidden 'Nháp' has the header too, and comes first";
    EXPECT_EQ(table->header_row, 4U);
    ASSERT_EQ(table->rows.size(), 3U);
    EXPECT_THAT(table->rows[0].cells,
                ElementsAre("1",
                            "H29.1-210105-0001",
                            "079123456789",
                            "2021-01-05",
                            "2021-01-20T09:30:00",
                            "TRUE",
                            "1500000.5",
                            "gấp"));
    EXPECT_THAT(table->rows[1].cells,
                ElementsAre("2",
                            "H29.1-210105-0002",
                            "123456789012",
                            "1900-03-01",
                            "2024-02-29T23:59:59",
                            "FALSE",
                            "0.1",
                            "dòng 1\ndòng 2"));
    EXPECT_THAT(table->rows[2].cells,
                ElementsAre("3",
                            "0003",
                            "000000000001",
                            "2021-12-31",
                            "2021-12-31T00:00:00",
                            "TRUE",
                            "123456789012345",
                            "=1+1"));
    EXPECT_EQ(table->place(table->rows[0], 4), "sheet 'Hồ sơ': row 6: column 'Ngày hẹn trả'");
    ASSERT_EQ(table->left_out.size(), 2U);
    EXPECT_EQ(table->left_out[0].why, LeftOut::numbering);
    EXPECT_EQ(table->left_out[1].why, LeftOut::total);
}
INSTANTIATE_TEST_SUITE_P(
    All,
    TableOfProgram,
    testing::Values("openpyxl", "xlsxwriter", "libreoffice", "exceljs", "perl"),
    [](const auto& each) { return std::string(each.param); });

TEST(TableXlsx, days_counted_from_1904_are_the_same_days) {
    const auto table = read_table(file("openpyxl-1904.xlsx"), wanting({"Mã hồ sơ"}));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows[0].cells[3], "2021-01-05");
    EXPECT_EQ(table->rows[1].cells[4], "2024-02-29T23:59:59");
}

TEST(TableXlsx, a_hidden_sheet_is_read_when_it_is_named_and_hidden_rows_unless_unwanted) {
    auto options = TableOptions{};
    options.sheet = "nháp";
    const auto draft = read_table(file("openpyxl.xlsx"), options);
    ASSERT_TRUE(draft) << draft.error().message;
    EXPECT_EQ(draft->rows.at(0).cells[0], "bản nháp");

    options.sheet = "Hồ sơ";
    options.columns = {"Mã hồ sơ"};
    options.skip_hidden_rows = true;
    const auto shown = read_table(file("openpyxl.xlsx"), options);
    ASSERT_TRUE(shown) << shown.error().message;
    EXPECT_EQ(shown->rows.size(), 2U);
    EXPECT_EQ(shown->left_out.at(1).why, LeftOut::hidden);

    options.sheet = "Không có";
    const auto missing = read_table(file("openpyxl.xlsx"), options);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().error_class, ErrorClass::drift);
    EXPECT_THAT(missing.error().message, HasSubstr("'Không có'"));
}

TEST(TableXlsx, a_header_of_two_rows_with_merged_cells_errors_and_times) {
    auto options = wanting({"Phường", "Thời gian / Hẹn trả"});
    options.header_rows = 2;
    const auto table = read_table(file("wide.xlsx"), options);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->columns,
                ElementsAre("Phường", "Thời gian / Tiếp nhận", "Thời gian / Hẹn trả", "Kết quả"));
    ASSERT_EQ(table->rows.size(), 3U);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("Phường 1", "09:00:00", "25:30:00", "#N/A"));
    EXPECT_THAT(table->rows[1].cells,
                ElementsAre("Phường 1", "2021-01-01T12:00:00", "", "100000000000000000000"))
        << "the ward is merged over both rows; a time with a day keeps the day";
    EXPECT_THAT(table->rows[2].cells, ElementsAre("Phường 2", "", "", "_x0041_"))
        << "xlsxwriter escapes what looks like an escape";
}

// ---- cells, in workbooks made by hand after ECMA-376 ----

/// The text of one cell below the header "x".
std::string cell(std::string_view xml, std::string_view strings = "") {
    const auto bytes = workbook_of({.sheet = sheet_of("<row>" + inline_cell("x") + "</row><row>" +
                                                      std::string(xml) + "</row>"),
                                    .strings = strings_of(strings)});
    const auto table = read_table(bytes, {});
    if (!table) {
        return "failed: " + table.error().message;
    }
    return table->rows.empty() ? "no row" : table->rows[0].cells[0];
}

TEST(TableXlsx, the_day_that_lotus_invented_and_days_before_the_calendar_stay_numbers) {
    EXPECT_EQ(cell(R"(<c s="1"><v>59</v></c>)"), "1900-02-28");
    EXPECT_EQ(cell(R"(<c s="1"><v>60</v></c>)"), "60");
    EXPECT_EQ(cell(R"(<c s="1"><v>61</v></c>)"), "1900-03-01");
    EXPECT_EQ(cell(R"(<c s="1"><v>1</v></c>)"), "1900-01-01");
    EXPECT_EQ(cell(R"(<c s="2"><v>-3</v></c>)"), "-3");
    EXPECT_EQ(cell(R"(<c s="2"><v>2958465</v></c>)"), "9999-12-31");
    EXPECT_EQ(cell(R"(<c s="2"><v>2958466</v></c>)"), "2958466");
    EXPECT_EQ(cell(R"(<c s="3"><v>44331</v></c>)"), "2021-05-15T00:00:00");
    EXPECT_EQ(cell(R"(<c s="1"><v>44331.25</v></c>)"), "2021-05-15T06:00:00");
    EXPECT_EQ(cell(R"(<c t="d"><v>2021-05-15</v></c>)"), "2021-05-15");
}

TEST(TableXlsx, numbers_come_in_plain_digits) {
    EXPECT_EQ(cell("<c><v>7.9123456789012E+13</v></c>"), "79123456789012");
    EXPECT_EQ(cell("<c><v>12345678901234567</v></c>"), "12345678901234567");
    EXPECT_EQ(cell("<c><v>0.30000000000000004</v></c>"), "0.3");
    EXPECT_EQ(cell("<c><v>-1.5E-5</v></c>"), "-0.000015");
    EXPECT_EQ(cell("<c><v>1.0</v></c>"), "1");
    EXPECT_EQ(cell("<c><v>-0.0</v></c>"), "0");
}

TEST(TableXlsx, shared_rich_and_escaped_texts_are_read_and_how_to_pronounce_them_is_not) {
    const auto* strings =
        "<si><t>một</t></si><si><r><t>h</t></r><r><t>ai</t></r>"
        "<rPh><t>ni</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>";
    EXPECT_EQ(cell(R"(<c t="s"><v>0</v></c>)", strings), "một");
    EXPECT_EQ(cell(R"(<c t="s"><v>1</v></c>)", strings), "hai");
    EXPECT_EQ(cell(R"(<c t="s"><v>2</v></c>)", strings), "a\rb_x0041_");
    EXPECT_EQ(
        cell(R"(<c t="s"><v>3</v></c>)", strings),
        "failed: sheet 'Hồ sơ': row 2: column A: the cell refers to a text that is not there");
}

TEST(TableXlsx, a_formula_gives_its_stored_result_and_one_without_is_refused) {
    EXPECT_EQ(cell("<c><f>1+1</f><v>2</v></c>"), "2");
    EXPECT_EQ(cell(R"(<c t="str"><f>"a"</f><v>a</v></c>)"), "a");
    EXPECT_EQ(cell("<c><f>1+1</f><v/></c>"),
              "failed: sheet 'Hồ sơ': row 2: column 'x': the formula has no stored result");
}

// Offices fill formulas down a hundred rows for a year that has only begun.
TEST(TableXlsx, a_row_with_nothing_but_a_formula_beside_the_wanted_columns_is_no_row) {
    const auto bytes = workbook_of(
        {.sheet = sheet_of(
             "<row>" + inline_cell("x") + inline_cell("y") + "</row>" +
             "<row><c><v>7</v></c><c><f>A2</f></c></row><row><c/><c><f>A3</f></c></row>")});
    const auto table = read_table(bytes, wanting({"x"}));
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_EQ(table->rows.size(), 1U);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("7", ""));
}

TEST(TableXlsx, zero_bytes_and_broken_utf_8_are_refused_with_row_and_column) {
    EXPECT_EQ(cell(inline_cell("a_x0000_")),
              "failed: sheet 'Hồ sơ': row 2: column A: the text holds a zero byte");
    EXPECT_THAT(cell(inline_cell("\xC3(")), HasSubstr("sheet 'Hồ sơ': row 2: column A: byte"));
}

TEST(TableXlsx, cells_with_and_without_their_place_stand_where_they_belong) {
    const auto bytes =
        workbook_of({.sheet = sheet_of(R"(<row r="2"><c r="B2"><v>7</v></c>)" + inline_cell("y") +
                                       R"(</row><row r="5"><c r="C5"><v>8</v></c></row>)")});
    const auto table = read_table(bytes, {});
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->columns, ElementsAre("", "7", "y"));
    EXPECT_EQ(table->rows.at(0).number, 5U);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("", "", "8"));
}

// Excel offers "Strict Open XML Spreadsheet": the same words under other namespaces.
TEST(TableXlsx, the_strict_form_is_read_too) {
    const auto bytes = workbook_of({.sheet = sheet_of("<row>" + inline_cell("x") + "</row><row>" +
                                                      R"(<c s="1"><v>44331</v></c></row>)"),
                                    .strict = true});
    ASSERT_THAT(bytes, testing::Not(HasSubstr("spreadsheetml/2006")));
    const auto table = read_table(bytes, {});
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->rows.at(0).cells, ElementsAre("2021-05-15"));
}

// ---- hostile files ----

std::string refused(const std::string& bytes, const TableOptions& options = {}) {
    const auto table = read_table(bytes, options);
    EXPECT_FALSE(table);
    if (table) {
        return "";
    }
    EXPECT_EQ(table.error().error_class, ErrorClass::rejected);
    EXPECT_FALSE(table.error().remedy.empty());
    return table.error().message;
}

TEST(TableXlsxHostile, an_archive_that_unpacks_to_far_more_than_it_is_is_refused) {
    const auto bomb =
        workbook_of({.sheet = sheet_of(std::string(std::size_t{4} << 20U, ' ')), .deflated = true});
    EXPECT_THAT(refused(bomb), HasSubstr("which no table needs"));
    TableOptions options;
    options.limits.unpacked_bytes = 10'000;
    EXPECT_THAT(refused(bomb, options), HasSubstr("are left of the limit"));
    options.limits = {};
    options.limits.zip_entries = 3;
    EXPECT_THAT(refused(bomb, options), HasSubstr("more than the limit of 3"));
}

TEST(TableXlsxHostile, a_part_that_lies_about_its_size_or_sum_is_refused) {
    for (const auto& part :
         {test::ZipPart{.name = "_rels/.rels", .content = "<a/>", .size = 9},
          test::ZipPart{.name = "_rels/.rels", .content = "<a/>", .checksum = 1}}) {
        EXPECT_FALSE(refused(test::ZipWriter().add(part).bytes()).empty());
    }
}

TEST(TableXlsxHostile, two_parts_of_one_name_are_refused) {
    EXPECT_THAT(refused(test::ZipWriter().add("a", "1").add("a", "2").bytes()),
                HasSubstr("the archive is broken"));
}

TEST(TableXlsxHostile, entities_and_deep_nesting_are_refused) {
    const std::string bomb = R"(<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>)";
    EXPECT_THAT(refused(workbook_of({.sheet = bomb + sheet_of("<row><c><v>&b;</v></c></row>")})),
                HasSubstr("DOCTYPE"));
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        deep += "<a>";
    }
    EXPECT_THAT(refused(workbook_of({.sheet = sheet_of(deep)})),
                HasSubstr("nested deeper than 64"));
}

// 32 KB that a million cells share are 32 GB.
TEST(TableXlsxHostile, a_long_text_that_many_cells_share_meets_the_limit_of_all_text) {
    std::string cells;
    for (int i = 0; i < 200; ++i) {
        cells += R"(<c t="s"><v>0</v></c>)";
    }
    TableOptions options;
    options.limits.text_bytes = 1'000'000;
    EXPECT_THAT(
        refused(
            workbook_of({.sheet = sheet_of("<row>" + cells + "</row>"),
                         .strings = strings_of("<si><t>" + std::string(9'000, 'a') + "</t></si>")}),
            options),
        HasSubstr("row 1: column DH: more bytes of text than the limit of 1000000"));
}

TEST(TableXlsxHostile, merged_cells_over_each_other_end_at_a_limit) {
    std::string merged = "<mergeCells>";
    for (int i = 0; i < 100; ++i) {
        merged += R"(<mergeCell ref="A2:A1048576"/>)";
    }
    std::string rows =
        "<row>" + inline_cell("x") + inline_cell("y") + "</row><row>" + inline_cell("1") + "</row>";
    for (int i = 0; i < 50; ++i) {
        rows += "<row><c/>" + inline_cell("2") + "</row>";
    }
    TableOptions options;
    options.limits.rows = 100;
    options.limits.columns = 10;
    EXPECT_THAT(refused(workbook_of({.sheet = sheet_of(rows, merged + "</mergeCells>")}), options),
                HasSubstr("merged cells lie over each other"));
}

TEST(TableXlsxHostile, rows_and_cells_out_of_order_are_refused_with_their_place) {
    EXPECT_EQ(refused(workbook_of({.sheet = sheet_of(R"(<row r="3"/><row r="2"/>)")})),
              "sheet 'Hồ sơ': row 3: the rows are not in order");
    EXPECT_EQ(refused(workbook_of(
                  {.sheet = sheet_of(
                       R"(<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>)")})),
              "sheet 'Hồ sơ': row 1: column B: the cells are not in order");
}

TEST(TableXlsxHostile, other_archives_are_no_workbook) {
    EXPECT_THAT(refused(test::ZipWriter().add("mimetype", "x").bytes()), HasSubstr("no workbook"));
}

}  // namespace
}  // namespace tiendo::declarative
