#pragma once

#include "source_text.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::reader {

enum class TokenKind : std::uint8_t { word, number, mark };

/// What all writings of a word with the same letters share.
struct WordForm {
    std::string_view key;    ///< match key of a word; marks: dashes as "-", double quotes as "\""
    std::string_view lower;  ///< as `key`, but the plain lower-case word
    std::uint32_t hash = 0;  ///< of the key, for `Phrases`
    TokenKind kind = TokenKind::word;
    bool capital = false;   ///< begins with an upper-case letter
    bool capitals = false;  ///< has no lower-case letter
};

/// Where a token stands: a text is shorter than 4 GiB, and a long one has millions of tokens.
struct TokenSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
    operator Span() const noexcept { return {begin, end}; }  // NOLINT(*-explicit-*): it is one
};

/// A word, a number or one punctuation mark of the clean text. Markdown emphasis makes no token.
struct Token {
    TokenSpan span;  ///< in the clean text
    const WordForm* form = nullptr;
    std::uint32_t hash = 0;  ///< of the key, for `Phrases`
    TokenKind kind = TokenKind::word;
    bool capital = false;
    bool capitals = false;
    bool new_line = false;  ///< a line break stands between this token and the one before

    [[nodiscard]] std::string_view key() const noexcept { return form->key; }
    [[nodiscard]] std::string_view lower() const noexcept { return form->lower; }
    /// @param wanted in lower case, composed; one way of placing the tone only
    [[nodiscard]] bool is(std::string_view wanted) const noexcept { return form->lower == wanted; }
    [[nodiscard]] bool is_word() const noexcept { return kind == TokenKind::word; }
    [[nodiscard]] bool is_mark() const noexcept { return kind == TokenKind::mark; }
};

/// Tokens that follow one another: borrowed from `Words`, or copies where gaps part them.
class Tokens {
public:
    using Iterator = std::span<const Token>::iterator;

    Tokens() = default;
    /// Borrowed.
    Tokens(Iterator first, Iterator last) noexcept : all_(first, last) {}
    explicit Tokens(std::vector<Token> copies) noexcept
        : copies_(std::move(copies)), all_(copies_) {}
    Tokens(const Tokens& other)
        : copies_(other.copies_), all_(copies_.empty() ? other.all_ : copies_) {}
    Tokens(Tokens&& other) noexcept = default;
    Tokens& operator=(const Tokens&) = delete;  // nobody needs it
    Tokens& operator=(Tokens&& other) noexcept = default;
    ~Tokens() = default;

    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    [[nodiscard]] const Token& operator[](std::size_t i) const noexcept { return all_[i]; }
    [[nodiscard]] const Token& front() const noexcept { return all_.front(); }
    [[nodiscard]] const Token& back() const noexcept { return all_.back(); }
    [[nodiscard]] Iterator begin() const noexcept { return all_.begin(); }
    [[nodiscard]] Iterator end() const noexcept { return all_.end(); }

    /// Copies of these and of `more` behind them.
    [[nodiscard]] Tokens with(const Tokens& more) const {
        std::vector<Token> both(begin(), end());
        both.insert(both.end(), more.begin(), more.end());
        return Tokens(std::move(both));
    }

private:
    std::vector<Token> copies_;
    std::span<const Token> all_;
};

/// All tokens of a text. Keys live as long as this object.
class Words {
public:
    explicit Words(std::string_view clean);
    Words(const Words&) = delete;  // tokens point to forms, and these into the strings
    Words& operator=(const Words&) = delete;
    ~Words() = default;

    [[nodiscard]] const Tokens& all() const noexcept { return tokens_; }
    /// The tokens that lie in `span` and in none of `gaps`.
    [[nodiscard]] Tokens within(Span span, const std::vector<Span>& gaps) const;

private:
    std::deque<WordForm> forms_;
    std::string keys_;
    std::string lower_;
    Tokens tokens_;
};

bool starts_upper(std::string_view text) noexcept;
bool starts_lower(std::string_view text) noexcept;

