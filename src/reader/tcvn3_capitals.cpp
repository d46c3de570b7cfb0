#include "legacy_encoding.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <vector>

namespace tiendo::reader {

namespace {

/// A word of a line and what its letters without marks tell about its case.
struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t capitals = 0;  // of ASCII
    std::size_t small = 0;     // of ASCII
    bool marked = false;       // has letters above ASCII
    bool raise = false;
};

bool is_capital(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
bool is_small(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
bool is_above_ascii(char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Word> words_of(std::string_view text, std::size_t begin, std::size_t end) {
    std::vector<Word> words;
    for (auto at = begin; at < end;) {
        Word word{.begin = at, .end = at};
        for (; word.end < end; ++word.end) {
            const char c = text[word.end];
            if (!is_capital(c) && !is_small(c) && !is_above_ascii(c)) {
                break;
            }
            word.capitals += is_capital(c) ? 1 : 0;
            word.small += is_small(c) ? 1 : 0;
            word.marked = word.marked || is_above_ascii(c);
        }
        if (word.end > word.begin) {
            words.push_back(word);
        }
        at = word.end + 1;
    }
    return words;
}

void mark_words(std::vector<Word>& words) {
    constexpr std::size_t sure = 2;  // "HO¹CH"; "Kế" has one capital too
    std::size_t capitals = 0;
    std::size_t small = 0;
    for (auto& word : words) {
        capitals += word.capitals;
        small += word.small;
        word.raise = word.marked && word.small == 0 && word.capitals >= sure;
    }
    const bool whole_line = small == 0 && capitals >= sure;
    std::vector<bool> seen(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        seen[i] = words[i].raise;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool beside = (i > 0 && seen[i - 1]) || (i + 1 < words.size() && seen[i + 1]);
        words[i].raise =
            words[i].raise || (words[i].marked && words[i].small == 0 && (whole_line || beside));
    }
}

}  // namespace

void raise_capitals(std::string& text) {
    constexpr std::size_t longest_line = 4'096;  // bytes; what is longer is looked at in parts
    for (std::size_t begin = 0; begin < text.size();) {
        const auto line = std::string_view(text).substr(begin, longest_line);
        auto end = begin + std::min(line.find_first_of("\r\n"), line.size());
        if (const auto blank = line.rfind(' '); end == begin + longest_line && blank > 0) {
            end = begin + std::min(blank, line.size());
        }
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
            ++end;  // a letter stays whole
        }
        auto words = words_of(text, begin, end);
        mark_words(words);
        for (const auto& word : words) {
            const auto length = word.end - word.begin;
            const auto capitals =
                word.raise ? to_upper(std::string_view(text).substr(word.begin, length)) : "";
            if (capitals.size() == length) {  // as Vietnamese letters do
                text.replace(word.begin, length, capitals);
            }
        }
        begin = std::max(end, begin + 1);
    }
}

}  // namespace tiendo::reader
