#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <toml++/toml.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

/// malformed_input at the line of `at`.
Error wrong(const toml::node& at, std::string message, std::string remedy);

/// Parses a file of units: at most 32 MiB of UTF-8.
Result<toml::table> parse_table(std::string_view text);

/// The fields of one table, read by name. The first fault is kept; what is read after it means
/// nothing. What was never asked for is a fault as well: see `finish`.
class Fields {
public:
    /// @param what  names the table in errors: "a unit"
    Fields(const toml::table& table, std::string_view what) : table_(table), what_(what) {}

    std::string text(std::string_view key);
    std::string required(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::map<std::string, std::string> pairs(std::string_view key);
    std::optional<Date> day(std::string_view key);
    /// Whether `key` is a list that begins with a text.
    [[nodiscard]] bool holds_texts(std::string_view key) const;
    /// The tables of an array, at most 50,000; empty where there is none.
    std::vector<const toml::table*> tables(std::string_view key);
    const toml::table* table(std::string_view key);

    /// The text of `key` as `parse` reads it; absent where it is not there.
    template <typename Parse>
    auto parsed(std::string_view key, const Parse& parse)
        -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
        const auto word = text(key);
        return word.empty() || error_ ? std::nullopt : taken(*table_.get(key), parse(word));
    }
    /// As above for each text of a list.
    template <typename Parse>
    auto all_parsed(std::string_view key, const Parse& parse) {
        std::vector<typename decltype(parse(std::string_view{}))::value_type> values;
        for (const auto& word : texts(key)) {
            if (auto value = error_ ? std::nullopt : taken(*table_.get(key), parse(word))) {
                values.push_back(*std::move(value));
            }
        }
        return values;
    }

    void fail(std::string message, std::string remedy);
    /// Keeps a fault found further in, as it is.
    void fail(Error error);
    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    /// The first fault, or the first field that nobody asked for.
    std::optional<Error> finish();

private:
    const toml::node* get(std::string_view key);
    std::string text_of(const toml::node& node, std::string_view key);
    void unfit(const toml::node& at, std::string_view key, std::string_view expected);
    template <typename T>
    std::optional<T> taken(const toml::node& at, Result<T> value) {
        if (value) {
            return std::move(*value);
        }
        if (!error_) {
            error_ = std::move(value).error().at("line " + std::to_string(at.source().begin.line));
        }
        return std::nullopt;
    }

    const toml::table& table_;
    std::string_view what_;
    std::vector<std::string_view> asked_;
    std::optional<Error> error_;
};

}  // namespace tiendo::units
