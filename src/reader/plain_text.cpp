#include "draft.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// Whether a byte begins neither a blank nor a mark of emphasis: most do not, and are taken
/// together.
bool is_plain(char byte) noexcept {
    const auto c = static_cast<unsigned char>(byte);
    return (c > ' ' && c != '*' && c <= '~') || (c >= 0x80 && c < 0xC0) || (c >= 0xC3 && c <= 0xC9);
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
        const auto* first = clean.data() + at;
        const auto stop =
            gap != gaps.end() && gap->begin > at ? std::min(gap->begin, span.end) : span.end;
        const auto* last = std::find_if_not(first + 1, clean.data() + stop, is_plain);
        out.append(first, last);
        at += static_cast<std::size_t>(last - first);
    }
    return out;
}

std::vector<Span> cells_of(std::string_view clean, Span line) {
    std::vector<Span> cells;
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at < line.end;) {
        const bool wide = clean.substr(at, 3) == "   " || clean[at] == '\t' || clean[at] == '|';
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
