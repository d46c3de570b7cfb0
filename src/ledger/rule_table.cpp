#include "rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

constexpr std::size_t longest_file = 1U << 20U;

Error unfit(std::string_view key, std::string_view expected) {
    return Error{ErrorCode::malformed_input,
                 fmt::format("'{}' is not {}", key, expected),
                 fmt::format("write {} there", expected)};
}

}  // namespace

const toml::node* RuleFields::get(std::string_view key) {
    asked_.emplace_back(key);
    return table_.get(key);
}

std::string RuleFields::text(std::string_view key) {
    const auto* node = get(key);
    if (node == nullptr) {
        return {};
    }
    if (!node->is_string()) {
        fail(unfit(key, "a text"));
        return {};
    }
    return node->as_string()->get();
}

std::vector<std::string> RuleFields::texts(std::string_view key) {
    std::vector<std::string> all;
    const auto* node = get(key);
    if (node == nullptr) {
        return all;
    }
    if (!node->is_array()) {
        fail(unfit(key, "a list of texts"));
        return all;
    }
    for (const auto& each : *node->as_array()) {
        if (!each.is_string()) {
            fail(unfit(key, "a list of texts"));
            return {};
        }
        all.push_back(each.as_string()->get());
    }
    return all;
}

void RuleFields::need(std::string_view key) {
    if (get(key) == nullptr) {
        fail(Error{ErrorCode::malformed_input,
                   fmt::format("the rule has no '{}'", key),
                   "say where the rule comes from, and when that was last checked"});
    }
}

void RuleFields::fail(Error error) {
    if (!error_) {
        error_ = std::move(error);
    }
}

std::optional<Error> RuleFields::finish() {
    for (const auto& [key, value] : table_) {
        if (std::ranges::find(asked_, key.str()) == asked_.end()) {
            fail(Error{ErrorCode::malformed_input,
                       fmt::format("a rule has no field '{}'", key.str()),
                       "look the fields up at the head of the shipped file"});
        }
    }
    return error_;
}

std::string RuleFields::line() const {
    return fmt::format("line {}", table_.source().begin.line);
}

Result<toml::table> parse_rules(std::string_view text) {
    if (text.size() > longest_file) {
        return Error{
            ErrorCode::malformed_input, "the file is longer than 1 MiB", "name another one"};
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return Error{
            ErrorCode::malformed_input, std::string(error.description()), "correct the line"}
            .at(fmt::format("line {}", error.source().begin.line));
    }
}

}  // namespace tiendo::ledger
