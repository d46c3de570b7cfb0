#include "lexicon.hpp"

#include "shipped_lexicon.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>

namespace tiendo::reader {

namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 20U;
constexpr std::size_t limit_rows = 20'000;

std::string place_of(const toml::node& node, std::string_view name) {
    return fmt::format("{}: line {}", name, node.source().begin.line);
}

Error wrong(std::string_view what, std::string_view remedy, std::string_view place) {
    return Error{ErrorCode::malformed_input, std::string(what), std::string(remedy)}.at(
        std::string(place));
}

/// The value of a key as text; nothing for tables and dates, which no row holds.
std::optional<std::string> text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return to_nfc(text->get());
    }
    if (const auto* number = node.as_integer()) {
        return std::to_string(number->get());
    }
    if (const auto* flag = node.as_boolean()) {
        return flag->get() ? "true" : "false";
    }
    return std::nullopt;
}

/// Whether a phrase holds no token: only blanks and marks of emphasis.
bool is_silent(std::string_view phrase) noexcept {
    while (!phrase.empty()) {
        const bool emphasis = phrase.front() == '*' || phrase.front() == '_';
        const auto length = emphasis ? 1 : blank_length(phrase);
        if (length == 0) {
            return false;
        }
        phrase.remove_prefix(length);
    }
    return true;
}

Result<LexiconRow> row_of(const toml::table& table, std::string_view name) {
    LexiconRow row;
    row.place = place_of(table, name);
    for (const auto& [key, node] : table) {
        auto value = text_of(node);
        if (!value) {
            return wrong(fmt::format("the key '{}' is no text, number or truth value", key.str()),
                         "write a text, a whole number, true or false",
                         row.place);
        }
        if (key == "say") {
            row.say = to_lower(*value);
        } else if (key == "example") {
            row.example = *std::move(value);
        } else {
            row.means.emplace(std::string(key.str()), *std::move(value));
        }
    }
    if (is_silent(row.say)) {
        return wrong("a row says nothing", "state say = \"…\" with the phrase", row.place);
    }
    return row;
}

}  // namespace

Result<Lexicon> Lexicon::shipped() {
    Lexicon lexicon;
    for (const auto& [name, toml] : shipped_lexicon) {
        if (auto taken = lexicon.take(toml, name, Source::shipped); !taken) {
            return std::move(taken).error();
        }
    }
    return lexicon;
}

Result<void> Lexicon::add(std::string_view toml, std::string_view name) {
    return take(toml, name, Source::added);
}

Result<void> Lexicon::take(std::string_view toml, std::string_view name, Source source) {
    if (toml.size() > limit_bytes) {
        return wrong(
            fmt::format(
                "the lexicon has {} bytes, more than the limit of {}", toml.size(), limit_bytes),
            "split it",
            name);
    }
    try {
        for (const auto& [key, node] : toml::parse(toml)) {
            const auto* rows = node.as_array();
            const bool known = source == Source::shipped || tables_.contains(key.str());
            if (rows == nullptr || !known) {
                return wrong(fmt::format("nobody knows the table '{}'", key.str()),
                             "use the tables of the shipped lexicon: [[name]]",
                             place_of(node, name));
            }
            auto& table = tables_[std::string(key.str())];
            for (const auto& each : *rows) {
                if (table.size() >= limit_rows || !each.is_table()) {
                    return wrong("this is no row of a table, or one too many",
                                 fmt::format("write [[{}]] with say = \"…\"; {} rows at most",
                                             key.str(),
                                             limit_rows),
                                 place_of(each, name));
                }
                auto row = row_of(*each.as_table(), name);
                if (!row) {
                    return std::move(row).error();
                }
                put(table, *std::move(row), source);
            }
        }
    } catch (const toml::parse_error& error) {
        return wrong(error.description(),
                     "correct the TOML",
                     fmt::format("{}: line {}", name, error.source().begin.line));
    }
    return {};
}

void Lexicon::put(std::vector<LexiconRow>& table, LexiconRow row, Source source) {
    const auto old = source == Source::shipped
                         ? table.end()
                         : std::ranges::find(table, row.say, &LexiconRow::say);
    if (old == table.end()) {
        table.push_back(std::move(row));
    } else {
        *old = std::move(row);
    }
}

const std::vector<LexiconRow>& Lexicon::rows(std::string_view table) const {
    static const std::vector<LexiconRow> none;
    const auto found = tables_.find(table);
    return found == tables_.end() ? none : found->second;
}

std::optional<int> LexiconCompiler::number(const LexiconRow& row, std::string_view key) {
    const auto text = LexiconCompiler::text(row, key);
    if (text.empty()) {
        return std::nullopt;
    }
    int value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc{} || stop != end) {
        fail(wrong(fmt::format("'{}' is no whole number", text), "write digits", row.place));
        return std::nullopt;
    }
    return value;
}

}  // namespace tiendo::reader
