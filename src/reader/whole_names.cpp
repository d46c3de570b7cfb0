#include "whole_names.hpp"

#include "language_tables.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

constexpr std::size_t longest_name = 16;  // tokens

/// Copies: tokens of a heading with gaps live no longer than it is looked at.
Tokens copy_of(const Tokens& tokens, std::size_t begin, std::size_t end) {
    return Tokens(std::vector<Token>(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                     tokens.begin() + static_cast<std::ptrdiff_t>(end)));
}

bool begins_with(const Tokens& tokens, std::size_t at, const Tokens& name) {
    if (at + name.size() > tokens.size()) {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (tokens[at + i].hash != name[i].hash || tokens[at + i].key() != name[i].key()) {
            return false;
        }
    }
    return true;
}

/// What says that a piece of a list is more than a name.
bool says_more(const Tokens& tokens, std::size_t i, const RoleWords& words) {
    constexpr std::array<std::string_view, 7> others{"theo", "là", "để", "và", "của", "gồm", "nếu"};
    return words.advising.at(tokens, i) || words.agent_verbs.at(tokens, i) ||
           words.coordinating.at(tokens, i) ||
           std::ranges::any_of(others, [&](std::string_view word) { return tokens[i].is(word); });
}

}  // namespace

WholeNames::WholeNames(const Draft& draft, const BodyContext& context) : document_(draft.words) {
    constexpr std::size_t most = 40;
    constexpr std::size_t longest_heading = 240;  // bytes
    for (const auto& made : draft.nodes) {
        if (made.node.kind == NodeKind::heading && made.span.size() <= longest_heading &&
            names_.size() < most) {
            take(draft.tokens(made), context);
        }
    }
}

void WholeNames::take(const Tokens& heading, const BodyContext& context) {
    auto end = heading.size();
    while (end > 0 && heading[end - 1].is_mark()) {
        --end;
    }
    const auto bodies = bodies_in(heading, context);
    // One body, and words behind it that hold no other.
    if (bodies.size() != 1 || bodies.front().person || bodies.front().units.front().collective ||
        bodies.front().until >= end || end - bodies.front().begin > longest_name) {
        return;
    }
    Tokens name = copy_of(heading, bodies.front().begin, end);
    if (stands_again(name)) {
        names_.push_back(std::move(name));
    }
}

bool WholeNames::stands_again(const Tokens& name) const {
    const auto& all = document_.all();
    std::size_t times = 0;
    for (std::size_t i = 0; i + name.size() <= all.size() && times < 2; ++i) {
        times += all[i].hash == name[0].hash && begins_with(all, i, name) ? 1 : 0;
    }
    return times > 1;
}

void WholeNames::mend(std::vector<Body>& bodies, const Tokens& tokens) const {
    for (std::size_t k = 0; k < bodies.size() && !names_.empty(); ++k) {
        const auto begin = bodies[k].begin;
        const auto name = std::ranges::find_if(
            names_, [&](const Tokens& each) { return begins_with(tokens, begin, each); });
        if (name == names_.end() || begin + name->size() <= bodies[k].end) {
            continue;
        }
        const auto end = begin + name->size();
        bodies[k].end = end;
        bodies[k].until = std::max(bodies[k].until, end);
        while (k + 1 < bodies.size() && bodies[k + 1].from < end) {
            bodies.erase(bodies.begin() + static_cast<std::ptrdiff_t>(k) + 1);
        }
    }
}

void fill_pieces(std::vector<Body>& bodies, const Tokens& tokens, const RoleWords& words) {
    constexpr std::size_t longest = 8;
    for (std::size_t k = 0; k < bodies.size(); ++k) {
        auto& body = bodies[k];
        if (body.person || body.end != body.until || body.units.size() != 1 ||
            body.units.front().collective) {
            continue;
        }
        const auto limit = k + 1 < bodies.size() ? bodies[k + 1].from : tokens.size();
        auto end = body.end;
        const auto goes_on = [&](std::size_t i) {
            const bool dash = tokens[i].is("-") && i + 1 < limit && tokens[i + 1].capital;
            return (!tokens[i].is_mark() || dash) && !tokens[i].new_line &&
                   !says_more(tokens, i, words);
        };
        while (end < limit && goes_on(end)) {
            ++end;
        }
        const bool closed = end >= tokens.size() || tokens[end].new_line || tokens[end].is(";") ||
                            tokens[end].is(",") || tokens[end].is(".");
        if (closed && end <= body.end + longest && !tokens[end - 1].is_mark()) {
            body.end = body.until = end;
        }
    }
}

}  // namespace tiendo::reader
