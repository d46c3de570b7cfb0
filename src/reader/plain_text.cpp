#include "draft.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// Whether the byte at `at` begins neither a blank nor a mark of emphasis: most do not.
bool is_plain(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    constexpr auto vietnamese_lead = 0xE1U;
    constexpr auto first_vietnamese = 0xBAU;  // the byte behind the lead
    const auto c = byte(at);
    return (c > ' ' && c != '*' && c <= '~') || (c >= 0x80 && c < 0xC0) ||
           (c >= 0xC3 && c <= 0xC9) || (c == vietnamese_lead && byte(at + 1) >= first_vietnamese);
}

/// How much of `text` can be taken as it stands: words with single blanks between them.
std::size_t plain_length(std::string_view text) noexcept {
    std::size_t at = 0;
    while (is_plain(text, at) || (at < text.size() && text[at] == ' ' && is_plain(text, at + 1))) {
        ++at;
    }
    return at;
}

}  // namespace

std::string plain_text(std::string_view clean, Span span, const std::vector<Span>& gaps) {
    std::string out;
    bool blank = false;
    auto gap = gaps.begin();  // in order
    for (auto at = span.begin; at < span.end;) {
        if (gap != gaps.end() && gap->begin == at) {
            at = gap++->end;
            blank = true;
            continue;
        }
        if (const auto length = blank_length(clean.substr(at, span.end - at))) {
            at += length;
            blank = true;
            continue;
        }
        if (clean.substr(at, 2) == "**") {
            at += 2;
            continue;
        }
        if (blank && !out.empty()) {
            out += ' ';
        }
        blank = false;
        const auto stop =
            gap != gaps.end() && gap->begin > at ? std::min(gap->begin, span.end) : span.end;
        const auto length = 1 + plain_length(clean.substr(at + 1, stop - at - 1));
        out.append(clean, at, length);
        at += length;
    }
    return out;
}

std::vector<Span> cells_of(std::string_view clean, Span line) {
    std::vector<Span> cells;
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at < line.end;) {
        const bool wide =
            clean[at] == ' ' ? clean.substr(at, 3) == "   " : clean[at] == '\t' || clean[at] == '|';
        if (!wide) {
            ++at;
            continue;
        }
        if (const auto cell = trimmed(clean, {begin, at}); !cell.empty()) {
            cells.push_back(cell);
        }
        at += clean[at] == ' ' ? 3 : 1;
        begin = at;
    }
    if (const auto cell = trimmed(clean, {begin, line.end}); !cell.empty()) {
        cells.push_back(cell);
    }
    return cells;
}

}  // namespace tiendo::reader
