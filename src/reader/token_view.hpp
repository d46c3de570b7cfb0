#pragma once

#include "words.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tiendo::reader {

/// Tokens that may be asked about places behind their end. Borrows both.
struct TokenView {
    const Tokens& tokens;
    std::string_view clean;

    [[nodiscard]] std::size_t size() const noexcept { return tokens.size(); }
    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens.size() && tokens[i].is(key);
    }
    /// Whether the words of `phrase`, one blank between two, stand at `i`.
    [[nodiscard]] bool says(std::size_t i, std::string_view phrase) const {
        while (!phrase.empty()) {
            const auto word = phrase.substr(0, phrase.find(' '));
            if (!is(i++, word)) {
                return false;
            }
            phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
        }
        return true;
    }
    [[nodiscard]] std::optional<int> number(std::size_t i) const {
        return i < tokens.size() && tokens[i].kind == TokenKind::number
                   ? number_of(tokens[i], clean)
                   : std::nullopt;
    }
    /// A year with its four digits, 1900..2199.
    [[nodiscard]] std::optional<int> year(std::size_t i) const {
        constexpr int first = 1900;
        constexpr int last = 2199;
        const auto value = number(i);
        return value && *value >= first && *value <= last ? value : std::nullopt;
    }
    /// "tháng", "quý": a number behind it is of the calendar.
    [[nodiscard]] bool is_word_of_time(std::size_t i) const {
        return is(i, "tháng") || is(i, "quý") || is(i, "quí");
    }
    /// "và", "hoặc", a comma: another of the same kind may follow.
    [[nodiscard]] bool is_joint(std::size_t i) const {
        return is(i, "và") || is(i, ",") || is(i, "hoặc");
    }
    [[nodiscard]] bool is_mark(std::size_t i) const {
        return i < tokens.size() && tokens[i].is_mark();
    }
    [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
        return {tokens[begin].span.begin, tokens[end - 1].span.end};
    }
};

}  // namespace tiendo::reader
