#include "short_forms.hpp"

#include "body_words.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <string>

namespace tiendo::reader {

namespace {

constexpr std::size_t longest_name = 24;  // tokens before the bracket
constexpr std::size_t longest_form = 6;   // tokens of a short form

Tokens part(const Tokens& tokens, std::size_t begin, std::size_t end) {
    return {tokens.begin() + static_cast<std::ptrdiff_t>(begin),
            tokens.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// First letters of words, or all letters of words in capitals, without marks.
std::string letters_of(const Tokens& tokens, bool initials) {
    std::string letters;
    for (const auto& token : tokens) {
        if (token.is_word()) {
            const auto word = search_key(token.lower());
            letters += initials || !token.capitals ? word.substr(0, 1) : word;
        }
    }
    return letters;
}

/// Whether the letters of the short form stand in order among the initials of the name.
bool shortens(const Tokens& form, const Tokens& name) {
    const auto wanted = letters_of(form, false);
    const auto initials = letters_of(name, true);
    std::size_t at = 0;
    for (const char letter : wanted) {
        at = initials.find(letter, at);
        if (at == std::string::npos) {
            return false;
        }
        ++at;
    }
    return wanted.size() >= 2;
}

struct Defined {
    std::string form;
    Body body;
};

class Search {
public:
    Search(const Tokens& tokens, const BodyContext& context) : tokens_(tokens), context_(context) {}

    [[nodiscard]] std::optional<Defined> at(std::size_t bracket) const {
        const auto mark = context_.words.alias_marks.at(tokens_, bracket + 1);
        auto begin = mark ? mark->end : bracket + 1;
        begin += begin < tokens_.size() && tokens_[begin].is("\"") ? 1 : 0;
        auto end = begin;
        while (end < std::min(tokens_.size(), begin + longest_form) && !tokens_[end].is(")") &&
               !tokens_[end].is("\"")) {
            ++end;
        }
        const bool closed = end < tokens_.size() && (tokens_[end].is(")") || tokens_[end].is("\""));
        if (!closed || end == begin || !tokens_[begin].capital) {
            return std::nullopt;
        }
        const auto form = part(tokens_, begin, end);
        const bool capitals = std::ranges::any_of(
            form, [](const Token& token) { return token.capitals && token.span.size() > 1; });
        auto body = body_before(bracket);
        if (!body || (!mark && (!capitals || !shortens(form, named_before(bracket, *body))))) {
            return std::nullopt;
        }
        const Span span{form.front().span.begin, form.back().span.end};
        return Defined{to_lower(context_.clean.substr(span.begin, span.size())), *std::move(body)};
    }

private:
    [[nodiscard]] std::size_t floor_of(std::size_t bracket) const {
        return bracket - std::min(bracket, longest_name);
    }
    [[nodiscard]] std::optional<Body> body_before(std::size_t bracket) const {
        const auto floor = floor_of(bracket);
        auto bodies = bodies_in(part(tokens_, floor, bracket), context_);
        if (bodies.empty() || bodies.back().end + floor != bracket || bodies.back().person) {
            return std::nullopt;
        }
        return std::move(bodies.back());
    }
    [[nodiscard]] Tokens named_before(std::size_t bracket, const Body& body) const {
        return part(tokens_, floor_of(bracket) + body.begin, bracket);
    }

    const Tokens& tokens_;
    const BodyContext& context_;
};

}  // namespace

ShortForms::ShortForms(const Words& document, const BodyContext& context) {
    const auto& tokens = document.all();
    const Search search(tokens, context);
    std::vector<Defined> defined;
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
        if (tokens[i].is("(")) {
            auto found = search.at(i);
            const auto same = [&](const Defined& each) { return each.form == found->form; };
            if (found && std::ranges::none_of(defined, same)) {
                defined.push_back(*std::move(found));
            }
        }
    }
    std::vector<PhraseTable<Body>::Row> rows;
    for (const auto& each : defined) {
        rows.push_back({each.form, each.body});
    }
    if (!rows.empty()) {
        forms_.emplace(rows);
    }
}

std::optional<Body> ShortForms::at(const Tokens& tokens, std::size_t i) const {
    const auto found = forms_ && i < tokens.size() && tokens[i].capital
                           ? forms_->phrases().at(tokens, i)
                           : std::nullopt;
    if (!found) {
        return std::nullopt;
    }
    auto body = forms_->value(*found);
    body.begin = body.from = found->begin;
    body.end = body.until = found->end;
    body.head = false;
    return body;
}

}  // namespace tiendo::reader
