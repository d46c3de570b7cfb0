#include "draft.hpp"

namespace tiendo::reader {

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
        out += clean[at++];
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
