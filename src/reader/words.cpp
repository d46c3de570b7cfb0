#include "words.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <unordered_map>

namespace tiendo::reader {

namespace {

UChar32 next_code_point(std::string_view text, std::size_t& at) noexcept {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto i = static_cast<int64_t>(at);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, static_cast<int64_t>(text.size()), c);
    at = static_cast<std::size_t>(i);
    return c;
}

bool is_wordly(UChar32 c) noexcept {
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    constexpr UChar32 first_accented = 0xC0;
    constexpr UChar32 end_latin = 0x0250;
    constexpr UChar32 first_vietnamese = 0x1EA0;
    constexpr UChar32 end_vietnamese = 0x1F00;
    constexpr UChar32 times = 0xD7;
    constexpr UChar32 divided = 0xF7;
    if ((c >= first_accented && c < end_latin) || (c >= first_vietnamese && c < end_vietnamese)) {
        return c != times && c != divided;
    }
    return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

std::string_view mark_key(UChar32 c, std::string_view surface) noexcept {
    constexpr UChar32 hyphen = 0x2010;
    constexpr UChar32 horizontal_bar = 0x2015;
    if (c >= hyphen && c <= horizontal_bar) {
        return "-";
    }
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x00AB || c == 0x00BB) {
        return "\"";
    }
    return surface;
}

std::uint32_t hash_of(std::string_view key) noexcept {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(key));
}

bool is_emphasis(UChar32 c) noexcept {
    return c == '*' || c == '_';
}

/// The forms of a text, each once, and its tokens, which are given their keys afterwards.
class Scan {
public:
    Scan(std::string_view clean, std::deque<WordForm>& forms) : clean_(clean), forms_(forms) {
        constexpr std::size_t shortest_word = 4;   // on average, its blank with it
        constexpr std::size_t usual_words = 2048;  // distinct ones of a plan
        tokens_.reserve(clean.size() / shortest_word);
        seen_.reserve(std::min(tokens_.capacity(), usual_words));
    }

    std::vector<Token> tokens() {
        for (std::size_t at = 0; at < clean_.size();) {
            const auto begin = at;
            const auto c = next_code_point(clean_, at);
            if (is_wordly(c)) {
                for (auto next = at; at < clean_.size() && is_wordly(next_code_point(clean_, next));
                     at = next) {
                }
                add(begin, at);
            } else if (blank_length(clean_.substr(begin)) == 0 && !is_emphasis(c)) {
                add(begin, at);
            } else {
                new_line_ = new_line_ || c == '\n';
            }
        }
        return std::move(tokens_);
    }
    /// Of the forms that are no marks.
    [[nodiscard]] const std::vector<std::string_view>& surfaces() const noexcept {
        return surfaces_;
    }

private:
    void add(std::size_t begin, std::size_t end) {
        const auto surface = clean_.substr(begin, end - begin);
        auto& form = seen_[surface];
        if (form == nullptr) {
            form = &forms_.emplace_back(form_of(surface));
            if (form->kind != TokenKind::mark) {
                surfaces_.push_back(surface);
            }
        }
        tokens_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                           form,
                           0,
                           form->kind,
                           form->capital,
                           form->capitals,
                           new_line_});
        new_line_ = false;
    }

    static WordForm form_of(std::string_view surface) {
        std::size_t at = 0;
        auto c = next_code_point(surface, at);
        if (!is_wordly(c)) {
            const auto key = mark_key(c, surface);
            return {key, key, 0, TokenKind::mark, false, false};
        }
        WordForm form{{}, {}, 0, TokenKind::number, u_isupper(c) != 0, true};
        while (true) {
            form.kind = c >= '0' && c <= '9' ? form.kind : TokenKind::word;
            form.capitals = form.capitals && u_islower(c) == 0;
            if (at >= surface.size()) {
                return form;
            }
            c = next_code_point(surface, at);
        }
    }

    std::string_view clean_;
    std::deque<WordForm>& forms_;
    std::unordered_map<std::string_view, const WordForm*> seen_;
    std::vector<std::string_view> surfaces_;
    std::vector<Token> tokens_;
    bool new_line_ = false;
};

/// `change` of many words by one call: a call for each would be most of the time of a read.
/// @param changed holds what is given
std::vector<std::string_view> change_all(const std::vector<std::string_view>& surfaces,
                                         std::string (*change)(std::string_view),
                                         std::string& changed) {
    std::string joined;
    for (const auto surface : surfaces) {
        joined.append(surface).append(" ");
    }
    changed = change(joined);
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < changed.size();) {
        const auto end = std::min(changed.find(' ', begin), changed.size());
        words.push_back(std::string_view(changed).substr(begin, end - begin));
        begin = end + 1;
    }
    if (words.size() == surfaces.size()) {
        return words;
    }
    // a word of a script whose key holds a blank
    std::vector<std::size_t> ends;
    changed.clear();
    for (const auto surface : surfaces) {
        changed += change(surface);
        ends.push_back(changed.size());
    }
    words.clear();
    for (std::size_t begin = 0; const auto end : ends) {
        words.push_back(std::string_view(changed).substr(begin, end - begin));
        begin = end;
    }
    return words;
}

}  // namespace

Words::Words(std::string_view clean) {
    Scan scan(clean, forms_);
    auto tokens = scan.tokens();
    const auto keys = change_all(scan.surfaces(), match_key, keys_);
    const auto lower = change_all(scan.surfaces(), to_lower, lower_);
    std::size_t word = 0;
    for (auto& form : forms_) {
        if (form.kind != TokenKind::mark) {
            form.key = keys[word];
            form.lower = lower[word];
            ++word;
        }
        form.hash = hash_of(form.key);
    }
    for (auto& token : tokens) {
        token.hash = token.form->hash;
    }
    tokens_ = Tokens(std::move(tokens));
}

