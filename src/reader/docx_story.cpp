#include "docx_story.hpp"

#include <algorithm>

namespace tiendo::reader {

void DocxStory::start(const XmlTag& tag) {
    if (skipped_ > 0 || too_long_) {
        ++skipped_;
        return;
    }
    const auto* known = element(tag.name);
    if (known != nullptr && known->begin != nullptr) {
        (this->*known->begin)(tag);
    }
    if (skipped_ == 0) {
        open_.emplace_back(tag.name);
    }
}

void DocxStory::end(std::string_view name) {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    if (!open_.empty()) {
        open_.pop_back();
    }
    const auto* known = element(name);
    if (known != nullptr && known->end != nullptr) {
        (this->*known->end)();
    }
}

/// Passes over the element that begins, with all that is in it.
void DocxStory::skip(const XmlTag& /*tag*/) {
    skipped_ = 1;
}

bool DocxStory::within(std::string_view parent) const noexcept {
    return !open_.empty() && open_.back() == parent;
}
bool DocxStory::within(std::string_view parent, std::string_view grand) const noexcept {
    return within(parent) && open_.size() >= 2 && open_[open_.size() - 2] == grand;
}

bool DocxStory::in_dropped_cell() const noexcept {
    return !tables_.empty() && tables_.back().cell_dropped;
}

// Paragraphs.

void DocxStory::begin_paragraph(const XmlTag& tag) {
    if (in_dropped_cell()) {
        skip(tag);
        return;
    }
    flow().paragraph = {};
    flow().paragraph.style = context_.styles.default_paragraph();
}

void DocxStory::end_paragraph() {
    // An instruction ends with its paragraph: a field that is never closed must not hide the rest.
    std::ranges::fill(flow().fields, Field::result);
    hidden_before_ = false;
    if (!flow().paragraph.joined) {
        flush();
    }
}

std::string DocxStory::label() {
    const auto& paragraph = flow().paragraph;
    const auto of_style = context_.styles.list(paragraph.style);
    const auto list = paragraph.list.list ? paragraph.list.list : of_style.place.list;
    if (!list || *list == 0) {
        return "";
    }
    auto level = paragraph.list.level;
    if (!level && !paragraph.list.list) {
        const auto own = context_.numbering.level_of(*list, paragraph.style);
        const auto base = own ? own : context_.numbering.level_of(*list, of_style.style);
        level = base ? std::optional(static_cast<long>(*base)) : of_style.place.level;
    }
    auto number =
        context_.counter.next(*list, static_cast<std::size_t>(std::max(0L, level.value_or(0))));
    return number.empty() ? number : number + " ";
}

/// Writes the paragraph. An empty one leaves nothing behind, but its number counts.
void DocxStory::flush() {
    auto& text = flow().text;
    const bool hidden_mark = flow().paragraph.hidden_mark;
    if (hidden_mark && text.empty()) {
        return;  // hidden as a whole
    }
    auto number = label();
    if (text.size() == 0) {
        return;
    }
    open_cells();
    auto& builder = context_.builder;
    text.write(goes_on_ ? "" : number,
               tables_.empty() ? ParagraphText::Pages::kept : ParagraphText::Pages::as_lines,
               builder);
    goes_on_ = hidden_mark;
    if (!goes_on_) {
        builder.end_paragraph();
    }
    too_long_ = too_long_ || builder.text().size() > context_.max_text;
}

/// Ends what a deleted or hidden paragraph mark left open, before something else than a paragraph.
void DocxStory::finish_flow() {
    if (flow().text.size() > 0) {
        flow().paragraph.hidden_mark = false;
        flush();
    }
    if (goes_on_) {
        context_.builder.end_paragraph();
        goes_on_ = false;
    }
}

// Text boxes, and content that is stored twice for programs of two ages.

void DocxStory::begin_box(const XmlTag& /*tag*/) {
    if (goes_on_) {
        context_.builder.end_paragraph();
        goes_on_ = false;
    }
    in_text_ = false;
    flows_.emplace_back();
}

void DocxStory::end_box() {
    finish_flow();
    flows_.pop_back();
}

void DocxStory::begin_alternatives(const XmlTag& /*tag*/) {
    choices_.push_back(Choice::open);
}
void DocxStory::end_alternatives() {
    choices_.pop_back();
}
void DocxStory::begin_choice(const XmlTag& tag) {
    if (!choices_.empty() && std::exchange(choices_.back(), Choice::taken) == Choice::taken) {
        skip(tag);
    }
}
void DocxStory::begin_fallback(const XmlTag& tag) {
    begin_choice(tag);
}

// Headers, footers, notes and comments.

void DocxStory::begin_header(const XmlTag& tag) {
    context_.findings.headers.emplace_back(tag.attribute("r:id").value_or(""));
}
void DocxStory::begin_footer(const XmlTag& tag) {
    context_.findings.footers.emplace_back(tag.attribute("r:id").value_or(""));
}

void DocxStory::begin_note(const XmlTag& tag,
                           const std::map<std::string, int, std::less<>>& wanted,
                           std::string_view reason) {
    const auto mark = wanted.find(tag.attribute("w:id").value_or(""));
    if (open_.size() != 1 || mark == wanted.end()) {  // a separator, or a note without its mark
        skip(tag);
        return;
    }
    note_label_ = "[" + std::to_string(mark->second) + "]";
    context_.builder.begin_aside(reason);
    in_aside_ = true;
}
void DocxStory::begin_footnote(const XmlTag& tag) {
    begin_note(tag, context_.findings.footnotes, "footnote");
}
void DocxStory::begin_endnote(const XmlTag& tag) {
    begin_note(tag, context_.findings.endnotes, "endnote");
}
void DocxStory::begin_comment(const XmlTag& tag) {
    const auto id = tag.attribute("w:id").value_or("");
    if (open_.size() != 1 || !context_.findings.comments.contains(id)) {
        skip(tag);
        return;
    }
    context_.builder.begin_aside("comment");
    in_aside_ = true;
}
void DocxStory::end_aside() {
    if (in_aside_) {
        finish_flow();
        context_.builder.end_aside();
        in_aside_ = false;
    }
}

}  // namespace tiendo::reader
