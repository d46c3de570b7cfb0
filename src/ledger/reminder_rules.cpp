// TOML → reminder rules, strictly: whatever is not known is refused, so that a misspelt key is not
// a reminder that never comes.
#include "shipped_reminders.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/reminders.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr std::size_t limit_bytes = std::size_t{64} << 10U;
constexpr std::size_t limit_rules = 100;
constexpr std::int64_t longest_days = 250;

constexpr EnumNames<ReminderAudience, 2> audiences{
    "audience of a reminder",
    {{{ReminderAudience::unit, "unit"}, {ReminderAudience::parent, "parent"}}}};

constexpr EnumNames<ReminderTerm, 2> terms{
    "term of a reminder",
    {{{ReminderTerm::paper, "paper"}, {ReminderTerm::answer, "answer"}}}};

constexpr std::array<std::string_view, 5> bases = {"working_days_before",
                                                   "days_before",
                                                   "last_day",
                                                   "working_days_after",
                                                   "days_after"};
constexpr std::array<std::string_view, 12> known = {"id",
                                                    "working_days_before",
                                                    "days_before",
                                                    "last_day",
                                                    "working_days_after",
                                                    "days_after",
                                                    "every",
                                                    "most",
                                                    "to",
                                                    "hour",
                                                    "papers",
                                                    "of"};

Error wrong_at(const toml::node& node, std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
        fmt::format("line {}", node.source().begin.line));
}

Error unfit(const toml::table& table, std::string_view key, std::string_view expected) {
    const auto* node = table.get(key);
    return wrong_at(node == nullptr ? static_cast<const toml::node&>(table) : *node,
                    fmt::format("{} is not {}", key, expected),
                    fmt::format("state {} as {}", key, expected));
}

/// `otherwise` where the key is absent.
Result<int> number_of(const toml::table& table,
                      std::string_view key,
                      std::int64_t most,
                      int otherwise) {
    if (!table.contains(key)) {
        return otherwise;
    }
    const auto* value = table.get_as<std::int64_t>(key);
    if (value == nullptr || value->get() < 1 || value->get() > most) {
        return unfit(table, key, fmt::format("a whole number from 1 to {}", most));
    }
    return static_cast<int>(value->get());
}

Result<std::string> id_of(const toml::table& table) {
    const auto* value = table.get_as<std::string>("id");
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (value == nullptr || value->get().empty() || value->get().size() > 40 ||
        !std::ranges::all_of(value->get(), good)) {
        return unfit(table, "id", "a name of 1 to 40 of a-z, 0-9 and '-'");
    }
    return value->get();
}

/// Which one of the five ways to count stands there.
Result<void> read_base(const toml::table& table, ReminderRule& rule) {
    std::vector<std::string_view> stated;
    std::ranges::copy_if(bases, std::back_inserter(stated), [&](std::string_view key) {
        return table.contains(key);
    });
    if (stated.size() != 1) {
        return wrong_at(table,
                        stated.empty() ? "the rule does not say when" : "the rule says when twice",
                        fmt::format("state one of: {}", fmt::join(bases, ", ")));
    }
    const auto key = stated.front();
    if (key == "last_day") {
        const auto* value = table.get_as<bool>(key);
        return value != nullptr && value->get() ? Result<void>() : unfit(table, key, "true");
    }
    auto days = number_of(table, key, longest_days, 0);
    if (!days) {
        return std::move(days).error();
    }
    rule.days = *days;
    rule.working = key.starts_with("working_");
    rule.base = key.ends_with("_before") ? ReminderBase::before : ReminderBase::after;
    return {};
}

Result<void> read_repeats(const toml::table& table, ReminderRule& rule) {
    if (rule.base != ReminderBase::after && (table.contains("every") || table.contains("most"))) {
        return wrong_at(*table.get(table.contains("every") ? "every" : "most"),
                        "only a rule after the due day repeats itself",
                        "leave every and most out, or write another rule");
    }
    if (table.contains("every") != table.contains("most")) {
        return wrong_at(table,
                        "every and most stand together or not at all",
                        "state how often at most, so that no paper is reminded of for ever");
    }
    auto every = number_of(table, "every", longest_days, 0);
    if (!every) {
        return std::move(every).error();
    }
    auto most = number_of(table, "most", 100, 1);
    if (!most) {
        return std::move(most).error();
    }
    rule.every = *every;
    rule.most = *most;
    return {};
}

Result<void> read_hour(const toml::table& table, ReminderRule& rule) {
    if (!table.contains("hour")) {
        return {};
    }
    const auto* time = table.get_as<toml::time>("hour");
    if (time == nullptr || time->get().second != 0 || time->get().nanosecond != 0) {
        return unfit(table, "hour", "a time of day like 08:00:00");
    }
    rule.hour = std::chrono::hours(time->get().hour) + std::chrono::minutes(time->get().minute);
    return {};
}

