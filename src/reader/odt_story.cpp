#include "odt_story.hpp"

#include "legacy_run.hpp"

#include <algorithm>

namespace tiendo::reader {

/// Whether what comes now is wanted. Where only notes are, the text around them is passed through.
bool OdtStory::active() const noexcept {
    return wanted_ == OdtWanted::body || in_aside_;
}

void OdtStory::start(const XmlTag& tag) {
    if (skipped_ > 0 || too_long_) {
        ++skipped_;
        return;
    }
    const auto* known = element(tag.name);
    if (known != nullptr && known->begin != nullptr && (known->always || active())) {
        (this->*known->begin)(tag);
    }
    if (skipped_ == 0) {
        open_.emplace_back(tag.name);
    }
}

void OdtStory::end(std::string_view name) {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    if (!open_.empty()) {
        open_.pop_back();
    }
    const auto* known = element(name);
    if (known != nullptr && known->end != nullptr && active()) {
        (this->*known->end)();
    }
}

/// Passes over the element that begins, with all that is in it.
void OdtStory::skip(const XmlTag& /*tag*/) {
    skipped_ = 1;
}

// Paragraphs and lists.

void OdtStory::begin_paragraph(const XmlTag& tag) {
    if (flow().in_paragraph) {
        flows_.emplace_back().by_paragraph = true;
    }
    auto& now = flow();
    const auto style = tag.attribute("text:style-name").value_or("");
    now.in_paragraph = true;
    now.blank = true;
    now.style = style;
    now.spans.clear();
    if (!now.lists.empty()) {
        now.label = context_.lists.item_label(now.lists, style);
    } else if (tag.name == "text:h" && context_.styles.list(style) != std::string_view()) {
        now.label = context_.lists.heading_label(tag, tag.number("text:outline-level").value_or(1));
    } else {
        now.label.clear();
    }
    now.label += now.label.empty() ? "" : " ";
    if (tables_.empty() && context_.styles.page_before(style) && !context_.builder.text().empty()) {
        now.text.end_page();
    }
    if (!note_label_.empty()) {
        now.text.add_made(note_label_);
        note_label_.clear();
    }
}

/// Writes the paragraph. An empty one leaves nothing behind, but its number counts.
void OdtStory::end_paragraph() {
    auto& now = flow();
    now.in_paragraph = false;
    hidden_before_ = false;
    if (now.text.size() > 0) {
        now.text.write(
            now.label,
            tables_.empty() ? ParagraphText::Pages::kept : ParagraphText::Pages::as_lines,
            context_.builder);
        context_.builder.end_paragraph();
        too_long_ = too_long_ || context_.builder.text().size() > context_.max_text;
    }
    if (now.by_paragraph) {
        flows_.pop_back();
    }
}

void OdtStory::begin_list(const XmlTag& tag) {
    context_.lists.begin_list(tag, flow().lists);
}
void OdtStory::end_list() {
    if (!flow().lists.empty()) {
        flow().lists.pop_back();
    }
}
void OdtStory::begin_item(const XmlTag& tag) {
    if (!flow().lists.empty()) {
        OdtLists::begin_item(tag, flow().lists);
    }
}

void OdtStory::begin_box(const XmlTag& /*tag*/) {
    flows_.emplace_back();
}
void OdtStory::end_box() {
    if (flows_.size() > 1) {
        flows_.pop_back();
    }
}

void OdtStory::begin_section(const XmlTag& tag) {
    if (tag.attribute("text:display") == "none") {
        hidden_text(tag);
    }
}
void OdtStory::hidden_text(const XmlTag& tag) {
    context_.findings.hidden += wanted_ == OdtWanted::body ? 1 : 0;
    skip(tag);
}

// Text.

void OdtStory::begin_span(const XmlTag& tag) {
    flow().spans.emplace_back(tag.attribute("text:style-name").value_or(""));
}
void OdtStory::end_span() {
    if (!flow().spans.empty()) {
        flow().spans.pop_back();
    }
}

bool OdtStory::hidden() const {
    const auto& styles = context_.styles;
    return styles.hidden("paragraph", flow().style) ||
           std::ranges::any_of(
               flow().spans, [&](const std::string& span) { return styles.hidden("text", span); });
}

std::string_view OdtStory::font() const {
    const auto& styles = context_.styles;
    for (auto i = flow().spans.size(); i > 0; --i) {
        if (const auto font = styles.font("text", flow().spans[i - 1]); !font.empty()) {
            return font;
        }
    }
    return styles.font("paragraph", flow().style);
}

void OdtStory::text(const XmlText& text) {
    if (!flow().in_paragraph || skipped_ > 0 || !active()) {
        return;
    }
    const bool left_out = hidden();
    context_.findings.hidden += left_out && !hidden_before_ ? 1 : 0;
    hidden_before_ = left_out;
    if (!left_out) {
        add_collapsed(text_of_run(text.text, font()), text);
    }
}

/// Of several blanks in a row, and of those at the begin of a paragraph, OpenDocument shows one or
/// none; more are written as text:s.
void OdtStory::add_collapsed(std::string_view text, const XmlText& source) {
    constexpr std::string_view blanks = " \t\r\n";
    const bool same = source.same && text == source.text;
    const auto add = [&](std::size_t begin, std::size_t end, bool as_stored) {
        const auto offset = source.source.begin + (same ? begin : 0);
        const auto length = same ? end - begin : source.source.size();
        flow().text.add(as_stored ? text.substr(begin, end - begin) : " ",
                        {part_, offset, length, same && as_stored, 0, std::nullopt});
    };
    for (std::size_t begin = 0; begin < text.size();) {
        const auto blank = std::min(text.find_first_of(blanks, begin), text.size());
        if (blank > begin) {
            add(begin, blank, true);
            flow().blank = false;
        }
        const auto end = std::min(text.find_first_not_of(blanks, blank), text.size());
        if (end > blank && !flow().blank) {
            add(blank, blank + 1, text[blank] == ' ');
            flow().blank = true;
        }
        begin = end;
    }
}

/// Text that an element stands for.
void OdtStory::put(std::string_view text, const XmlTag& tag) {
    if (flow().in_paragraph && !hidden()) {
        flow().text.add(text, {part_, tag.source.begin, tag.source.size(), false, 0, std::nullopt});
        flow().blank = false;
    }
}
void OdtStory::blanks(const XmlTag& tag) {
    constexpr long most = 256;  // wider than any page
    const auto count = std::clamp(tag.number("text:c").value_or(1), 1L, most);
    put(std::string(static_cast<std::size_t>(count), ' '), tag);
}
void OdtStory::tab(const XmlTag& tag) {
    put("\t", tag);
}
void OdtStory::line_break(const XmlTag& /*tag*/) {
    if (flow().in_paragraph && !hidden()) {
        flow().text.end_line();
        flow().blank = false;
    }
}

// What stands beside the body.

void OdtStory::begin_note(const XmlTag& tag) {
    if (wanted_ != OdtWanted::notes || in_aside_) {
        ++context_.findings.notes;
        skip(tag);
        return;
    }
    note_label_ = "[" + std::to_string(++notes_) + "] ";
    begin_aside(tag.attribute("text:note-class") == "endnote" ? "endnote" : "footnote");
}
void OdtStory::begin_comment(const XmlTag& tag) {
    if (wanted_ != OdtWanted::notes || in_aside_) {
        ++context_.findings.notes;
        skip(tag);
        return;
    }
    begin_aside("comment");
}
void OdtStory::begin_aside(std::string_view reason) {
    context_.builder.begin_aside(reason);
    in_aside_ = true;
    flows_.emplace_back();
}
void OdtStory::end_aside() {
    if (wanted_ == OdtWanted::notes && in_aside_) {
        context_.builder.end_aside();
        in_aside_ = false;
        flows_.pop_back();
        note_label_.clear();
    }
}

void OdtStory::begin_header(const XmlTag& tag) {
    begin_running(tag, "running head");
}
void OdtStory::begin_footer(const XmlTag& tag) {
    begin_running(tag, "running foot");
}
void OdtStory::begin_running(const XmlTag& tag, std::string_view reason) {
    if (wanted_ != OdtWanted::running || in_aside_ || left_out_.contains(running_seen_++)) {
        skip(tag);
        return;
    }
    begin_aside(reason);
    running_begin_ = context_.builder.text().size();
}
void OdtStory::end_running() {
    if (wanted_ == OdtWanted::running && in_aside_) {
        running_.push_back({running_begin_, context_.builder.text().size()});
        context_.builder.end_aside();
        in_aside_ = false;
        flows_.pop_back();
    }
}

// Tracked changes, taken as accepted: deleted text is kept apart from the body.

void OdtStory::insertion(const XmlTag& /*tag*/) {
    ++context_.findings.inserted;
}
void OdtStory::deletion(const XmlTag& tag) {
    context_.findings.deleted += wanted_ == OdtWanted::body ? 1 : 0;
    skip(tag);
}

// What is not read.

void OdtStory::picture(const XmlTag& tag) {
    ++context_.findings.pictures;
    skip(tag);
}
void OdtStory::other(const XmlTag& tag) {
    ++context_.findings.others;
    skip(tag);
}

}  // namespace tiendo::reader
