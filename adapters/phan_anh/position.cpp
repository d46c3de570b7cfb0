#include "position.hpp"

#include <charconv>
#include <vector>

namespace tiendo::phan_anh {

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = text.find(' ');
        words.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return words;
}

std::optional<long long> number(std::string_view text) {
    long long value = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} && stop == text.data() + text.size() ? std::optional(value)
                                                                       : std::nullopt;
}

}  // namespace

std::string to_text(const Position& position) {
    switch (position.phase) {
        case Phase::spans:
            return "spans " + std::to_string(position.from) + " " + std::to_string(position.until);
        case Phase::open_ids:
            return "ids " + std::to_string(position.until) + " " + position.last_id;
        case Phase::rest: return "rest " + std::to_string(position.until);
    }
    return {};
}

std::optional<Position> parse_position(std::string_view text) {
    const auto words = words_of(text);
    if (words.size() < 2) {
        return std::nullopt;
    }
    const auto first = number(words[1]);
    if (words[0] == "spans" && words.size() == 3) {
        const auto until = number(words[2]);
        return first && until ? std::optional(Position{Phase::spans, *first, *until, {}})
                              : std::nullopt;
    }
    if (words[0] == "ids" && words.size() <= 3) {
        const auto last = words.size() == 3 ? std::string(words[2]) : std::string();
        return first ? std::optional(Position{Phase::open_ids, 0, *first, last}) : std::nullopt;
    }
    if (words[0] == "rest" && words.size() == 2) {
        return first ? std::optional(Position{Phase::rest, 0, *first, {}}) : std::nullopt;
    }
    return std::nullopt;
}

std::string to_text(const OpenIds& ids) {
    std::string text;
    for (const auto& id : ids) {
        text.append(id).append("\n");
    }
    return text;
}

OpenIds parse_open_ids(std::string_view text) {
    OpenIds ids;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end != 0) {
            ids.emplace(text.substr(0, end));
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return ids;
}

}  // namespace tiendo::phan_anh
