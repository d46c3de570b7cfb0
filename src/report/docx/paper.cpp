#include "paper.hpp"

#include "chart.hpp"
#include "layout.hpp"
#include "table.hpp"
#include "xml.hpp"

#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::report::docx {

namespace {

/// Left and right half of head and foot.
constexpr int left_width = text_width * 39 / 100;
constexpr int right_width = text_width - left_width;
constexpr int half_width = text_width / 2;

/// About the width of a line of bold letters: capitals of 12 pt, small ones of 13 or 14 pt.
int line_width(std::string_view text, int twips_of_letter) {
    return static_cast<int>(display_width(text)) * twips_of_letter;
}
constexpr int capital = 165;
constexpr int small_letter = 125;

std::string halves_begin(int left, int right) {
    return fmt::format(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{0}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
        "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
        "</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{1}\"/><w:gridCol w:w=\"{2}\"/>"
        "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{1}\" "
        "w:type=\"dxa\"/></w:tcPr>\n",
        left + right,
        left,
        right);
}
std::string halves_between(int right) {
    return fmt::format("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>\n", right);
}
constexpr std::string_view halves_end = "</w:tc></w:tr></w:tbl>\n";

std::string section_properties(bool across) {
    return fmt::format(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"dautrang\"/><w:type "
        "w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" "
        "w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>"
        "<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>",
        across ? page_long : page_short,
        across ? page_short : page_long,
        across ? " w:orient=\"landscape\"" : "",
        margin_top,
        margin_right,
        margin_bottom,
        margin_left,
        header_from_top,
        header_from_top);
}

std::string_view style_of(HeadingLevel level) {
    switch (level) {
        case HeadingLevel::part: return "Heading1";
        case HeadingLevel::dimension: return "Heading2";
        case HeadingLevel::narratives: return "Heading3";
    }
    return "Heading1";
}
std::string_view style_of(ParagraphKind kind) {
    switch (kind) {
        case ParagraphKind::ground: return "CanCu";
        case ParagraphKind::body: return "Normal";
        case ParagraphKind::note: return "GhiChu";
    }
    return "Normal";
}

/// "Số:      /BC-UBND" → "      /BC-UBND"
std::string_view without_word(std::string_view number_form) {
    const auto colon = number_form.find(':');
    return colon == std::string_view::npos ? number_form : number_form.substr(colon + 1);
}

}  // namespace

void Paper::put(std::string_view style, const std::string& runs) {
    out_ += fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}</w:p>\n", style, runs);
}
void Paper::put_text(std::string_view style, std::string_view text) {
    put(style, run_xml(text, false));
}

/// A line in the middle of `room`: the lower edge of an empty paragraph.
void Paper::rule(int width, int room) {
    const int beside = std::max(0, (room - std::min(width, room)) / 2);
    out_ += fmt::format(
        "<w:p><w:pPr><w:pStyle w:val=\"DuongKe\"/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" "
        "w:space=\"1\" w:color=\"000000\"/></w:pBdr><w:ind w:left=\"{0}\" w:right=\"{0}\" "
        "w:firstLine=\"0\"/></w:pPr></w:p>\n",
        beside);
}

void Paper::left_half(const Letterhead& letterhead) {
    if (!letterhead.superior.empty()) {
        put_text("ChuQuan", letterhead.superior);
    }
    put_text("CoQuan", letterhead.authority);
    // From a third to a half of the line above.
    rule(std::min(line_width(letterhead.authority, capital), left_width) * 2 / 5, left_width);
    put_text("SoHieu", letterhead.number_form);
}

void Paper::right_half(const Letterhead& letterhead) {
    put_text("QuocHieu", phrases::national_name);
    put_text("TieuNgu", phrases::national_motto);
    rule(line_width(phrases::national_motto, small_letter), right_width);  // as long as the line
    put_text("NgayThang", letterhead.place_date);
}