/// A phrase found at a place: the row of its table and the token behind its last.
struct Match {
    std::size_t row = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Some words, by the hashes of their keys. What it does not have is surely none of them, and that
/// is cheap to ask: most words of a text begin nothing that a reader looks for.
class WordFilter {
public:
    void add(std::uint32_t hash) noexcept { bits_.set(hash % size); }
    void add(const WordFilter& other) noexcept { bits_ |= other.bits_; }
    [[nodiscard]] bool may_have(const Token& token) const noexcept {
        return bits_.test(token.hash % size);
    }

private:
    static constexpr std::size_t size = 4096;
    std::bitset<size> bits_;
};

/// Phrases of administrative language, matched word by word without regard to case, tone placement
/// and line breaks. A comma in a phrase may be left out in the text.
class Phrases {
public:
    /// @param phrases rows in any order; the longest that fits wins
    explicit Phrases(const std::vector<std::string_view>& phrases);
    Phrases(const Phrases&) = delete;  // nobody needs two
    Phrases& operator=(const Phrases&) = delete;
    Phrases(Phrases&&) = default;
    Phrases& operator=(Phrases&&) = default;
    ~Phrases() = default;

    /// The longest phrase that begins at token `at`.
    [[nodiscard]] std::optional<Match> at(const Tokens& tokens, std::size_t at) const {
        return at < tokens.size() && first_.words.may_have(tokens[at]) ? longest_from(tokens, at)
                                                                       : std::nullopt;
    }
    [[nodiscard]] const WordFilter& first_words() const noexcept { return first_.words; }
    /// The longest phrase that ends before token `end`, not reaching below `floor`.
    [[nodiscard]] std::optional<Match> before(const Tokens& tokens,
                                              std::size_t end,
                                              std::size_t floor) const;
    /// The first phrase found in tokens [begin, end).
    [[nodiscard]] std::optional<Match> find(const Tokens& tokens,
                                            std::size_t begin,
                                            std::size_t end) const;

private:
    struct Key {
        std::uint32_t hash = 0;
        bool may_lack = false;  ///< in the text: a comma
    };
    struct Row {
        std::uint32_t hash = 0;   ///< of its first key or its last
        std::uint32_t row = 0;    ///< of the table
        std::uint32_t begin = 0;  ///< its keys
        std::uint32_t end = 0;
    };
    /// Rows by one of their keys; of those with the same the longest is first.
    struct Index {
        void add(const Row& row);
        void sort();  ///< once, when all are added
        [[nodiscard]] std::span<const Row> with(std::uint32_t hash) const;

        WordFilter words;
        std::vector<Row> rows;
    };
    /// Few rows have the hashes of the words at hand, and the letters of these alone are compared.
    struct SameHash {
        const Phrases& of;
        bool operator()(std::uint32_t key, const Token& token) const noexcept {
            return of.keys_[key].hash == token.hash;
        }
    };
    struct SameWord {
        const Phrases& of;
        bool operator()(std::uint32_t key, const Token& token) const noexcept {
            return of.texts_[key] == token.key();
        }
    };

    [[nodiscard]] std::optional<Match> longest_from(const Tokens& tokens, std::size_t at) const;

    std::vector<Key> keys_;           // of all rows
    std::vector<std::string> texts_;  // of the same keys
    Index first_;
    Index last_;
};

/// The words that phrases of some tables begin with.
WordFilter first_words(std::initializer_list<const Phrases*> tables);

/// A table of phrases with what each stands for.
template <typename Value>
class PhraseTable {
public:
    struct Row {
        std::string_view phrase;
        Value value;
    };
    template <std::size_t N>
    explicit PhraseTable(const Row (&rows)[N]) : PhraseTable(std::vector<Row>(rows, rows + N)) {}
    /// @param rows the phrases need to live during the call only
    explicit PhraseTable(const std::vector<Row>& rows) : phrases_(phrases_of(rows)) {
        for (const auto& row : rows) {
            values_.push_back(row.value);
        }
    }

    [[nodiscard]] const Phrases& phrases() const noexcept { return phrases_; }
    [[nodiscard]] const Value& value(const Match& match) const { return values_[match.row]; }

private:
    static std::vector<std::string_view> phrases_of(const std::vector<Row>& rows) {
        std::vector<std::string_view> phrases;
        for (const auto& row : rows) {
            phrases.push_back(row.phrase);
        }
        return phrases;
    }
    std::vector<Value> values_;
    Phrases phrases_;
};

/// The number that a token states, at most 9 digits.
std::optional<int> number_of(const Token& token, std::string_view clean);

}  // namespace tiendo::reader
