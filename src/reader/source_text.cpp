#include "source_text.hpp"

#include "look_alikes.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(UChar32 c) noexcept {
    constexpr UChar32 first_accented = 0xC0;
    constexpr UChar32 end_latin = 0x0250;
    constexpr UChar32 first_vietnamese = 0x1EA0;
    constexpr UChar32 end_vietnamese = 0x1F00;
    const bool letter = (c > ' ' && c <= '~') || (c >= first_accented && c < end_latin) ||
                        (c >= first_vietnamese && c < end_vietnamese);
    if (letter) {  // asking ICU of every letter was a tenth of the time of a read
        return false;
    }
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return u_isUWhiteSpace(c) != 0 || is_unseen(static_cast<char32_t>(c));
}

const std::uint8_t* bytes_of(std::string_view text) noexcept {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Whether composing never joins `c` to what stands before it.
bool starts_afresh(UChar32 c) {
    constexpr UChar32 first_mark = 0x0300;
    UErrorCode status = U_ZERO_ERROR;
    return c < first_mark || icu::Normalizer2::getNFCInstance(status)->hasBoundaryBefore(c) != 0;
}

/// Whether `text` is one character of ASCII, Latin-1 or Vietnamese: all of them are composed.
bool is_composed_letter(std::string_view text) noexcept {
    constexpr UChar32 first_mark = 0x0300;
    constexpr UChar32 first_vietnamese = 0x1EA0;
    constexpr UChar32 end_vietnamese = 0x1F00;
    int32_t end = 0;
    UChar32 c = 0;
    if (text.empty()) {
        return true;
    }
    U8_NEXT_UNSAFE(bytes_of(text), end, c);
    return static_cast<std::size_t>(end) == text.size() &&
           (c < first_mark || (c >= first_vietnamese && c < end_vietnamese));
}

}  // namespace

bool is_unseen(char32_t character) noexcept {
    return character == 0x00AD || (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x2064) ||
           (character >= 0x2066 && character <= 0x206F) || character == 0xFEFF;
}

std::size_t blank_length(std::string_view text) noexcept {
    if (text.empty()) {
        return 0;
    }
    const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), 4));
    int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT(bytes_of(text), i, length, c);
    return c >= 0 && is_blank(c) ? static_cast<std::size_t>(i) : 0;
}

std::size_t blank_length_at_end(std::string_view text) noexcept {
    if (text.empty()) {
        return 0;
    }
    const auto tail = text.substr(text.size() - std::min<std::size_t>(text.size(), 4));
    const auto length = static_cast<int32_t>(tail.size());
    int32_t i = length;
    UChar32 c = 0;
    U8_PREV(bytes_of(tail), 0, i, c);
    return c >= 0 && is_blank(c) ? static_cast<std::size_t>(length - i) : 0;
}

Span trimmed(std::string_view text, Span span) noexcept {
    auto inner = text.substr(span.begin, span.size());
    while (const auto blank = blank_length(inner)) {
        inner.remove_prefix(blank);
        span.begin += blank;
    }
    while (const auto blank = blank_length_at_end(inner)) {
        inner.remove_suffix(blank);
        span.end -= blank;
    }
    return span;
}

SourceText::SourceText(std::string_view source) : SourceText(source, Mending::all) {}

SourceText SourceText::composed(std::string_view source) {
    return {source, Mending::none};
}

SourceText::SourceText(std::string_view source, Mending mending) {
    if (source.starts_with(byte_order_mark)) {
        shift_ = byte_order_mark.size();
        source.remove_prefix(shift_);
    }
    mending = mending == Mending::all && needs_mending(source) ? Mending::all : Mending::none;
    if (mending == Mending::none && is_nfc(source)) {
        clean_ = source;
        return;
    }
    take(source, mending);
    clean_ = mended_;
}

void SourceText::put(std::string_view text, std::size_t begin) {
    if (is_composed_letter(text)) {
        mended_ += text;
    } else {
        mended_ += to_nfc(text);
    }
    map_.resize(mended_.size(), static_cast<std::uint32_t>(begin));
}

/// Letter by letter with the marks behind it: what is composed or mended as a whole is mapped as a
/// whole. What is dropped belongs to the letter before it.
void SourceText::take(std::string_view source, Mending mending) {
    const auto length = static_cast<int64_t>(source.size());
    Mender mender(source);
    std::string letter;
    std::size_t letter_begin = 0;
    for (int64_t at = 0; at < length;) {
        const auto begin = static_cast<std::size_t>(at);
        UChar32 c = 0;
        U8_NEXT_UNSAFE(bytes_of(source), at, c);
        const Span here{begin, static_cast<std::size_t>(at)};
        const auto mended = mending == Mending::all ? mender.mend(static_cast<char32_t>(c), begin)
                                                    : Mender::Mended{};
        if (mended.changed && mended.text.empty()) {
            continue;
        }
        if (mended.changed || starts_afresh(c)) {
            put(letter, letter_begin);
            letter.clear();
            letter_begin = begin;
        }
        letter += mended.changed ? mended.text : source.substr(here.begin, here.size());
        if (mended.other_script && look_alikes_++ == 0) {
            first_look_alike_ = {shift_ + here.begin, shift_ + here.end};
        }
    }
    put(letter, letter_begin);
    map_.push_back(static_cast<std::uint32_t>(length));
}

std::size_t SourceText::in_source(std::size_t begin) const noexcept {
    return shift_ + (map_.empty() ? begin : map_[begin]);
}

std::size_t SourceText::in_clean(std::size_t at) const noexcept {
    at -= std::min(at, shift_);
    if (map_.empty()) {
        return std::min(at, clean_.size());
    }
    return static_cast<std::size_t>(std::ranges::lower_bound(map_, at) - map_.begin());
}

Span SourceText::in_source(Span span) const noexcept {
    if (map_.empty() || span.empty()) {
        return {in_source(span.begin), in_source(span.end)};
    }
    // An end inside a piece that was composed as a whole takes the piece as a whole.
    auto end = span.end;
    while (end + 1 < map_.size() && map_[end] == map_[span.end - 1]) {
        ++end;
    }
    return {in_source(span.begin), in_source(end)};
}

}  // namespace tiendo::reader
