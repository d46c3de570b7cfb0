#pragma once

#include "book.hpp"
#include "walk.hpp"

#include "tiendo/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::report::xlsx {

/// Fills a workbook while `Walk` goes through the report: the text on the first sheet, tables and
/// charts on sheets of their own.
class Paper {
public:
    Paper(const Report& report, Book& book);

    void head(const Report& report);
    void heading(HeadingLevel level, const std::string& text);
    void paragraph(const Prose& prose, ParagraphKind kind);
    void table(const Table& table, std::size_t number);
    void chart(const Chart& chart, std::size_t number);
    void narrative(const Narrative& narrative);
    void list(const NamedList& list);
    void foot(const Report& report);
    void provenance(const Report& report);
    void annex(const Table& table, std::size_t number, std::size_t table_number);

    /// The sheets that stand at the end: the units' words, all figures.
    void finish();

private:
    struct Said {
        std::string about;
        const Narrative* narrative;
    };
    void line(std::string_view text, Look look);
    void row(lxw_worksheet* sheet, const Table& table, std::size_t index);
    void column_widths(lxw_worksheet* sheet, const Table& table) const;
    void head_row(lxw_worksheet* sheet, lxw_row_t at, const Table& table) const;
    void draw(lxw_worksheet* sheet, const std::string& name, const Chart& chart, lxw_row_t below);
    void statements();
    void figures();

    const Report& report_;
    Book& book_;
    lxw_worksheet* text_;
    lxw_row_t next_ = 0;
    std::string about_;
    std::vector<Said> said_;
};

}  // namespace tiendo::report::xlsx
