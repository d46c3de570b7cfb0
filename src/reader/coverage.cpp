#include "source_text.hpp"

#include "tiendo/reader/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tiendo::reader {

namespace {

struct Stretch {
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

/// The gaps inside the sentences of all nodes, in order; they never overlap.
std::vector<Span> gaps_of(const Plan& plan) {
    std::vector<Span> gaps;
    for (const auto& node : plan.nodes) {
        for (const auto gap : node.split_gaps) {
            if (gap.begin >= node.span.begin && gap.end <= node.span.end) {
                gaps.push_back(gap);
            }
        }
    }
    std::ranges::sort(gaps);
    return gaps;
}
bool lies_in(const std::vector<Span>& gaps, Span span) {
    const auto behind = std::ranges::upper_bound(gaps, span.begin, {}, &Span::begin);
    return behind != gaps.begin() && std::prev(behind)->end >= span.end;
}

}  // namespace

Result<void> prove_coverage(const Plan& plan, std::string_view source) {
    std::vector<Stretch> stretches;
    for (const auto& node : plan.nodes) {
        stretches.push_back({{node.marker_start, node.span.end}, "node " + node.id.str()});
    }
    const auto gaps = gaps_of(plan);
    for (const auto& left : plan.uncovered) {
        if (!lies_in(gaps, left.span)) {  // what cuts a sentence lies in the gap of its node
            stretches.push_back({left.span, "uncovered '" + left.reason + "'"});
        }
    }
    std::ranges::stable_sort(
        stretches, {}, [](const Stretch& stretch) { return stretch.span.begin; });
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
    for (const auto& stretch : stretches) {
        if (stretch.span.begin > stretch.span.end || stretch.span.end > source.size()) {
            return uncovered_byte(source, source.size(), "is outside the source: " + stretch.name);
        }
        skip_blanks(stretch.span.begin);
        if (at < stretch.span.begin) {
            return uncovered_byte(source, at, "lies in no node and in no uncovered span");
        }
        if (at > stretch.span.begin && !stretch.span.empty()) {
            return uncovered_byte(
                source, stretch.span.begin, "lies in two places: " + stretch.name);
        }
        at = stretch.span.end;
    }
    skip_blanks(source.size());
    if (at < source.size()) {
        return uncovered_byte(source, at, "lies in no node and in no uncovered span");
    }
    return {};
}

}  // namespace tiendo::reader
