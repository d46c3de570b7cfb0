#include "name_key.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tiendo::units {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_mark(char c) noexcept {
    constexpr std::string_view marks = ".,;:()/&'\"-";
    return marks.find(c) != std::string_view::npos;
}

/// Marks become blanks, numbers stand alone and lose their leading zeros: "p.07" → "p 7".
std::string spaced(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_mark(text[i])) {
            out += ' ';
            continue;
        }
        const bool starts_number = is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1]));
        const bool ends_number = !is_digit(text[i]) && i > 0 && is_digit(text[i - 1]);
        if (starts_number || ends_number) {
            out += ' ';
        }
        const bool leading_zero = text[i] == '0' && (i == 0 || !is_digit(text[i - 1])) &&
                                  i + 1 < text.size() && is_digit(text[i + 1]);
        if (!leading_zero) {
            out += text[i];
        }
    }
    return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string joined(const std::vector<std::string>& words, char mark) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty()) {
            out += mark;
        }
        out += word;
    }
    return out;
}

/// Long and short forms of the names of bodies, longest first; made comparable once.
const std::vector<std::pair<std::string, std::string>>& short_forms() {
    static const auto forms = [] {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 9> rows{{
            {"ủy ban mặt trận tổ quốc việt nam", "ubmttq"},
            {"ủy ban mặt trận tổ quốc", "ubmttq"},
            {"mặt trận tổ quốc việt nam", "ubmttq"},
            {"mặt trận tổ quốc", "ubmttq"},
            {"ubmttqvn", "ubmttq"},
            {"ủy ban nhân dân", "ubnd"},
            {"hội đồng nhân dân", "hđnd"},
            {"trách nhiệm hữu hạn", "tnhh"},
            {"một thành viên", "mtv"},
        }};
        std::vector<std::pair<std::string, std::string>> made;
        for (const auto& [from, to] : rows) {
            made.emplace_back(" " + match_key(from) + " ", " " + match_key(to) + " ");
            made.emplace_back(" " + search_key(from) + " ", " " + search_key(to) + " ");
        }
        return made;
    }();
    return forms;
}

/// Short words that stand for a level only where the name of a place follows.
std::string level_word(const std::string& word) {
    static const std::map<std::string, std::string, std::less<>> words{{"p", match_key("phường")},
                                                                       {"q", match_key("quận")},
                                                                       {"h", match_key("huyện")},
                                                                       {"x", match_key("xã")}};
    const auto found = words.find(word);
    return found == words.end() ? word : found->second;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text, char mark) {
    std::vector<std::string> words;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find(mark, begin), text.size());
        if (end > begin) {
            words.emplace_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return words;
}

std::string canonical_name(std::string_view text) {
    auto key = " " + joined(words_of(spaced(match_key(text)), ' '), ' ') + " ";
    for (const auto& [from, to] : short_forms()) {
        replace_all(key, from, to);
    }
    auto words = words_of(key, ' ');
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        words[i] = level_word(words[i]);
    }
    std::erase(words, match_key("và"));
    std::erase(words, match_key("–"));
    return joined(words, ' ');
}

std::string slug_of(std::string_view text) {
    return joined(words_of(search_key(canonical_name(text)), ' '), '-');
}

std::string without_level(std::string_view slug) {
    auto words = words_of(slug, '-');
    constexpr std::array<std::string_view, 3> levels{"quan", "huyen", "xa"};
    if (words.size() > 2 && std::ranges::find(levels, words.back()) != levels.end()) {
        words.pop_back();
    }
    return joined(words, '-');
}

}  // namespace tiendo::units
