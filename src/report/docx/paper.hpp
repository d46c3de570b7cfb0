#pragma once

#include "walk.hpp"

#include "tiendo/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::report::docx {

/// Writes the body of word/document.xml while `Walk` goes through the report.
class Paper {
public:
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

    /// The whole part.
    [[nodiscard]] std::string document() &&;
    /// The parts of the charts; the Nth is known to the document as "bieudoN".
    [[nodiscard]] const std::vector<std::string>& charts() const noexcept { return charts_; }

private:
    void put(std::string_view style, const std::string& runs);
    void put_text(std::string_view style, std::string_view text);
    void rule(int width, int room);
    void left_half(const Letterhead& letterhead);
    void right_half(const Letterhead& letterhead);
    void captioned(const Table& table, std::size_t number, int width);

    std::string out_;
    std::vector<std::string> charts_;
    std::string annex_of_;
    bool in_annexes_ = false;
};

}  // namespace tiendo::report::docx
