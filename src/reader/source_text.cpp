#include "source_text.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(UChar32 c) noexcept {
    constexpr UChar32 zero_width_space = 0x200B;
    constexpr UChar32 zero_width_no_break_space = 0xFEFF;
    return u_isUWhiteSpace(c) != 0 || c == zero_width_space || c == zero_width_no_break_space;
}

const std::uint8_t* bytes_of(std::string_view text) noexcept {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Whether composing never joins `c` to what stands before it. Conservative: letters of Vietnamese,
/// ASCII and general punctuation; anything else stays with its neighbour.
bool starts_afresh(UChar32 c) noexcept {
    return c < 0x80 || (c >= 0x00A0 && c < 0x0300) || (c >= 0x1E00 && c < 0x1F00) ||
           (c >= 0x2000 && c < 0x2070);
}

}  // namespace

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

SourceText::SourceText(std::string_view source) {
    if (source.starts_with(byte_order_mark)) {
        shift_ = byte_order_mark.size();
        source.remove_prefix(shift_);
    }
    if (is_nfc(source)) {
        clean_ = source;
        return;
    }
    const auto length = static_cast<int64_t>(source.size());
    int64_t begin = 0;
    while (begin < length) {
        int64_t end = begin;
        UChar32 c = 0;
        U8_NEXT_UNSAFE(bytes_of(source), end, c);
        while (end < length) {
            int64_t next = end;
            U8_NEXT_UNSAFE(bytes_of(source), next, c);
            if (starts_afresh(c)) {
                break;
            }
            end = next;
        }
        const auto piece =
            source.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
        clean_ += piece.size() == 1 ? std::string(piece) : to_nfc(piece);
        map_.resize(clean_.size(), static_cast<std::uint32_t>(begin));
        begin = end;
    }
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
