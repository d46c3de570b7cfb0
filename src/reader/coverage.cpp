#include "source_text.hpp"

#include "tiendo/reader/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tiendo::reader {

namespace {

struct Piece {
    Span span;
    std::string name;
};

Error uncovered_byte(std::string_view source, std::size_t at, std::string_view why) {
    const auto line =
        1 + std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return Error{ErrorCode::internal,
                 fmt::format("byte {} (line {}) {}", at, line, why),
                 "report the document that shows this"};
}

}  // namespace

Result<void> prove_coverage(const Plan& plan, std::string_view source) {
    std::vector<Piece> pieces;
    for (const auto& node : plan.nodes) {
        pieces.push_back({{node.marker_start, node.span.end}, "node " + node.id.str()});
    }
    for (const auto& left : plan.uncovered) {
        pieces.push_back({left.span, "uncovered '" + left.reason + "'"});
    }
    std::ranges::stable_sort(pieces, {}, [](const Piece& piece) { return piece.span.begin; });
    std::size_t at = 0;
    const auto skip_blanks = [&](std::size_t end) {
        while (at < end) {
            const auto blank = blank_length(source.substr(at));
            if (blank == 0) {
                break;
            }
            at += blank;
        }
    };
    for (const auto& piece : pieces) {
        if (piece.span.begin > piece.span.end || piece.span.end > source.size()) {
            return uncovered_byte(source, source.size(), "is outside the source: " + piece.name);
        }
        skip_blanks(piece.span.begin);
        if (at < piece.span.begin) {
            return uncovered_byte(source, at, "lies in no node and in no uncovered span");
        }
        if (at > piece.span.begin && !piece.span.empty()) {
            return uncovered_byte(source, piece.span.begin, "lies in two places: " + piece.name);
        }
        at = piece.span.end;
    }
    skip_blanks(source.size());
    if (at < source.size()) {
        return uncovered_byte(source, at, "lies in no node and in no uncovered span");
    }
    return {};
}

}  // namespace tiendo::reader