Result<void> read_papers(const toml::table& table, ReminderRule& rule) {
    if (!table.contains("papers")) {
        return {};
    }
    const auto* list = table.get_as<toml::array>("papers");
    if (list == nullptr || list->empty() || !list->is_homogeneous<std::string>()) {
        return unfit(table, "papers", "a list of kinds: [\"report\", \"unit_plan\"]");
    }
    for (const auto& node : *list) {
        auto type = parse_obligation_type(node.as_string()->get());
        if (!type) {
            return std::move(type).error().at(fmt::format("line {}", node.source().begin.line));
        }
        rule.papers.push_back(*type);
    }
    return {};
}

/// A word of a closed list; `into` stays as it is where the key is absent.
template <typename T>
Result<void> read_word(const toml::table& table,
                       std::string_view key,
                       Result<T> (*parse)(std::string_view),
                       T& into) {
    if (!table.contains(key)) {
        return {};
    }
    const auto* word = table.get_as<std::string>(key);
    auto value = parse(word == nullptr ? "" : word->get());
    if (!value) {
        return std::move(value).error().at(
            fmt::format("line {}", table.get(key)->source().begin.line));
    }
    into = *value;
    return {};
}
Result<void> read_audience(const toml::table& table, ReminderRule& rule) {
    return read_word(table, "to", parse_reminder_audience, rule.to);
}
Result<void> read_term(const toml::table& table, ReminderRule& rule) {
    return read_word(table, "of", parse_reminder_term, rule.term);
}

Result<ReminderRule> rule_of(const toml::table& table) {
    for (const auto& [key, value] : table) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            return wrong_at(value,
                            fmt::format("there is no field '{}'", key.str().substr(0, 40)),
                            fmt::format("use one of: {}", fmt::join(known, ", ")));
        }
    }
    ReminderRule rule;
    auto id = id_of(table);
    auto done = id ? read_base(table, rule) : Result<void>(std::move(id).error());
    for (const auto read : {read_repeats, read_hour, read_papers, read_audience, read_term}) {
        done = done ? read(table, rule) : std::move(done);
    }
    if (!done) {
        return std::move(done).error();
    }
    rule.id = *std::move(id);
    return rule;
}

Result<std::vector<ReminderRule>> rules_of(const toml::table& file) {
    const auto* list = file.get_as<toml::array>("reminder");
    if (list == nullptr || file.size() != 1 || list->empty() || list->size() > limit_rules ||
        !list->is_homogeneous<toml::table>()) {
        return Error{ErrorCode::malformed_input,
                     "the file holds no reminder, more than 100, or something else beside them",
                     "write [[reminder]] tables and nothing beside them"};
    }
    std::vector<ReminderRule> rules;
    std::set<std::string> ids;
    for (const auto& node : *list) {
        auto rule = rule_of(*node.as_table());
        if (!rule) {
            return std::move(rule).error();
        }
        if (!ids.insert(rule->id).second) {
            return wrong_at(node,
                            fmt::format("two rules have the id '{}'", rule->id),
                            "give each rule an id of its own");
        }
        rules.push_back(*std::move(rule));
    }
    return rules;
}

}  // namespace

std::string_view to_string(ReminderAudience audience) noexcept {
    return audiences.name(audience);
}

Result<ReminderAudience> parse_reminder_audience(std::string_view text) {
    return audiences.parse(text);
}

std::string_view to_string(ReminderTerm term) noexcept {
    return terms.name(term);
}

Result<ReminderTerm> parse_reminder_term(std::string_view text) {
    return terms.parse(text);
}

Result<std::vector<ReminderRule>> parse_reminder_rules(std::string_view toml,
                                                       std::string_view name) {
    if (toml.size() > limit_bytes || first_invalid_utf8(toml)) {
        return Error{ErrorCode::malformed_input,
                     toml.size() > limit_bytes ? "it is longer than 64 KiB" : "it is not UTF-8",
                     "give TOML with [[reminder]] tables"}
            .at(std::string(name));
    }
    try {
        auto rules = rules_of(toml::parse(toml));
        return rules ? std::move(rules) : std::move(rules).error().at(std::string(name));
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not TOML: {}", error.description()),
                     "correct the line"}
            .at(fmt::format("line {}", error.source().begin.line))
            .at(std::string(name));
    }
}

std::vector<ReminderRule> shipped_reminder_rules() {
    auto rules = parse_reminder_rules(shipped_reminders, "nhac-viec.toml");
    assert(rules);
    return rules ? *std::move(rules) : std::vector<ReminderRule>();
}

}  // namespace tiendo::ledger
