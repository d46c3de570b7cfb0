#pragma once

#include "words.hpp"

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::reader {

/// One line of a lexicon: a phrase of administrative language and what it stands for.
struct LexiconRow {
    std::string say;                                        ///< the phrase, lower case, composed
    std::string example;                                    ///< a sentence in which it means this
    std::map<std::string, std::string, std::less<>> means;  ///< every other key, as text
    std::string place;                                      ///< "time.toml: line 12", for errors
};

/// The rules of administrative language as data: tables of phrases in TOML, a line each, with an
/// example that a test runs. An official's IT colleague adds a line, not code.
class Lexicon {
public:
    /// The tables that are compiled in; they lie in src/reader/lexicon/.
    /// @return malformed_input: never but for a fault of ours, which a test finds
    static Result<Lexicon> shipped();

    /// Adds the tables of a TOML text: a row whose phrase is there already replaces the old one.
    /// @param name of the file, for errors
    /// @return malformed_input, naming the line: not TOML, too large, a table that nobody knows, a
    ///         row without `say`
    Result<void> add(std::string_view toml, std::string_view name);

    /// The rows of one table, in order; empty where there is none.
    [[nodiscard]] const std::vector<LexiconRow>& rows(std::string_view table) const;
    [[nodiscard]] const std::map<std::string, std::vector<LexiconRow>, std::less<>>& tables()
        const noexcept {
        return tables_;
    }

private:
    enum class Source : std::uint8_t { shipped, added };
    Result<void> take(std::string_view toml, std::string_view name, Source source);
    void put(std::vector<LexiconRow>& table, LexiconRow row, Source source);

    std::map<std::string, std::vector<LexiconRow>, std::less<>> tables_;
};

/// Compiles tables of a lexicon to tables that match; the first fault is kept and told at the end.
class LexiconCompiler {
public:
    explicit LexiconCompiler(const Lexicon& lexicon) : lexicon_(lexicon) {}

    /// The phrases of a table, for one whose rows mean nothing beyond being there.
    [[nodiscard]] std::vector<std::string_view> phrases(std::string_view table) const {
        std::vector<std::string_view> found;
        for (const auto& row : lexicon_.rows(table)) {
            found.push_back(row.say);
        }
        return found;
    }

    [[nodiscard]] const std::vector<LexiconRow>& rows(std::string_view table) const {
        return lexicon_.rows(table);
    }

    /// A table with a value for each row.
    /// @param value makes it of a row and this compiler
    template <typename Value, typename Make>
    [[nodiscard]] PhraseTable<Value> table(std::string_view name, Make value) {
        std::vector<typename PhraseTable<Value>::Row> rows;
        for (const auto& row : lexicon_.rows(name)) {
            rows.push_back({row.say, value(row, *this)});
        }
        return PhraseTable<Value>(rows);
    }

    /// A word of an enum behind `key`; `otherwise` where the row has no such key.
    template <typename E, typename Parse>
    E word(const LexiconRow& row, std::string_view key, Parse parse, E otherwise) {
        const auto found = row.means.find(key);
        if (found == row.means.end()) {
            return otherwise;
        }
        auto parsed = parse(found->second);
        if (!parsed) {
            fail(std::move(parsed).error().at(row.place));
            return otherwise;
        }
        return *parsed;
    }
    [[nodiscard]] static bool flag(const LexiconRow& row, std::string_view key) {
        const auto found = row.means.find(key);
        return found != row.means.end() && found->second == "true";
    }
    [[nodiscard]] static std::string_view text(const LexiconRow& row, std::string_view key) {
        const auto found = row.means.find(key);
        return found == row.means.end() ? std::string_view{} : std::string_view(found->second);
    }
    std::optional<int> number(const LexiconRow& row, std::string_view key);

    void fail(Error error) {
        if (!fault_) {
            fault_ = std::move(error);
        }
    }
    [[nodiscard]] const std::optional<Error>& fault() const noexcept { return fault_; }

private:
    const Lexicon& lexicon_;
    std::optional<Error> fault_;
};

}  // namespace tiendo::reader
