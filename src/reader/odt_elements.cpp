#include "odt_story.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

/// What each element of OpenDocument does. Elements that are not named are passed through: their
/// content counts (links, sections, indexes, fields).
std::span<const OdtStory::Element> OdtStory::elements() {
    using S = OdtStory;
    static constexpr std::array<Element, 67> table{{
        {"draw:caption", &S::begin_box, &S::end_box},
        {"draw:circle", &S::begin_box, &S::end_box},
        {"draw:connector", &S::begin_box, &S::end_box},
        {"draw:custom-shape", &S::begin_box, &S::end_box},
        {"draw:ellipse", &S::begin_box, &S::end_box},
        {"draw:image", &S::picture, nullptr},
        {"draw:line", &S::begin_box, &S::end_box},
        {"draw:measure", &S::begin_box, &S::end_box},
        {"draw:object", &S::other, nullptr},
        {"draw:object-ole", &S::other, nullptr},
        {"draw:path", &S::begin_box, &S::end_box},
        {"draw:polygon", &S::begin_box, &S::end_box},
        {"draw:polyline", &S::begin_box, &S::end_box},
        {"draw:rect", &S::begin_box, &S::end_box},
        {"draw:text-box", &S::begin_box, &S::end_box},
        {"office:annotation", &S::begin_comment, &S::end_aside, true},
        {"office:automatic-styles", &S::skip, nullptr, true},
        {"office:change-info", &S::skip, nullptr, true},
        {"office:dde-source", &S::skip, nullptr, true},
        {"office:event-listeners", &S::skip, nullptr, true},
        {"office:font-face-decls", &S::skip, nullptr, true},
        {"office:forms", &S::skip, nullptr, true},
        {"office:meta", &S::skip, nullptr, true},
        {"office:scripts", &S::skip, nullptr, true},
        {"office:settings", &S::skip, nullptr, true},
        {"office:styles", &S::skip, nullptr, true},
        {"style:footer", &S::begin_footer, &S::end_running, true},
        {"style:footer-first", &S::begin_footer, &S::end_running, true},
        {"style:footer-left", &S::begin_footer, &S::end_running, true},
        {"style:header", &S::begin_header, &S::end_running, true},
        {"style:header-first", &S::begin_header, &S::end_running, true},
        {"style:header-left", &S::begin_header, &S::end_running, true},
        {"svg:desc", &S::skip, nullptr, true},
        {"svg:title", &S::skip, nullptr, true},
        {"table:covered-table-cell", &S::covered_cell, nullptr},
        {"table:table", &S::begin_table, &S::end_table},
        {"table:table-cell", &S::begin_cell, &S::end_cell},
        {"table:table-header-rows", &S::begin_header_rows, &S::end_header_rows},
        {"table:table-row", &S::begin_row, &S::end_row},
        {"text:alphabetical-index-source", &S::skip, nullptr, true},
        {"text:bibliography-source", &S::skip, nullptr, true},
        {"text:deletion", &S::deletion, nullptr, true},
        {"text:h", &S::begin_paragraph, &S::end_paragraph},
        {"text:hidden-paragraph", &S::hidden_text, nullptr, true},
        {"text:hidden-text", &S::hidden_text, nullptr, true},
        {"text:illustration-index-source", &S::skip, nullptr, true},
        {"text:insertion", &S::insertion, nullptr},
        {"text:line-break", &S::line_break, nullptr},
        {"text:list", &S::begin_list, &S::end_list},
        {"text:list-header", &S::begin_item, nullptr},
        {"text:list-item", &S::begin_item, nullptr},
        {"text:note", &S::begin_note, &S::end_aside, true},
        {"text:number", &S::skip, nullptr, true},
        {"text:object-index-source", &S::skip, nullptr, true},
        {"text:p", &S::begin_paragraph, &S::end_paragraph},
        {"text:ruby-text", &S::skip, nullptr, true},
        {"text:s", &S::blanks, nullptr},
        {"text:script", &S::skip, nullptr, true},
        {"text:section", &S::begin_section, nullptr, true},
        {"text:sequence-decls", &S::skip, nullptr, true},
        {"text:span", &S::begin_span, &S::end_span},
        {"text:tab", &S::tab, nullptr},
        {"text:table-index-source", &S::skip, nullptr, true},
        {"text:table-of-content-source", &S::skip, nullptr, true},
        {"text:user-field-decls", &S::skip, nullptr, true},
        {"text:user-index-source", &S::skip, nullptr, true},
        {"text:variable-decls", &S::skip, nullptr, true},
    }};
    return table;
}

const OdtStory::Element* OdtStory::element(std::string_view name) {
    const auto all = elements();
    const auto found = std::ranges::lower_bound(all, name, {}, &Element::name);
    return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace tiendo::reader
