#include "reading.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

namespace {

reader::Document document_of(std::string_view text, std::string_view name) {
    auto document = reader::parse_document(text, name, {});
    if (!document) {
        ADD_FAILURE() << document.error();
        return {};
    }
    EXPECT_EQ(document->text, text) << "a text is its own document";
    return *std::move(document);
}

/// The cells of the only table.
Rows rows_of(std::string_view text) {
    const auto document = document_of(text, "bang.txt");
    if (document.tables.size() != 1) {
        ADD_FAILURE() << document.tables.size() << " tables in\n" << text;
        return {};
    }
    const auto& table = document.tables.front();
    Rows rows;
    for (const auto& row : table.rows) {
        EXPECT_GE(row.span.begin, table.span.begin);
        EXPECT_LE(row.span.end, table.span.end);
        auto& cells = rows.emplace_back();
        for (const auto& cell : row.cells) {
            EXPECT_EQ(cell.column, static_cast<int>(cells.size()));
            EXPECT_GE(cell.span.begin, row.span.begin);
            EXPECT_LE(cell.span.end, row.span.end);
            cells.push_back(document.text.substr(cell.span.begin, cell.span.size()));
        }
    }
    return rows;
}

std::size_t tables_in(std::string_view text) {
    return document_of(text, "bang.txt").tables.size();
}

}  // namespace

TEST(Markdown, is_told_by_its_name_or_its_pipe_tables) {
    using reader::DocumentFormat;
    EXPECT_EQ(document_of("# Kế hoạch", "ke-hoach.MD").format, DocumentFormat::markdown);
    EXPECT_EQ(document_of("# Kế hoạch", "ke-hoach.markdown").format, DocumentFormat::markdown);
    EXPECT_EQ(document_of("| a | b |\n|---|---|\n", "x.txt").format, DocumentFormat::markdown);
    EXPECT_EQ(document_of("a | b", "x.txt").format, DocumentFormat::text);
}

TEST(Markdown, a_pipe_table_has_a_head_and_rows) {
    const std::string text =
        "Phụ lục\n\n| STT | Nhiệm vụ | Thời hạn |\n|:--|:-:|---:|\n"
        "| 1 | **Tập huấn** \\| hội nghị | 30/6 |\r\n|2||  |\n\nHết.";
    EXPECT_THAT(rows_of(text),
                ElementsAre(ElementsAre("STT", "Nhiệm vụ", "Thời hạn"),
                            ElementsAre("1", "**Tập huấn** \\| hội nghị", "30/6"),
                            ElementsAre("2", "", "")));
    const auto document = document_of(text, "x.md");
    EXPECT_TRUE(document.tables[0].rows[0].header);
    EXPECT_FALSE(document.tables[0].rows[1].header);
    const auto span = document.tables[0].span;
    EXPECT_TRUE(text.substr(span.begin, span.size()).starts_with("| STT"));
    EXPECT_TRUE(text.substr(span.begin, span.size()).ends_with("|2||  |"));
}

TEST(Markdown, a_pipe_table_may_lack_the_bars_at_its_ends) {
    EXPECT_THAT(rows_of("Việc | Hạn\n---|---\nHọp | 15/4\n"),
                ElementsAre(ElementsAre("Việc", "Hạn"), ElementsAre("Họp", "15/4")));
}

TEST(Markdown, bars_without_a_rule_are_no_table) {
    EXPECT_EQ(tables_in("ỦY BAN NHÂN DÂN | CỘNG HÒA\nQUẬN 10 | Độc lập\n"), 0U);
    EXPECT_EQ(tables_in("| a | b |\n|---|\n| c | d |\n"), 0U) << "columns differ";
    EXPECT_EQ(tables_in("| a | b |\n| - x | --- |\n"), 0U);
    EXPECT_EQ(tables_in("- Làm.\n---\n"), 0U);
}

TEST(Markdown, a_grid_table_has_borders) {
    EXPECT_THAT(
        rows_of("+-----+------+\n| Mã  | Việc |\n+=====+======+\n| 1   | Họp  |\n"
                "+-----+------+\n| 2   |      |\n+-----+------+\n"),
        ElementsAre(ElementsAre("Mã", "Việc"), ElementsAre("1", "Họp"), ElementsAre("2", "")));
    EXPECT_THAT(rows_of("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+"),
                ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "4")));
}

TEST(Markdown, a_grid_table_with_cells_of_many_lines_is_left_as_text) {
    EXPECT_EQ(tables_in("+---+\n| a |\n| b |\n+===+\n| 1 |\n+---+\n"), 0U);
    EXPECT_EQ(tables_in("+---+\n| a |\n"), 0U) << "never closed";
}

TEST(Markdown, lines_with_tabs_are_a_table_from_two_rows_of_three_columns) {
    EXPECT_THAT(rows_of("Biểu:\n\nSTT\tViệc\tHạn\n1\tHọp\t15/4\n2\t\t\n\nHết"),
                ElementsAre(ElementsAre("STT", "Việc", "Hạn"),
                            ElementsAre("1", "Họp", "15/4"),
                            ElementsAre("2", "", "")));
    EXPECT_EQ(tables_in("ỦY BAN\t\tCỘNG HÒA\nQUẬN 10\t\tĐộc lập\n"), 0U) << "a letterhead";
    EXPECT_EQ(tables_in("a\tb\tc\n"), 0U) << "one row";
    EXPECT_EQ(tables_in("\t\tThụt vào\n\t\tthụt vào\n"), 0U);
}

TEST(Markdown, thousands_of_bars_and_tabs_are_no_table) {
    const std::string bars(100'000, '|');
    const std::string tabs(100'000, '\t');
    EXPECT_EQ(tables_in(bars + "\n" + bars + "\n"), 0U);
    EXPECT_EQ(tables_in("a\tb\tc" + tabs + "\na\tb\tc" + tabs + "\n"), 0U);
}

TEST(Markdown, a_plan_with_a_table_accounts_for_every_byte) {
    const auto source =
        plan_with("- Phòng Nội vụ tổ chức tập huấn.\n\n| STT | Việc |\n|---|---|\n| 1 | Họp |\n");
    EXPECT_FALSE(reading_of(source).plan.nodes.empty());
}

}  // namespace tiendo::test
