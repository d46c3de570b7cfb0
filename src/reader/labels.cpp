#include "labels.hpp"

#include "language_tables.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// Words that may stand between a label and its colon: "Thời gian hoàn thành, trình UBND tỉnh:".
constexpr std::size_t most_words_between = 6;

struct Found {
    FieldKind kind = FieldKind::other;
    std::size_t begin = 0;  // tokens
    std::size_t value = 0;
};

bool in_capitals(const Tokens& tokens, std::size_t begin, std::size_t end) {
    return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Token& token) { return !token.is_word() || token.capitals; });
}

/// The label at token `at`: a phrase of the table and, soon behind it, a colon.
std::optional<Found> label_at(const ShapeWords& shape, const Tokens& tokens, std::size_t at) {
    const auto label = shape.labels.phrases().at(tokens, at);
    if (!label) {
        return std::nullopt;
    }
    auto i = label->end;
    std::size_t between = 0;
    int brackets = 0;
    for (; i < tokens.size() && between <= most_words_between; ++i) {
        if (tokens[i].is(":") && brackets == 0) {
            return Found{shape.labels.value(*label), at, i + 1};
        }
        brackets += tokens[i].is("(") ? 1 : tokens[i].is(")") ? -1 : 0;
        const bool stop = tokens[i].is(".") || tokens[i].is(";");
        if (stop || tokens[i].capital) {
            break;
        }
        between += brackets > 0 || tokens[i].is_mark() ? 0 : 1;
    }
    return std::nullopt;
}

/// Whether a label may begin at `at` inside a text: behind a stop or on a line of its own.
bool may_begin(const Tokens& tokens, std::size_t at) {
    return tokens[at].new_line || tokens[at - 1].is(";") || tokens[at - 1].is(".") ||
           tokens[at - 1].is("-") || tokens[at - 1].is("+") || tokens[at - 1].is("/") ||
           (tokens[at - 1].is(",") && !tokens[at].capital) || tokens[at - 1].is("(");
}

Span value_of(const Draft& draft, const Tokens& tokens, std::size_t begin, std::size_t end) {
    while (end > begin &&
           (tokens[end - 1].is(";") || tokens[end - 1].is(".") || tokens[end - 1].is(",") ||
            tokens[end - 1].is("-") || tokens[end - 1].is("+") || tokens[end - 1].is("/") ||
            tokens[end - 1].is("("))) {
        --end;
    }
    const auto value =
        end > begin ? Span{tokens[begin].span.begin, tokens[end - 1].span.end} : Span{};
    return trimmed(draft.clean(), value);
}

}  // namespace

std::vector<Label> labels_of(const Draft& draft, Span words) {
    constexpr std::size_t longest = 4096;  // no label line comes near it
    const auto& shape = draft.language.shape;
    std::vector<Label> labels;
    if (words.size() > longest) {
        return labels;
    }
    const auto tokens = draft.tokens(words);
    const std::size_t first = !tokens.empty() && tokens.front().is("(") ? 1 : 0;
    auto next = label_at(shape, tokens, first);
    if (!next || in_capitals(tokens, next->begin, next->value)) {
        return labels;  // in capitals it is a heading
    }
    while (next) {
        const auto label = *next;
        next.reset();
        auto end = label.value;
        for (; end < tokens.size() && !next; ++end) {
            if (end > label.value && may_begin(tokens, end)) {
                next = label_at(shape, tokens, end);
            }
        }
        end = next ? next->begin : tokens.size();
        const auto value = value_of(draft, tokens, label.value, end);
        labels.push_back({label.kind,
                          {tokens[label.begin].span.begin,
                           value.empty() ? tokens[label.value - 1].span.end : value.end},
                          value});
    }
    return labels;
}

std::optional<AttributeKind> attribute_of(FieldKind kind) noexcept {
    switch (kind) {
        case FieldKind::lead: return AttributeKind::lead;
        case FieldKind::coordinate: return AttributeKind::coordinate;
        case FieldKind::time: return AttributeKind::time;
        case FieldKind::product: return AttributeKind::product;
        case FieldKind::number:
        case FieldKind::duty:
        case FieldKind::content:
        case FieldKind::other: break;
    }
    return std::nullopt;
}

}  // namespace tiendo::reader