Tokens Words::within(Span span, const std::vector<Span>& gaps) const {
    const auto first = std::ranges::lower_bound(
        tokens_, span.begin, {}, [](const Token& token) { return token.span.begin; });
    // No token is shorter than a byte, so the last is not far.
    const auto far = std::min(static_cast<std::size_t>(tokens_.end() - first), span.size());
    const auto last = std::ranges::upper_bound(
        first, first + static_cast<std::ptrdiff_t>(far), span.end, {}, [](const Token& token) {
            return token.span.end;
        });
    if (gaps.empty()) {
        return {first, last};
    }
    std::vector<Token> found;
    found.reserve(static_cast<std::size_t>(last - first));
    auto gap = gaps.begin();  // in order, as the tokens are
    for (auto token = first; token != last; ++token) {
        while (gap != gaps.end() && gap->end <= token->span.begin) {
            ++gap;
        }
        if (gap == gaps.end() || token->span.begin < gap->begin) {
            found.push_back(*token);
        }
    }
    return Tokens(std::move(found));
}

bool starts_upper(std::string_view text) noexcept {
    std::size_t at = 0;
    return !text.empty() && u_isupper(next_code_point(text, at)) != 0;
}

bool starts_lower(std::string_view text) noexcept {
    std::size_t at = 0;
    return !text.empty() && u_islower(next_code_point(text, at)) != 0;
}

void Phrases::Index::add(const Row& row) {
    words.add(row.hash);
    rows.push_back(row);
}

void Phrases::Index::sort() {
    std::ranges::sort(rows, {}, [](const Row& row) {
        const auto length = static_cast<std::int64_t>(row.end) - row.begin;
        return std::tuple(row.hash, -length, row.row);
    });
}

std::span<const Phrases::Row> Phrases::Index::with(std::uint32_t hash) const {
    const auto first = std::ranges::lower_bound(rows, hash, {}, &Row::hash);
    const auto last =
        std::find_if(first, rows.end(), [&](const Row& row) { return row.hash != hash; });
    return {first, last};
}

/// The phrases are taken apart as one text, for each text of its own costs some conversions.
Phrases::Phrases(const std::vector<std::string_view>& phrases) {
    std::string joined;
    std::vector<std::size_t> ends;
    for (const auto phrase : phrases) {
        joined.append(phrase).append("\n");
        ends.push_back(joined.size());
    }
    const Words words(joined);
    const auto& tokens = words.all();
    for (const auto& token : tokens) {
        keys_.push_back({token.hash, token.is(",")});
        texts_.emplace_back(token.key());
    }
    std::uint32_t begin = 0;
    for (std::uint32_t row = 0; row < phrases.size(); ++row) {
        auto end = begin;
        while (end < tokens.size() && tokens[end].span.begin < ends[row]) {
            ++end;
        }
        first_.add({keys_[begin].hash, row, begin, end});
        last_.add({keys_[end - 1].hash, row, begin, end});
        begin = end;
    }
    first_.sort();
    last_.sort();
}

std::optional<Match> Phrases::longest_from(const Tokens& tokens, std::size_t at) const {
    for (const auto& row : first_.with(tokens[at].hash)) {
        auto token = at;
        const auto fits = [&](auto alike) {
            token = at;
            for (auto key = row.begin; key < row.end; ++key) {
                if (token < tokens.size() && alike(key, tokens[token])) {
                    ++token;
                } else if (!keys_[key].may_lack) {
                    return false;
                }
            }
            return true;
        };
        if (fits(SameHash{*this}) && fits(SameWord{*this})) {
            return Match{row.row, at, token};
        }
    }
    return std::nullopt;
}

std::optional<Match> Phrases::before(const Tokens& tokens,
                                     std::size_t end,
                                     std::size_t floor) const {
    if (end <= floor || !last_.words.may_have(tokens[end - 1])) {
        return std::nullopt;
    }
    for (const auto& row : last_.with(tokens[end - 1].hash)) {
        auto token = end;
        const auto fits = [&](auto alike) {
            token = end;
            for (auto key = row.end; key > row.begin; --key) {
                if (token > floor && alike(key - 1, tokens[token - 1])) {
                    --token;
                } else if (!keys_[key - 1].may_lack) {
                    return false;
                }
            }
            return true;
        };
        if (fits(SameHash{*this}) && fits(SameWord{*this})) {
            return Match{row.row, token, end};
        }
    }
    return std::nullopt;
}

std::optional<Match> Phrases::find(const Tokens& tokens, std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i) {
        if (auto found = at(tokens, i); found && found->end <= end) {
            return found;
        }
    }
    return std::nullopt;
}

WordFilter first_words(std::initializer_list<const Phrases*> tables) {
    WordFilter words;
    for (const auto* table : tables) {
        words.add(table->first_words());
    }
    return words;
}

std::optional<int> number_of(const Token& token, std::string_view clean) {
    constexpr std::size_t most_digits = 9;
    if (token.kind != TokenKind::number || token.span.size() > most_digits) {
        return std::nullopt;
    }
    int value = 0;
    const auto* first = clean.data() + token.span.begin;
    std::from_chars(first, first + token.span.size(), value);
    return value;
}

}  // namespace tiendo::reader
