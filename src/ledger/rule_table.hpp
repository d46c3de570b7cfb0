#pragma once

#include "tiendo/base/result.hpp"

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::ledger {

/// The fields of one rule, read by name. The first fault is kept; a field that nobody asked for is
/// one as well.
class RuleFields {
public:
    explicit RuleFields(const toml::table& table) : table_(table) {}

    /// Empty where it is not there.
    std::string text(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    /// Each text of a list as `parse` reads it.
    template <typename Parse>
    auto all_parsed(std::string_view key, const Parse& parse) {
        std::vector<typename decltype(parse(std::string_view{}))::value_type> values;
        for (const auto& word : texts(key)) {
            auto value = parse(word);
            if (value) {
                values.push_back(*std::move(value));
            } else {
                fail(std::move(value).error().at(std::string(key)));
            }
        }
        return values;
    }
    void need(std::string_view key);
    void fail(Error error);
    std::optional<Error> finish();
    [[nodiscard]] std::string line() const;

private:
    const toml::node* get(std::string_view key);

    const toml::table& table_;
    std::vector<std::string> asked_;
    std::optional<Error> error_;
};

/// @return malformed_input; at most 1 MiB is read
Result<toml::table> parse_rules(std::string_view text);

/// Every `[[key]]` of a file, as `read` takes it from its fields. Each rule says its `source` and
/// the day on which that was `checked`.
/// @param name  of the file, for errors
template <typename Rule, typename Read>
Result<std::vector<Rule>> read_rules(std::string_view text,
                                     const std::string& name,
                                     std::string_view key,
                                     const Read& read) {
    auto parsed = parse_rules(text);
    if (!parsed) {
        return std::move(parsed).error().at(name);
    }
    std::vector<Rule> rules;
    const auto* tables = parsed->get_as<toml::array>(key);
    if (parsed->size() != 1 || tables == nullptr || !tables->is_array_of_tables()) {
        return Error{ErrorCode::malformed_input,
                     "the file holds other things than [[" + std::string(key) + "]]",
                     "write each rule as [[" + std::string(key) + "]]"}
            .at(name);
    }
    for (const auto& node : *tables) {
        RuleFields fields(*node.as_table());
        fields.need("source");
        fields.need("checked");
        rules.push_back(read(fields));
        if (auto fault = fields.finish()) {
            return std::move(*fault).at(fields.line()).at(name);
        }
    }
    return rules;
}

}  // namespace tiendo::ledger