void Paper::head(const Report& report) {
    const auto& letterhead = report.letterhead;
    annex_of_ = fmt::format(
        phrases::annex_of, without_word(letterhead.number_form), long_date_text(report.at.date()));
    out_ += halves_begin(left_width, right_width);
    left_half(letterhead);
    out_ += halves_between(right_width);
    right_half(letterhead);
    out_ += halves_end;
    put_text("TenLoai", phrases::kind_of_paper);
    put_text("TrichYeu", report.subject);
    rule(std::min(line_width(report.subject, small_letter), text_width) * 2 / 5, text_width);
    put_text("DuongKe", "");
}

void Paper::heading(HeadingLevel level, const std::string& text) {
    put_text(style_of(level), text);
}

void Paper::paragraph(const Prose& prose, ParagraphKind kind) {
    put(style_of(kind), runs_xml(prose, false));
}

void Paper::captioned(const Table& table, std::size_t number, int width) {
    const auto title = fmt::format("{} {}. {}", phrases::tables_word, number, table.caption);
    put_text("Caption", title);
    out_ += table_xml(table, width, title);
    for (const auto& note : table.notes) {
        put("ChuThich", runs_xml(note, false));
    }
    if (table.notes.empty()) {
        put_text("DuongKe", "");  // two tables without a paragraph between them become one
    }
}

void Paper::table(const Table& table, std::size_t number) {
    captioned(table, number, text_width);
}

void Paper::chart(const Chart& chart, std::size_t number) {
    put_text("Caption", fmt::format("{} {}. {}", phrases::chart_word, number, chart.title));
    charts_.push_back(chart_part(chart));
    put("BieuDo", chart_run(chart, number, fmt::format("bieudo{}", number)));
}

void Paper::narrative(const Narrative& narrative) {
    auto runs = run_xml(narrative.unit_name, true);
    if (!narrative.remark.empty()) {
        runs += run_xml(" (" + narrative.remark + ")", false);
    }
    put("DonVi", runs + run_xml(":", true));
    const auto text = clean_text(narrative.text);
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (const auto line = trim(rest.substr(0, end)); !line.empty()) {
            put_text("LoiDonVi", line);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void Paper::list(const NamedList& list) {
    if (!list.heading.empty()) {
        put_text("TenDanhSach", list.heading);
    }
    if (list.items.empty()) {
        put_text("Normal", list.when_empty);
    }
    for (const auto& item : list.items) {
        put("GachDong", run_xml("- ", false) + runs_xml(item, false));
    }
}

void Paper::foot(const Report& report) {
    put_text("DuongKe", "");
    out_ += halves_begin(half_width, text_width - half_width);
    put_text("NoiNhanMuc", phrases::recipients);
    for (const auto& recipient : report.recipients) {
        put_text("NoiNhan", "- " + recipient);
    }
    out_ += halves_between(text_width - half_width);
    for (const auto& title : report.signature.titles) {
        put_text("ChucVu", title);
    }
    put_text("HoTen", report.signature.name);
    out_ += halves_end;
}

void Paper::provenance(const Report& report) {
    const auto& provenance = report.provenance;
    put_text("DuongKe", "");
    put("DoiChieu",
        run_xml(fmt::format("{}. ", phrases::provenance_heading), true) +
            run_xml(provenance.statement + " ", false) + runs_xml(provenance.journal, false));
    put_text("DoiChieu", fmt::format("{}{}", phrases::provenance_hash, provenance.head_hash));
}

/// Each annex has pages of its own, across, and numbers them by itself.
void Paper::annex(const Table& table, std::size_t number, std::size_t table_number) {
    out_ += "<w:p><w:pPr><w:pStyle w:val=\"DuongKe\"/>" + section_properties(in_annexes_) +
            "</w:pPr></w:p>\n";
    in_annexes_ = true;
    put_text("PhuLuc", fmt::format(phrases::annex_numbered, roman(number)));
    put_text("TenPhuLuc", to_upper(table.caption));
    put_text("KemTheo", annex_of_);
    captioned(table, table_number, text_width_across);
}

std::string Paper::document() && {
    std::string out(xml_head);
    out +=
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>\n";
    out += out_;
    out += section_properties(in_annexes_);
    return out + "</w:body></w:document>\n";
}

}  // namespace tiendo::report::docx
