#include "html_text.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

bool is_html_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_reference_name(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
}

/// Length of the letter of UTF-8 that begins at `at`.
std::size_t letter_length(std::string_view text, std::size_t at) noexcept {
    std::size_t length = 1;
    while (at + length < text.size() &&
           (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80) {
        ++length;
    }
    return length;
}

bool brings_bullet(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 7> bullets{"-", "–", "—", "+", "•", "●", "▪"};
    return std::ranges::any_of(bullets,
                               [&](std::string_view each) { return word.starts_with(each); });
}

}  // namespace

RecodedText aligned(std::string_view decoded, std::string_view original, std::size_t offset) {
    RecodedText text;
    std::size_t from = 0;
    for (std::size_t at = 0; at < decoded.size();) {
        const auto length = letter_length(decoded, at);
        const auto letter = decoded.substr(at, length);
        if (original.substr(from, 2) == "\r\n" && letter == "\n") {
            ++from;
        }
        const bool line_end = letter == "\n" && original.substr(from, 1) == "\r";
        if (original.substr(from, 1) == "&") {
            auto end = from + 1;
            while (end < original.size() && is_reference_name(original[end])) {
                ++end;
            }
            const bool closed = end < original.size() && original[end] == ';';
            // A bare "&" stays itself; a reference without ";" may end anywhere.
            const bool bare = letter == "&" && !closed;
            if (!closed && !bare) {
                break;
            }
            text.append(letter, offset + from);
            from = bare ? from + 1 : end + 1;
        } else if (line_end || original.substr(from, length) == letter) {
            text.append(letter, offset + from);
            from += line_end ? 1 : length;
        } else {
            break;
        }
        at += length;
    }
    text.append(decoded.substr(text.text.size()), offset + from);
    text.close(offset + original.size());
    return text;
}

void HtmlText::start_text() {
    if (!in_paragraph_ || breaks_ > 0 || builder_.text().ends_with(' ')) {
        blank_.reset();
    }
    if (in_paragraph_ && breaks_ == 1) {
        builder_.end_line();
    } else if (in_paragraph_ && breaks_ > 1) {
        builder_.end_paragraph();
    }
    breaks_ = 0;
    in_paragraph_ = true;
    if (!marker_.empty()) {
        builder_.add_made(marker_);
        marker_.clear();
    }
    if (blank_) {
        const auto stored = page_.in_file(*blank_);
        const bool same = page_.bytes().substr(stored.begin, stored.size()) == " ";
        builder_.add(" ", {0, stored.begin, stored.size(), same, 0, std::nullopt});
        blank_.reset();
    }
}

void HtmlText::add_word(std::string_view word, Span in_html, const TextLook& look) {
    if ((marker_ == "- " || marker_ == "+ ") && brings_bullet(word)) {
        marker_.clear();
    }
    start_text();
    std::string converted;
    if (look.encoding) {
        converted = from_legacy(word, *look.encoding);
        converted = look.capitals ? to_upper(converted) : converted;
        word = converted;
    }
    const auto stored = page_.in_file(in_html);
    const bool same = page_.bytes().substr(stored.begin, stored.size()) == word;
    builder_.add(word, {0, stored.begin, stored.size(), same, 0, std::nullopt});
}

void HtmlText::add(const GumboText& text, const TextLook& look) {
    const auto html = page_.html();
    const auto offset = static_cast<std::size_t>(text.original_text.data - html.data());
    const auto piece =
        aligned(text.text, {text.original_text.data, text.original_text.length}, offset);
    const std::string_view decoded = piece.text;
    for (std::size_t begin = 0; begin < decoded.size();) {
        auto end = begin;
        const bool blank = is_html_blank(decoded[begin]);
        while (end < decoded.size() && is_html_blank(decoded[end]) == blank) {
            ++end;
        }
        if (!blank) {
            auto stored = piece.in_source({begin, end});
            if (stored.empty()) {  // in the rest that could not be laid side by side
                stored.end = piece.origin.back();
            }
            add_word(decoded.substr(begin, end - begin), stored, look);
        } else if (look.preformatted) {
            const auto gap = decoded.substr(begin, end - begin);
            breaks_ += static_cast<std::size_t>(std::ranges::count(gap, '\n'));
            const auto indent = begin + (gap.rfind('\n') + 1);  // none: npos + 1 is 0
            if (indent < end) {
                add_word(decoded.substr(indent, end - indent), piece.in_source({indent, end}), {});
            }
        } else if (!blank_) {
            blank_ = piece.in_source({begin, end});
        }
        begin = end;
    }
}

void HtmlText::add_made(std::string_view text) {
    start_text();
    builder_.add_made(text);
}

void HtmlText::end_paragraph() {
    breaks_ = 0;
    blank_.reset();
    if (in_paragraph_) {
        builder_.end_paragraph();
        in_paragraph_ = false;
    }
}

void HtmlText::end_page() {
    end_paragraph();
    builder_.end_page();
}

}  // namespace tiendo::reader
