#include "words.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
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

struct Scan {
    Tokens tokens;
    std::vector<std::string_view> surfaces;       // distinct words
    std::vector<std::uint32_t> surface_of_token;  // index into surfaces; marks: none
};

constexpr std::uint32_t no_surface = 0xFFFFFFFF;

Scan scan(std::string_view clean) {
    Scan out;
    constexpr std::size_t shortest_word = 4;  // on average, its blank with it
    out.tokens.reserve(clean.size() / shortest_word);
    std::unordered_map<std::string_view, std::uint32_t> seen;
    std::uint32_t newlines = 0;
    for (std::size_t at = 0; at < clean.size();) {
        const auto begin = at;
        auto c = next_code_point(clean, at);
        if (!is_wordly(c)) {
            newlines += c == '\n' ? 1U : 0U;
            if (blank_length(clean.substr(begin)) == 0 && !is_emphasis(c)) {
                const auto surface = clean.substr(begin, at - begin);
                const auto key = mark_key(c, surface);
                out.tokens.push_back({{begin, at}, key, key, newlines, 0, TokenKind::mark});
                out.surface_of_token.push_back(no_surface);
                newlines = 0;
            }
            continue;
        }
        Token token{{begin, at}, {}, {}, newlines, 0, TokenKind::number, u_isupper(c) != 0, true};
        newlines = 0;
        for (auto next = at;; next = at) {
            token.kind = c >= '0' && c <= '9' ? token.kind : TokenKind::word;
            token.capitals = token.capitals && u_islower(c) == 0;
            if (at >= clean.size() || !is_wordly(c = next_code_point(clean, next))) {
                break;
            }
            at = next;
        }
        token.span.end = at;
        const auto surface = clean.substr(begin, at - begin);
        const auto [found, fresh] =
            seen.try_emplace(surface, static_cast<std::uint32_t>(out.surfaces.size()));
        if (fresh) {
            out.surfaces.push_back(surface);
        }
        out.tokens.push_back(token);
        out.surface_of_token.push_back(found->second);
    }
    return out;
}

/// `change` of many words by one call: a call for each would be most of the time of a read.
std::deque<std::string> changed(const std::vector<std::string_view>& surfaces,
                                std::string (*change)(std::string_view)) {
    std::string joined;
    for (const auto surface : surfaces) {
        joined.append(surface).append(" ");
    }
    const auto done = change(joined);
    std::deque<std::string> words;
    for (std::size_t begin = 0; begin < done.size();) {
        const auto end = std::min(done.find(' ', begin), done.size());
        words.emplace_back(done, begin, end - begin);
        begin = end + 1;
    }
    if (words.size() != surfaces.size()) {  // a word of a script whose key holds a blank
        words.clear();
        for (const auto surface : surfaces) {
            words.push_back(change(surface));
        }
    }
    return words;
}

}  // namespace

Words::Words(std::string_view clean) {
    auto scanned = scan(clean);
    keys_ = changed(scanned.surfaces, match_key);
    lower_ = changed(scanned.surfaces, to_lower);
    tokens_ = std::move(scanned.tokens);
    std::vector<std::uint32_t> hashes;
    for (const auto& key : keys_) {
        hashes.push_back(hash_of(key));
    }
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const auto surface = scanned.surface_of_token[i];
        if (surface == no_surface) {
            tokens_[i].hash = hash_of(tokens_[i].key);
        } else {
            tokens_[i].key = keys_[surface];
            tokens_[i].lower = lower_[surface];
            tokens_[i].hash = hashes[surface];
        }
    }
}

Tokens Words::within(Span span, const std::vector<Span>& gaps) const {
    const auto first = std::ranges::lower_bound(
        tokens_, span.begin, {}, [](const Token& token) { return token.span.begin; });
    const auto last = std::ranges::upper_bound(
        first, tokens_.end(), span.end, {}, [](const Token& token) { return token.span.end; });
    if (gaps.empty()) {
        return {first, last};
    }
    Tokens found;
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
    return found;
}

bool starts_upper(std::string_view text) noexcept {
    std::size_t at = 0;
    return !text.empty() && u_isupper(next_code_point(text, at)) != 0;
}

bool starts_lower(std::string_view text) noexcept {
    std::size_t at = 0;
    return !text.empty() && u_islower(next_code_point(text, at)) != 0;
}

void Phrases::Index::add(std::uint32_t hash, std::size_t row) {
    filter_.set(hash % filter_size);
    rows_.emplace_back(hash, static_cast<std::uint32_t>(row));
}

void Phrases::Index::sort() {
    std::ranges::sort(rows_);
}

std::span<const std::pair<std::uint32_t, std::uint32_t>> Phrases::Index::rows(
    std::uint32_t hash) const {
    const auto found =
        std::ranges::equal_range(rows_, hash, {}, &std::pair<std::uint32_t, std::uint32_t>::first);
    return {found.begin(), found.end()};
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
    rows_.resize(phrases.size());
    auto token = words.all().begin();
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        rows_[i].row = i;
        for (; token != words.all().end() && token->span.begin < ends[i]; ++token) {
            rows_[i].keys.push_back({token->hash, std::string(token->key)});
        }
    }
    std::ranges::stable_sort(
        rows_, std::greater<>{}, [](const Row& row) { return row.keys.size(); });
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        first_.add(rows_[i].keys.front().hash, i);
        last_.add(rows_[i].keys.back().hash, i);
    }
    first_.sort();
    last_.sort();
}

std::optional<Match> Phrases::longest_from(const Tokens& tokens, std::size_t at) const {
    for (const auto& [hash, i] : first_.rows(tokens[at].hash)) {
        auto token = at;
        const auto fits = std::ranges::all_of(rows_[i].keys, [&](const Key& key) {
            const bool same = token < tokens.size() && key.is(tokens[token]);
            token += same ? 1 : 0;
            return same || key.text == ",";
        });
        if (fits) {
            return Match{rows_[i].row, at, token};
        }
    }
    return std::nullopt;
}

std::optional<Match> Phrases::before(const Tokens& tokens,
                                     std::size_t end,
                                     std::size_t floor) const {
    if (end <= floor || !last_.may_have(tokens[end - 1].hash)) {
        return std::nullopt;
    }
    for (const auto& [hash, i] : last_.rows(tokens[end - 1].hash)) {
        auto token = end;
        const auto& keys = rows_[i].keys;
        const auto fits = std::all_of(keys.rbegin(), keys.rend(), [&](const Key& key) {
            const bool same = token > floor && key.is(tokens[token - 1]);
            token -= same ? 1 : 0;
            return same || key.text == ",";
        });
        if (fits) {
            return Match{rows_[i].row, token, end};
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
