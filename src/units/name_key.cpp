#include "name_key.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
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
        constexpr std::array<std::pair<std::string_view, std::string_view>, 11> rows{{
            {"ủy ban mặt trận tổ quốc việt nam", "ubmttq"},
            {"ủy ban mặt trận tổ quốc", "ubmttq"},
            {"mặt trận tổ quốc việt nam", "ubmttq"},
            {"mặt trận tổ quốc", "ubmttq"},
            {"ubmttqvn", "ubmttq"},
            {"ub mttq", "ubmttq"},
            {"mttq", "ubmttq"},
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

/// What a short word of a name may stand for, by what follows it; empty: it stands for itself.
enum class Follows : std::uint8_t { anything, something, number, no_number };
struct ShortWord {
    std::string_view word;
    Follows follows;
    std::vector<std::string_view> stands_for;
};
const std::vector<ShortWord>& short_words() {
    static const std::vector<ShortWord> words{
        {"p", Follows::number, {"phường"}},
        {"p", Follows::no_number, {"phường", "phòng"}},
        {"f", Follows::number, {"phường"}},
        {"q", Follows::something, {"quận"}},
        {"h", Follows::something, {"huyện"}},
        {"x", Follows::something, {"xã"}},
        {"tp", Follows::something, {"thành phố"}},
        {"tx", Follows::something, {"thị xã"}},
        {"tt", Follows::something, {"thị trấn", "trung tâm", "thanh tra"}},
        {"hcm", Follows::anything, {"hồ chí minh"}},
        {"tphcm", Follows::anything, {"thành phố hồ chí minh"}},
        {"vp", Follows::anything, {"văn phòng"}},
        {"bql", Follows::anything, {"ban quản lý"}},
        {"bhxh", Follows::anything, {"bảo hiểm xã hội"}},
        {"cty", Follows::anything, {"công ty"}},
    };
    return words;
}

bool fits(Follows follows, const std::string& next) {
    switch (follows) {
        case Follows::anything: return true;
        case Follows::something: return !next.empty();
        case Follows::number: return !next.empty() && is_digit(next.front());
        case Follows::no_number: return !next.empty() && !is_digit(next.front());
    }
    return false;
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

/// The words of a name, bodies in their short form, nothing else read into them.
std::vector<std::string> plain_words(std::string_view text) {
    auto key = " " + joined(words_of(spaced(match_key(text)), ' '), ' ') + " ";
    for (const auto& [from, to] : short_forms()) {
        replace_all(key, from, to);
    }
    return words_of(key, ' ');
}

std::string without_links(std::vector<std::string> words) {
    std::erase(words, match_key("và"));
    std::erase(words, match_key("–"));
    return joined(words, ' ');
}

/// "ubndp 7" → "ubnd p 7"
std::vector<std::string> apart_from_heads(const std::vector<std::string>& words) {
    constexpr std::string_view levels = "pfqhx";
    std::vector<std::string> out;
    for (const auto& word : words) {
        const auto head = std::string_view(word).substr(0, word.size() - 1);
        const bool stuck = levels.find(word.back()) != std::string_view::npos &&
                           (head == "ubnd" || head == "ubmttq" || head == match_key("hđnd"));
        if (stuck) {
            out.emplace_back(head);
            out.emplace_back(1, word.back());
        } else {
            out.push_back(word);
        }
    }
    return out;
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
    auto words = plain_words(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        words[i] = level_word(words[i]);
    }
    return without_links(std::move(words));
}

std::vector<std::string> readings_of(std::string_view text) {
    constexpr std::size_t most = 8;
    std::vector<std::vector<std::string>> readings(1);
    const auto words = apart_from_heads(plain_words(text));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto next = i + 1 < words.size() ? words[i + 1] : std::string{};
        const auto row = std::ranges::find_if(short_words(), [&](const ShortWord& each) {
            return each.word == words[i] && fits(each.follows, next);
        });
        std::vector<std::string> meanings{words[i]};
        if (row != short_words().end()) {
            meanings.clear();
            for (const auto& each : row->stands_for) {
                meanings.push_back(match_key(each));
            }
        }
        const auto before = readings;
        for (std::size_t way = 0; way < meanings.size(); ++way) {
            if (way > 0 && readings.size() + before.size() > most) {
                break;
            }
            for (std::size_t at = 0; at < before.size(); ++at) {
                if (way > 0) {
                    readings.push_back(before[at]);
                }
                (way > 0 ? readings.back() : readings[at]).push_back(meanings[way]);
            }
        }
    }
    std::vector<std::string> made;
    for (auto& each : readings) {
        made.push_back(without_links(std::move(each)));
    }
    return made;
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
