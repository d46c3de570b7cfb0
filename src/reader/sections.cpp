#include "sections.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// Whether nothing of weight follows the phrase of a heading: "Tổ chức thực hiện kế hoạch".
bool fills(const Tokens& heading, const Match& match) {
    constexpr std::size_t most_words_behind = 2;
    return match.end >= heading.size() || heading[match.end].is_mark() ||
           heading.size() - match.end <= most_words_behind;
}

}  // namespace

Section section_below(const ShapeWords& shape, const Tokens& heading, Section inherited, bool top) {
    const auto& table = shape.sections;
    if (const auto first = table.phrases().at(heading, 0)) {
        const auto& word = table.value(*first);
        if (word.leading) {
            return word.section;
        }
        if (!top && (word.section != Section::organisation || fills(heading, *first))) {
            return word.section;
        }
    }
    if (!top) {
        return inherited;
    }
    // "Mục tiêu, nhiệm vụ và giải pháp": what orders work wins.
    std::optional<Section> best;
    const auto weight = [](Section section) {
        switch (section) {
            case Section::organisation: return 4;
            case Section::tasks: return 3;
            case Section::objectives: return 2;
            case Section::requirements: return 1;
            case Section::preamble:
            case Section::other: break;
        }
        return 0;
    };
    for (std::size_t i = 0; i < heading.size(); ++i) {
        const auto found = table.phrases().at(heading, i);
        if (!found || table.value(*found).leading) {
            continue;
        }
        const auto section = table.value(*found).section;
        if (!best || weight(section) > weight(*best)) {
            best = section;
        }
    }
    return best.value_or(inherited);
}

NodeKind kind_in(Section section) noexcept {
    switch (section) {
        case Section::preamble: return NodeKind::preamble;
        case Section::objectives: return NodeKind::objective;
        case Section::requirements: return NodeKind::requirement;
        case Section::tasks:
        case Section::organisation: return NodeKind::task;
        case Section::other: break;
    }
    return NodeKind::remainder;
}

std::optional<DimensionName> dimension_of(const ShapeWords& shape,
                                          const Tokens& heading,
                                          std::string_view clean) {
    const auto known = shape.papi_dimensions.find(heading, 0, heading.size());
    const auto word = shape.dimension_words.find(heading, 0, heading.size());
    if (!known || (known->begin != 0 && !word)) {
        return std::nullopt;
    }
    Span name{heading[known->begin].span.begin, heading[known->end - 1].span.end};
    const auto is_quote = [](const Token& token) { return token.is("\""); };
    const auto open = std::ranges::find_if(heading, is_quote);
    if (word && open != heading.end()) {
        const auto close = std::find_if(open + 1, heading.end(), is_quote);
        const auto end = close == heading.end() ? heading.back().span.end : close->span.begin;
        name = trimmed(clean, {open->span.end, end});
    }
    return DimensionName{static_cast<int>(known->row) + 1, plain_text(clean, name, {})};
}

bool begins_with_body(const ShapeWords& shape, const Tokens& tokens) {
    std::size_t at = 0;
    if (const auto word = shape.commissions.at(tokens, at)) {
        at = word->end;
    }
    while (at < tokens.size() && tokens[at].is_mark()) {
        ++at;
    }
    return at < tokens.size() && (at > 0 || tokens[at].capital) &&
           shape.body_openers.at(tokens, at).has_value();
}

bool begins_as_order(const ShapeWords& shape, const Tokens& tokens) {
    return shape.order_verbs.at(tokens, 0) || begins_with_body(shape, tokens);
}

bool is_target(const ShapeWords& shape, const Tokens& tokens) {
    if (shape.target_openers.at(tokens, 0)) {
        return true;
    }
    std::size_t at = 0;
    while (at < tokens.size() && at < 4 &&
           (tokens[at].kind == TokenKind::number || tokens[at].is(",") || tokens[at].is(".") ||
            tokens[at].is("trên"))) {
        ++at;
    }
    return at > 0 && at < tokens.size() && tokens[at].is("%");
}

}  // namespace tiendo::reader
