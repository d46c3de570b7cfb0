#include "language_tables.hpp"
#include "output_reader.hpp"
#include "sections.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

OutputText::OutputText(const Draft& draft, const DraftNode& made, Tokens tokens)
    : draft_(draft),
      made_(made),
      tokens_(std::move(tokens)),
      view_{tokens_, draft.clean()},
      words_(draft.language.outputs),
      clauses_(clauses_of(tokens_)) {}

bool OutputText::is_cited(std::size_t i) const {
    const auto at = tokens_[i].span.begin;
    return std::ranges::any_of(made_.cited,
                               [&](Span span) { return at >= span.begin && at < span.end; });
}

bool OutputText::is_in_time(std::size_t i) const {
    const auto at = draft_.text.in_source(tokens_[i].span).begin;
    return std::ranges::any_of(made_.node.deadlines, [&](const Deadline& deadline) {
        return at >= deadline.span.begin && at < deadline.span.end;
    });
}

Clause OutputText::clause_at(std::size_t i) const {
    const auto found = std::ranges::upper_bound(clauses_, i, {}, &Clause::end);
    return found == clauses_.end() ? Clause{i, tokens_.size()} : *found;
}

Mention OutputText::mention(std::size_t begin, std::size_t end) const {
    return {plain_text(draft_.clean(), view_.span(begin, end), {}), in_source(begin, end)};
}

Span OutputText::in_source(std::size_t begin, std::size_t end) const {
    return draft_.text.in_source(view_.span(begin, end));
}

bool OutputText::begins_time(std::size_t i) const {
    const auto at = draft_.text.in_source(tokens_[i].span).begin;
    return std::ranges::any_of(made_.node.deadlines,
                               [&](const Deadline& deadline) { return deadline.span.begin == at; });
}

std::size_t OutputText::end_of_name(std::size_t begin, std::size_t most_words) const {
    const auto clause = clause_at(begin);
    const auto limit = std::min(clause.end, begin + most_words);
    auto end = begin;
    for (; end < limit; ++end) {
        if (view_.is(end, "và")) {
            if (words_.verbs_behind_and.at(tokens_, end + 1)) {
                break;
            }
            continue;
        }
        const bool dash = view_.is(end, "-") || view_.is(end, "/");
        if ((view_.is_mark(end) && !dash) || begins_time(end) ||
            words_.phrase_ends.at(tokens_, end)) {
            break;
        }
    }
    while (end > begin && (view_.is(end - 1, "và") || view_.is(end - 1, "-"))) {
        --end;
    }
    return end;
}

namespace {

/// Behind the closing mark of a title: "Đề án “Chính quyền số”"; `open` where none closes it.
std::size_t end_of_quotation(const TokenView& view, std::size_t open, std::size_t most_words) {
    const auto limit = std::min(view.size(), open + most_words);
    for (auto i = open + 1; i < limit; ++i) {
        if (view.is(i, "\"")) {
            return i + 1;
        }
    }
    return open;
}

/// "Quyết định số … ban hành Quy chế …": the verb belongs to the instrument that is cited.
bool behind_citation(const OutputText& text, std::size_t i) {
    constexpr std::size_t reach = 12;
    const auto floor = std::max(text.clause_at(i).begin, i > reach ? i - reach : 0);
    for (auto at = i; at > floor && !text.view().is(at - 1, ","); --at) {
        if (text.is_cited(at - 1)) {
            return true;
        }
    }
    return false;
}

/// "xây dựng"; "phê duyệt" too where the clause says who is asked for it: "trình UBND tỉnh phê
/// duyệt Đề án …".
std::optional<Match> making_at(const OutputText& text, std::size_t i) {
    const auto& view = text.view();
    if (auto making = text.words().making.at(view.tokens, i)) {
        return making;
    }
    auto asked = text.words().asked_for.at(view.tokens, i);
    constexpr std::size_t reach = 20;
    const auto floor = std::max(text.clause_at(i).begin, i > reach ? i - reach : 0);
    for (auto at = i; asked && at > floor; --at) {
        if (view.is(at - 1, "trình")) {
            return asked;
        }
    }
    return std::nullopt;
}

}  // namespace

