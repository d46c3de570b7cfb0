#include "outline.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace tiendo::reader {

namespace {

/// A mark inside a paragraph: "(1)", "(a)", "a)", "1)".
struct InnerMark {
    Span span;  ///< with its brackets
    Marker marker;
};

/// The marks that stand in a block behind its own, in order.
class InnerMarks {
public:
    InnerMarks(const OutlineSource& source, const Markers& markers)
        : source_(source), markers_(markers) {}

    [[nodiscard]] std::vector<InnerMark> in(const Block& block) const {
        const auto text = source_.clean.substr(0, block.span.end);
        std::vector<InnerMark> found;
        for (auto close = text.find(')', block.words().begin); close != std::string_view::npos;
             close = text.find(')', close + 1)) {
            const auto begin = begin_of(block, close);
            if (begin == close || !opens_item(block, begin, close)) {
                continue;
            }
            auto marker = markers_.at({begin, std::min(block.span.end, close + 8)});
            if (marker.kind == MarkerKind::letter && marker.value > 0) {
                marker.text_begin = std::min(marker.text_begin, block.span.end);
                found.push_back({{begin, close + 1}, std::move(marker)});
            }
        }
        return found;
    }

private:
    /// Where the label in front of a bracket begins; `close` where there is none.
    [[nodiscard]] std::size_t begin_of(const Block& block, std::size_t close) const {
        constexpr std::size_t longest = 4;
        const auto floor = std::max(block.words().begin, close > longest ? close - longest : 0);
        auto begin = close;
        while (begin > floor && blank_length_at_end(source_.clean.substr(0, begin)) == 0 &&
               source_.clean[begin - 1] != '(' && source_.clean[begin - 1] != ')') {
            --begin;
        }
        const bool bracket = begin > block.words().begin && source_.clean[begin - 1] == '(';
        return bracket ? begin - 1 : begin;
    }

    /// Items begin behind a colon, a semicolon, a comma or a full stop; words follow.
    [[nodiscard]] bool opens_item(const Block& block, std::size_t begin, std::size_t close) const {
        const auto before = trimmed(source_.clean, {block.words().begin, begin});
        const auto after =
            trimmed(source_.clean, {close + 1, std::min(block.span.end, close + 64)});
        constexpr std::string_view stops = ":;,.";
        const bool starts =
            before.empty() || stops.find(source_.clean[before.end - 1]) != std::string_view::npos;
        return starts && !after.empty() &&
               stops.find(source_.clean[after.begin]) == std::string_view::npos;
    }

    const OutlineSource& source_;
    const Markers& markers_;
};

/// The first run of at least two marks of one style that count up from one.
std::vector<InnerMark> counted(const std::vector<InnerMark>& marks) {
    std::vector<Style> alone;  // styles that never get beyond one
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].marker.value != 1 ||
            std::ranges::find(alone, marks[i].marker.style) != alone.end()) {
            continue;
        }
        std::vector<InnerMark> run{marks[i]};
        for (auto next = i + 1; next < marks.size(); ++next) {
            const auto& marker = marks[next].marker;
            const int step = marker.value - run.back().marker.value;
            const bool skips_d = marker.label == "e" && run.back().marker.label == "d";
            if (marker.style == run.back().marker.style && (step == 1 || skips_d)) {
                run.push_back(marks[next]);
            }
        }
        if (run.size() > 1) {
            return run;
        }
        alone.push_back(marks[i].marker.style);
    }
    return {};
}

/// A part of a block as a block.
Block part_of(const Block& whole, Span span, Marker marker, std::string_view clean) {
    span = trimmed(clean, span);
    Block part(span, std::move(marker));
    part.lines.clear();
    for (const auto line : whole.lines) {
        const Span cut{std::max(line.begin, span.begin), std::min(line.end, span.end)};
        if (cut.begin < cut.end) {
            part.lines.push_back(cut);
        }
    }
    if (part.lines.empty()) {
        part.lines.push_back(span);
    }
    for (const auto gap : whole.split_gaps) {
        if (gap.begin >= span.begin && gap.end <= span.end) {
            part.split_gaps.push_back(gap);
        }
    }
    return part;
}

/// What page breaks left between two items: a page number. Asides are told elsewhere.
void keep_gaps(std::vector<Block>& out,
               const Block& whole,
               Span between,
               const OutlineSource& source) {
    for (const auto gap : whole.split_gaps) {
        if (gap.begin < between.begin || gap.end > between.end) {
            continue;
        }
        const auto is_aside = [&](Span aside) {
            return aside.begin < gap.end && aside.end > gap.begin;
        };
        const auto span = trimmed(source.clean, gap);
        if (!span.empty() && std::ranges::none_of(source.asides, is_aside)) {
            out.emplace_back(span, Marker{}).page_number = true;
        }
    }
}

}  // namespace

std::vector<Block> split_run_in_lists(std::vector<Block> blocks, const OutlineSource& source) {
    const Markers markers(source.clean, source.words, source.shape);
    const InnerMarks inner(source, markers);
    std::vector<Block> out;
    out.reserve(blocks.size());
    for (auto& block : blocks) {
        const auto items =
            block.table || block.page_number ? std::vector<InnerMark>{} : counted(inner.in(block));
        const auto head =
            items.empty() ? Span{}
                          : trimmed(source.clean, {block.words().begin, items.front().span.begin});
        if (items.empty() || head.empty()) {
            out.push_back(std::move(block));
            continue;
        }
        out.push_back(part_of(
            block, {block.span.begin, items.front().span.begin}, block.marker, source.clean));
        for (std::size_t i = 0; i < items.size(); ++i) {
            keep_gaps(out, block, {out.back().span.end, items[i].span.begin}, source);
            const auto end = i + 1 < items.size() ? items[i + 1].span.begin : block.span.end;
            out.push_back(
                part_of(block, {items[i].span.begin, end}, items[i].marker, source.clean));
            out.back().run_in = true;
        }
    }
    return out;
}

}  // namespace tiendo::reader
