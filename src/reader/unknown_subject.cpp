#include "unknown_subject.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

/// Words that no name of a body goes on with.
bool ends_name(const Token& token) {
    constexpr std::array<std::string_view, 17> words{"của",
                                                     "được",
                                                     "bị",
                                                     "phải",
                                                     "cần",
                                                     "là",
                                                     "để",
                                                     "không",
                                                     "trong",
                                                     "có",
                                                     "về",
                                                     "cho",
                                                     "theo",
                                                     "từ",
                                                     "đến",
                                                     "ở",
                                                     "tại"};
    return !token.is_word() ||
           std::ranges::any_of(words, [&](std::string_view word) { return token.is(word); });
}

bool acts(const Tokens& tokens, std::size_t i, const Language::Tables& language) {
    const auto verb = language.bodies.behind_names.at(tokens, i);
    return language.roles.acting.at(tokens, i) || (verb && verb->end > i + 1) ||
           (language.shape.order_verbs.at(tokens, i) && !tokens[i].capital);
}

}  // namespace

std::size_t end_of_unknown_subject(const Tokens& tokens, const Language::Tables& language) {
    constexpr std::size_t longest = 8;
    constexpr std::size_t fewest = 2;
    if (tokens.size() <= fewest) {
        return 0;
    }
    const bool several = tokens[0].is("các");
    const bool name = tokens[0].capital && tokens[1].capital && !tokens[1].capitals;
    // "Tổ giám sát …": a part of a body in small letters
    const auto part =
        tokens[0].capital ? language.bodies.parts.phrases().at(tokens, 0) : std::nullopt;
    const auto head = several ? std::size_t{1} : 0;
    if (!(several || name || part) || language.roles.things.at(tokens, head) ||
        language.bodies.no_bodies.at(tokens, head) ||
        language.bodies.heads.phrases().at(tokens, head) ||
        language.shape.order_verbs.at(tokens, 0)) {
        return 0;
    }
    for (auto i = std::size_t{0}; i < std::min(tokens.size(), longest); ++i) {
        if (i >= fewest && i > (part ? part->end : 0) && acts(tokens, i, language)) {
            return i;
        }
        if (ends_name(tokens[i])) {
            return 0;
        }
    }
    return 0;
}

}  // namespace tiendo::reader
