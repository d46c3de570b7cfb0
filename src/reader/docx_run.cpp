#include "docx_story.hpp"
#include "legacy_run.hpp"
#include "symbol_font.hpp"

#include <charconv>
#include <cstdint>

namespace tiendo::reader {

// Properties.

void DocxStory::paragraph_style(const XmlTag& tag) {
    if (within("w:pPr")) {
        flow().paragraph.style = tag.attribute("w:val").value_or("");
    }
}
void DocxStory::paragraph_list(const XmlTag& tag) {
    if (within("w:numPr", "w:pPr")) {
        flow().paragraph.list.list = tag.number("w:val");
    }
}
void DocxStory::paragraph_level(const XmlTag& tag) {
    if (within("w:numPr", "w:pPr")) {
        flow().paragraph.list.level = tag.number("w:val");
    }
}
void DocxStory::page_before(const XmlTag& tag) {
    const bool shown = tables_.empty() && !context_.builder.text().empty();
    if (within("w:pPr") && is_on(tag.attribute("w:val")) && shown) {
        flow().text.end_page();
    }
}

void DocxStory::begin_run(const XmlTag& /*tag*/) {
    flow().run = {};
    flow().in_run = true;
}
void DocxStory::end_run() {
    flow().in_run = false;
}
void DocxStory::run_style(const XmlTag& tag) {
    if (within("w:rPr", "w:r")) {
        flow().run.style = tag.attribute("w:val").value_or("");
    }
}
void DocxStory::run_font(const XmlTag& tag) {
    if (within("w:rPr", "w:r")) {
        flow().run.look.font = tag.attribute("w:ascii").value_or("");
    }
}
void DocxStory::run_hidden(const XmlTag& tag) {
    const bool on = is_on(tag.attribute("w:val"));
    if (within("w:rPr", "w:r")) {
        flow().run.look.hidden = on;
    } else if (within("w:rPr", "w:pPr")) {
        flow().paragraph.hidden_mark = on;
    }
}

/// On in the style of the paragraph and in that of the run is off again, as everywhere in Word.
bool DocxStory::is_hidden() const {
    const auto& look = flow().run.look;
    if (look.hidden) {
        return *look.hidden;
    }
    const auto& styles = context_.styles;
    const bool by_style = styles.hidden(flow().paragraph.style) != styles.hidden(flow().run.style);
    return by_style || styles.defaults().hidden.value_or(false);
}

std::string_view DocxStory::font() const {
    const auto& styles = context_.styles;
    if (!flow().run.look.font.empty()) {
        return flow().run.look.font;
    }
    const auto of_run = styles.font(flow().run.style);
    const auto of_paragraph = of_run.empty() ? styles.font(flow().paragraph.style) : of_run;
    return of_paragraph.empty() ? std::string_view(styles.defaults().font) : of_paragraph;
}

/// Whether Word shows what comes now: no instruction of a field, and not hidden.
bool DocxStory::visible() {
    for (const auto field : flow().fields) {
        if (field == Field::instruction) {
            return false;
        }
    }
    const bool hidden = is_hidden();
    context_.findings.hidden += hidden && !hidden_before_ ? 1 : 0;
    hidden_before_ = hidden;
    return !hidden;
}

// Content.

void DocxStory::begin_text(const XmlTag& tag) {
    in_text_ = visible();
    keeps_blanks_ = tag.attribute("xml:space") == "preserve";
    text_begin_ = flow().text.size();
}

void DocxStory::end_text() {
    if (in_text_ && !keeps_blanks_) {
        flow().text.trim_from(text_begin_);
    }
    in_text_ = false;
}

void DocxStory::text(const XmlText& text) {
    if (!in_text_ || skipped_ > 0 || !(within("w:t") || within("m:t"))) {
        return;
    }
    const auto shown = text_of_run(text.text, font());
    flow().text.add(shown,
                    {part_,
                     text.source.begin,
                     text.source.size(),
                     text.same && shown == text.text,
                     0,
                     std::nullopt});
}

/// Text that an element stands for.
void DocxStory::put(std::string_view text, const XmlTag& tag) {
    flow().text.add(text, {part_, tag.source.begin, tag.source.size(), false, 0, std::nullopt});
}

void DocxStory::tab(const XmlTag& tag) {
    if (flow().in_run && visible()) {
        put("\t", tag);
    }
}
void DocxStory::hyphen(const XmlTag& tag) {
    if (flow().in_run && visible()) {
        put("-", tag);
    }
}
void DocxStory::line_break(const XmlTag& tag) {
    if (!flow().in_run || !visible()) {
        return;
    }
    if (tag.attribute("w:type") == "page") {
        flow().text.end_page();
    } else {
        flow().text.end_line();
    }
}
void DocxStory::symbol(const XmlTag& tag) {
    const auto code = tag.attribute("w:char").value_or("");
    std::uint32_t sign = 0;
    const auto read = std::from_chars(code.data(), code.data() + code.size(), sign, 16);
    if (read.ec == std::errc() && flow().in_run && visible()) {
        put(symbol_text(tag.attribute("w:font").value_or(""), sign), tag);
    }
}

void DocxStory::field_mark(const XmlTag& tag) {
    auto& fields = flow().fields;
    const auto type = tag.attribute("w:fldCharType");
    if (type == "begin") {
        fields.push_back(Field::instruction);
    } else if (type == "separate" && !fields.empty()) {
        fields.back() = Field::result;
    } else if (type == "end" && !fields.empty()) {
        fields.pop_back();
    }
}

// Notes and comments.

void DocxStory::footnote_mark(const XmlTag& tag) {
    auto& notes = context_.findings.footnotes;
    notes.emplace(tag.attribute("w:id").value_or(""), static_cast<int>(notes.size()) + 1);
}
void DocxStory::endnote_mark(const XmlTag& tag) {
    auto& notes = context_.findings.endnotes;
    notes.emplace(tag.attribute("w:id").value_or(""), static_cast<int>(notes.size()) + 1);
}
void DocxStory::comment_mark(const XmlTag& tag) {
    context_.findings.comments.emplace(tag.attribute("w:id").value_or(""));
}
void DocxStory::note_number(const XmlTag& /*tag*/) {
    flow().text.add_made(note_label_);
}

// Tracked changes, taken as accepted.

void DocxStory::inserted(const XmlTag& /*tag*/) {
    context_.findings.inserted += within("w:numPr") ? 0 : 1;
}
void DocxStory::moved_here(const XmlTag& /*tag*/) {
    context_.findings.moved += within("w:rPr") ? 0 : 1;  // a mark moves with its paragraph
}
void DocxStory::deleted(const XmlTag& tag) {
    ++context_.findings.deleted;
    if (within("w:rPr", "w:pPr")) {
        flow().paragraph.joined = true;
    } else if (within("w:trPr") && !tables_.empty()) {
        tables_.back().row_dropped = true;
    } else {
        skip(tag);
    }
}
void DocxStory::moved_away(const XmlTag& tag) {
    if (within("w:rPr", "w:pPr")) {
        flow().paragraph.joined = true;
    } else {
        skip(tag);
    }
}

// What is not read.

void DocxStory::picture(const XmlTag& /*tag*/) {
    ++context_.findings.pictures;
}
void DocxStory::other(const XmlTag& tag) {
    ++context_.findings.others;
    skip(tag);
}

}  // namespace tiendo::reader
