#pragma once

#include "phrases.hpp"

#include "tiendo/report/report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::report {

enum class HeadingLevel : std::uint8_t { part, dimension, narratives };
enum class ParagraphKind : std::uint8_t { ground, body, note };

/// "I", "II" … for the numbers of annexes. @param number 1..39
inline std::string roman(std::size_t number) {
    std::string text;
    for (; number >= 10; number -= 10) {
        text += 'X';
    }
    constexpr std::string_view ones[] = {
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    return text.append(ones[number]);
}

/// The paper part by part in its order, tables and charts numbered, so that no format that is
/// written by it leaves one out. `paper` has
///   head(report)                 letterhead, kind of paper, subject
///   heading(level, text)
///   paragraph(prose, kind)
///   table(table, number), chart(chart, number)
///   narrative(narrative), list(list)
///   foot(report)                 recipients and signature
///   annex(table, annex number, table number)
///   provenance(report)
/// HTML goes its own way: it puts each dimension and annex into an element of its own.
template <typename Paper>
class Walk {
public:
    Walk(const Report& report, Paper& paper) : report_(report), paper_(paper) {}

    void all() {
        paper_.head(report_);
        paragraphs(report_.grounds, ParagraphKind::ground);
        paper_.paragraph(report_.opening, ParagraphKind::body);
        reporting();
        heading(HeadingLevel::part, phrases::part_results);
        narratives(phrases::general_heading, report_.general);
        for (const auto& section : report_.dimensions) {
            dimension(section);
        }
        heading(HeadingLevel::part, phrases::part_not_included);
        paper_.list(report_.not_included);
        heading(HeadingLevel::part, phrases::part_doubts);
        paper_.list(report_.doubts);
        paper_.paragraph(report_.closing, ParagraphKind::body);
        paper_.foot(report_);
        paper_.provenance(report_);
        for (std::size_t i = 0; i < report_.annexes.size(); ++i) {
            paper_.annex(report_.annexes[i], i + 1, ++tables_);
        }
    }

private:
    void heading(HeadingLevel level, std::string_view text) {
        paper_.heading(level, std::string(text));
    }
    void paragraphs(const std::vector<Prose>& all, ParagraphKind kind) {
        for (const auto& each : all) {
            paper_.paragraph(each, kind);
        }
    }
    void reporting() {
        heading(HeadingLevel::part, phrases::part_reporting);
        paragraphs(report_.summary, ParagraphKind::body);
        paper_.table(report_.tally, ++tables_);
        paper_.table(report_.obligations, ++tables_);
        for (const auto& each : report_.lists) {
            paper_.list(each);
        }
    }
    void dimension(const DimensionSection& section) {
        heading(HeadingLevel::dimension, std::to_string(section.number) + ". " + section.name);
        paragraphs(section.opening, ParagraphKind::body);
        for (const auto& each : section.tables) {
            paper_.table(each, ++tables_);
        }
        paper_.chart(section.chart, ++charts_);
        narratives(phrases::narratives_heading, section.narratives);
        paragraphs(section.notes, ParagraphKind::note);
    }
    void narratives(std::string_view title, const std::vector<Narrative>& all) {
        if (!all.empty()) {
            heading(HeadingLevel::narratives, title);
        }
        for (const auto& each : all) {
            paper_.narrative(each);
        }
    }

    const Report& report_;
    Paper& paper_;
    std::size_t tables_ = 0;
    std::size_t charts_ = 0;
};

}  // namespace tiendo::report
