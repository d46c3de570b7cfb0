#include "docx_story.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

/// What each element of WordprocessingML does. Elements that are not named are passed through:
/// their content counts (hyperlinks, smart tags, content controls, inserted text, fields).
std::span<const DocxStory::Element> DocxStory::elements() {
    using S = DocxStory;
    static constexpr std::array<Element, 69> table{{
        {"a:blip", &S::picture, nullptr},
        {"c:chart", &S::other, nullptr},
        {"dgm:relIds", &S::other, nullptr},
        {"m:t", &S::begin_text, &S::end_text},
        {"mc:AlternateContent", &S::begin_alternatives, &S::end_alternatives},
        {"mc:Choice", &S::begin_choice, nullptr},
        {"mc:Fallback", &S::begin_fallback, nullptr},
        {"v:imagedata", &S::picture, nullptr},
        {"w:altChunk", &S::other, nullptr},
        {"w:br", &S::line_break, nullptr},
        {"w:cellDel", &S::cell_deleted, nullptr},
        {"w:comment", &S::begin_comment, &S::end_aside},
        {"w:commentReference", &S::comment_mark, nullptr},
        {"w:cr", &S::line_break, nullptr},
        {"w:del", &S::deleted, nullptr},
        {"w:delInstrText", &S::skip, nullptr},
        {"w:delText", &S::skip, nullptr},
        {"w:endnote", &S::begin_endnote, &S::end_aside},
        {"w:endnoteRef", &S::note_number, nullptr},
        {"w:endnoteReference", &S::endnote_mark, nullptr},
        {"w:ffData", &S::skip, nullptr},
        {"w:fldChar", &S::field_mark, nullptr},
        {"w:fldData", &S::skip, nullptr},
        {"w:footerReference", &S::begin_footer, nullptr},
        {"w:footnote", &S::begin_footnote, &S::end_aside},
        {"w:footnoteRef", &S::note_number, nullptr},
        {"w:footnoteReference", &S::footnote_mark, nullptr},
        {"w:gridBefore", &S::row_gap, nullptr},
        {"w:gridSpan", &S::cell_columns, nullptr},
        {"w:headerReference", &S::begin_header, nullptr},
        {"w:ilvl", &S::paragraph_level, nullptr},
        {"w:ins", &S::inserted, nullptr},
        {"w:instrText", &S::skip, nullptr},
        {"w:moveFrom", &S::moved_away, nullptr},
        {"w:moveTo", &S::moved_here, nullptr},
        {"w:noBreakHyphen", &S::hyphen, nullptr},
        {"w:numId", &S::paragraph_list, nullptr},
        {"w:numberingChange", &S::skip, nullptr},
        {"w:object", &S::other, nullptr},
        {"w:p", &S::begin_paragraph, &S::end_paragraph},
        {"w:pPrChange", &S::skip, nullptr},
        {"w:pStyle", &S::paragraph_style, nullptr},
        {"w:pageBreakBefore", &S::page_before, nullptr},
        {"w:ptab", &S::tab, nullptr},
        {"w:r", &S::begin_run, &S::end_run},
        {"w:rFonts", &S::run_font, nullptr},
        {"w:rPrChange", &S::skip, nullptr},
        {"w:rStyle", &S::run_style, nullptr},
        {"w:rt", &S::skip, nullptr},
        {"w:sdtPr", &S::skip, nullptr},
        {"w:sectPrChange", &S::skip, nullptr},
        {"w:specVanish", &S::run_hidden, nullptr},
        {"w:subDoc", &S::other, nullptr},
        {"w:sym", &S::symbol, nullptr},
        {"w:t", &S::begin_text, &S::end_text},
        {"w:tab", &S::tab, nullptr},
        {"w:tabs", &S::skip, nullptr},
        {"w:tbl", &S::begin_table, &S::end_table},
        {"w:tblGrid", &S::skip, nullptr},
        {"w:tblHeader", &S::row_header, nullptr},
        {"w:tblPr", &S::skip, nullptr},
        {"w:tblPrEx", &S::skip, nullptr},
        {"w:tc", &S::begin_cell, &S::end_cell},
        {"w:tcPrChange", &S::skip, nullptr},
        {"w:tr", &S::begin_row, &S::end_row},
        {"w:trPrChange", &S::skip, nullptr},
        {"w:txbxContent", &S::begin_box, &S::end_box},
        {"w:vMerge", &S::cell_goes_on, nullptr},
        {"w:vanish", &S::run_hidden, nullptr},
    }};
    return table;
}

const DocxStory::Element* DocxStory::element(std::string_view name) {
    const auto all = elements();
    const auto found = std::ranges::lower_bound(all, name, {}, &Element::name);
    return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace tiendo::reader