void read_products(const OutputText& text, Node& node) {
    const auto& view = text.view();
    const auto& words = text.words();
    constexpr std::size_t longest_name = 30;
    for (std::size_t c = 0; c + 1 < text.clauses().size(); ++c) {
        const auto& label = text.clauses()[c];
        const auto& value = text.clauses()[c + 1];
        if (view.is(label.end, ":") &&
            words.product_labels.before(view.tokens, label.end, label.begin)) {
            node.products.push_back(text.mention(value.begin, value.end));
        }
    }
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto verb = making_at(text, i);
        if (!verb || text.is_cited(i) || text.is_in_time(i)) {
            continue;
        }
        const bool told = words.not_making.before(view.tokens, i, text.clause_at(i).begin) ||
                          behind_citation(text, i);
        auto begin = verb->end;
        if (const auto detail = words.making_details.at(view.tokens, begin);
            detail && !words.products.at(view.tokens, begin)) {
            begin = detail->end;
        }
        begin += view.number(begin) ? 1 : 0;
        const auto noun = words.products.at(view.tokens, begin);
        i = verb->end - 1;
        if (!noun || told || text.is_cited(begin) || view.is(noun->end, "này") ||
            view.is(noun->end, "số")) {
            continue;
        }
        auto end = text.end_of_name(begin, longest_name);
        if (end == noun->end && view.is(end, "của")) {  // "kế hoạch của đơn vị": no name without it
            end = std::max(end, text.end_of_name(end + 1, longest_name));
        }
        end = view.is(end, "\"") ? end_of_quotation(view, end, longest_name) : end;
        if (end > noun->begin && !view.is(end - 1, "này")) {
            node.products.push_back(text.mention(begin, std::max(end, noun->end)));
            i = std::max(end, noun->end) - 1;
        }
    }
}

void read_systems(const OutputText& text, Node& node) {
    const auto& view = text.view();
    constexpr std::size_t longest_name = 14;
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto found = text.words().systems.phrases().at(view.tokens, i);
        if (!found || text.is_cited(i)) {
            continue;
        }
        const auto& name = text.words().systems.value(*found);
        auto end = found->end;
        if (name.goes_on) {
            end = std::max(end, text.end_of_name(end, longest_name));
        }
        if (!name.none) {
            auto mention = text.mention(i, end);
            const bool known = std::ranges::any_of(
                node.systems, [&](const Mention& each) { return each.span == mention.span; });
            if (!known) {
                node.systems.push_back(std::move(mention));
            }
        }
        i = end - 1;
    }
}

void read_conditions(const OutputText& text, Node& node) {
    const auto& view = text.view();
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto found = text.words().conditions.at(view.tokens, i);
        if (!found) {
            continue;
        }
        const auto clause = text.clause_at(i);
        const bool named = view.is(i, "trường");  // "các trường hợp": a noun
        const bool apart = i == clause.begin || (i > 0 && view.is(i - 1, ","));
        const bool aside = i > 0 && view.is(i - 1, "(");
        auto end = found->end;
        while (end < clause.end && !view.is(end, ",") && !view.is(end, ")") && !view.is(end, "(") &&
               !view.is(end, "thì")) {
            ++end;
        }
        if (!aside && (apart || !named) && end > found->end) {
            node.conditions.push_back(text.mention(i, end));
        }
        i = std::max(end, i + 1) - 1;
    }
}

namespace {

/// "Phiếu hỏi; bản tổng hợp": one product behind each semicolon.
void add_listed(const OutputText& value, Node& node) {
    const auto& view = value.view();
    for (std::size_t begin = 0; begin < view.size();) {
        auto end = begin;
        while (end < view.size() && !view.is(end, ";")) {
            ++end;
        }
        if (end > begin) {
            node.products.push_back(value.mention(begin, end));
        }
        begin = end + 1;
    }
}

/// "Sản phẩm: …" below a duty or beside it: then the duty's own words only say how it is made.
bool has_product_label(const DraftNode& made) {
    return std::ranges::any_of(made.attributes, [](const Attribute& attribute) {
        return attribute.kind == AttributeKind::product && !attribute.span.empty();
    });
}

}  // namespace

void read_outputs(Draft& draft) {
    for (auto& made : draft.nodes) {
        auto& node = made.node;
        if (!is_understood(made)) {
            continue;
        }
        const bool ordered = node.kind == NodeKind::task || node.kind == NodeKind::closing;
        const bool hoped = node.kind == NodeKind::objective || node.kind == NodeKind::requirement ||
                           (node.kind == NodeKind::remainder &&
                            is_target(draft.language.shape, draft.tokens(made)));
        if (ordered || hoped) {
            const OutputText text(draft, made, draft.tokens(made));
            read_targets(text, node);
            if (ordered) {
                if (!has_product_label(made)) {
                    read_products(text, node);
                }
                read_systems(text, node);
                read_conditions(text, node);
                read_report_duties(text, node);
            }
        }
        for (const auto& attribute : made.attributes) {
            const auto tokens = draft.tokens(attribute.span);
            const auto place = draft.text.in_source(attribute.span);
            const bool known = std::ranges::any_of(node.products, [&](const Mention& each) {
                return each.span.begin < place.end && place.begin < each.span.end;
            });
            if (attribute.kind == AttributeKind::product && !tokens.empty() && !known) {
                const OutputText value(draft, made, tokens);
                add_listed(value, node);
                read_targets(value, node);  // "Sản phẩm: ít nhất 300 người có chứng chỉ"
            }
        }
    }
}

}  // namespace tiendo::reader
