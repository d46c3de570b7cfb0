// TOML → rules, strictly: whatever is not known is refused, so that a misspelt key is not lost.
#include "rule_fields.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <tuple>
#include <utility>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 20U;
constexpr std::size_t limit_rules = 2'000;

/// `unit`, `counts_from` of a term; "unknown" is what a text does not state.
template <typename T>
Stated<T> stated(Fields& fields, std::string_view key, Result<T> (*parse)(std::string_view)) {
    Stated<T> value;
    const auto word = fields.text(key);
    if (!word.empty() && word != "unknown") {
        value.value = fields.taken(key, parse(word));
    }
    value.source = fields.text(fmt::format("{}_source", key));
    return value;
}

Term term_of(Fields& fields) {
    Term term;
    if (fields.text("count", Fields::Other::passed_over) != "given") {
        term.count = fields.number("count", -10'000, 10'000);
        if (!fields.has("count")) {
            fields.fail("count", "a number, or \"given\" where a procedure has its own");
        }
    }
    if (!fields.has("unit")) {
        fields.fail("unit", "a unit, or \"unknown\" where the text states none");
    }
    term.unit = stated<CountUnit>(fields, "unit", parse_count_unit);
    if (term.unit.value && is_of_the_clock(*term.unit.value)) {
        if (fields.has("counts_from")) {
            fields.fail("counts_from", "nothing: hours and minutes count from the instant");
        }
    } else {
        if (!fields.has("counts_from")) {
            fields.fail("counts_from", "\"next-day\", \"same-day\" or \"unknown\"");
        }
        term.counts_from = stated<CountsFrom>(fields, "counts_from", parse_counts_from);
    }
    return term;
}

StatedDay day_of(Fields& fields, bool of_a_cycle) {
    StatedDay day;
    day.day = static_cast<unsigned>(fields.number("day", 1, 31).value_or(1));
    if (const auto month = fields.number("month", 1, 12)) {
        day.month = static_cast<unsigned>(*month);
        if (fields.has("months_after")) {
            fields.fail("months_after", "nothing beside month");
        }
        if (!Date::make(2020, *day.month, day.day)) {
            fields.fail("day", "a day that the month has");
        }
    }
    day.months_after = fields.number("months_after", -12, 12).value_or(0);
    const auto wording = fields.text("wording");
    if (wording != "before" && wording != "by") {
        fields.fail("wording", "\"before\" (trước ngày) or \"by\" (chậm nhất ngày)");
    }
    day.exclusive = wording == "before";
    if (!of_a_cycle) {
        fields.fail("day", "a cycle: state every = \"year\"");
    }
    return day;
}

DueSpec due_of(Fields& fields, bool of_a_cycle) {
    DueSpec due;
    const auto after = fields.text("after");
    if (fields.has("day")) {
        due.anchor = DueAnchor::day;
        due.day = day_of(fields, of_a_cycle);
    } else if (after == "start" || after == "window-end" || after == "period-end") {
        due.anchor = after == "start"        ? DueAnchor::start
                     : after == "window-end" ? DueAnchor::window_end
                                             : DueAnchor::period_end;
        due.term = term_of(fields);
        if (of_a_cycle && !due.term.count) {
            fields.fail("count", "a number: a cycle belongs to no procedure");
        }
        if (of_a_cycle == (due.anchor == DueAnchor::start)) {
            fields.fail("after",
                        of_a_cycle ? "\"window-end\" or \"period-end\": a cycle has no start"
                                   : "\"start\": no cycle is stated, so there is no window");
        }
    } else {
        fields.fail("after", "\"start\", \"window-end\" or \"period-end\"; or state a day");
    }
    fields.refuse_unknown({"after",
                           "count",
                           "unit",
                           "unit_source",
                           "counts_from",
                           "counts_from_source",
                           "day",
                           "month",
                           "months_after",
                           "wording"});
    return due;
}

WindowSpec window_of(Fields& fields) {
    WindowSpec window;
    window.day = static_cast<unsigned>(fields.number("day", 1, 28).value_or(1));
    window.months_before = fields.number("months_before", 0, 12).value_or(0);
    window.minute_of_day = fields.hour("hour").value_or(0);
    window.length_months = fields.number("length_months", 1, 36);
    window.accumulates = fields.flag("accumulates");
    window.source = fields.text("source");
    if (window.accumulates && window.length_months) {
        fields.fail("length_months", "nothing beside accumulates");
    }
    fields.refuse_unknown(
        {"day", "months_before", "hour", "length_months", "accumulates", "source"});
    return window;
}

Cutoff cutoff_of(Fields& fields) {
    Cutoff cutoff;
    const auto hour = fields.hour("hour");
    if (!hour) {
        fields.fail("hour", "an hour: hour = 15:00:00");
    }
    cutoff.minute_of_day = hour.value_or(0);
    const auto effect = fields.text("effect");
    if (effect != "hand-over" && effect != "next-working-day") {
        fields.fail(
            "effect",
            "\"hand-over\" (nothing moves) or \"next-working-day\" (the clock starts then)");
    }
    cutoff.moves_clock = effect == "next-working-day";
    cutoff.source = fields.text("source");
    fields.refuse_unknown({"hour", "effect", "source"});
    return cutoff;
}

SuspensionRule suspension_of(Fields& fields) {
    SuspensionRule rule;
    rule.cause = fields.required("cause");
    rule.name = fields.required("name");
    if (!fields.has("after")) {
        fields.fail("after", "\"restart\", \"resume\" or \"unknown\"");
    }
    rule.after = stated<AfterSuspension>(fields, "after", parse_after_suspension);
    fields.refuse_unknown({"cause", "name", "after", "after_source"});
    return rule;
}

std::optional<Term> tail_of(Fields& fields, std::string_view key, std::string& source) {
    std::optional<Term> term;
    fields.table(key, [&](Fields& inner) {
        term = term_of(inner);
        if (term->count.value_or(-1) < 0) {
            inner.fail("count", "a number that is not negative");
        }
        source = inner.text("source");
        inner.refuse_unknown(
            {"count", "unit", "unit_source", "counts_from", "counts_from_source", "source"});
    });
    return term;
}

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 60 && std::ranges::all_of(id, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '-';
    });
}

void read_cycle(Fields& fields, Rule& rule) {
    if (const auto every = fields.text("every"); !every.empty()) {
        rule.every = fields.taken("every", parse_period(every));
        if (rule.every == Period::week || rule.every == Period::day) {
            fields.fail("every", "month, quarter, half_year, nine_months or year");
        }
    }
    rule.only = fields.number("only", 1, 12);
    if (rule.only && (!rule.every || !make_cycle_period(*rule.every, 2020, *rule.only))) {
        fields.fail("only", "the number of a period of the cycle");
    }
    fields.table("window", [&](Fields& inner) { rule.window = window_of(inner); });
    if (rule.window && !rule.every) {
        fields.fail("window", "a cycle: state every = \"month\"");
    }
    if (!rule.every && rule.starts.empty()) {
        fields.fail("starts", "what starts the clock, or every = \"month\" for a cycle");
    }
    if (rule.every && !rule.starts.empty()) {
        fields.fail("starts", "nothing: a cycle is started by no event");
    }
}

void read_due(Fields& fields, Rule& rule) {
    if (fields.text("due", Fields::Other::passed_over) == "unknown") {
        rule.due.anchor = DueAnchor::not_stated;
    } else if (!fields.table("due", [&](Fields& inner) {
                   rule.due = due_of(inner, rule.every.has_value());
               })) {
        fields.fail("due", "a table, or \"unknown\" where the law leaves it to another text");
    }
    if (rule.due.anchor == DueAnchor::window_end && !rule.window) {
        fields.fail("due", "a window: the rule has none whose end it could count from");
    }
    if (const auto move = fields.text("day_off"); !move.empty()) {
        rule.day_off = fields.taken("day_off", parse_day_off_move(move));
        rule.day_off_source = fields.required("day_off_source");
    }
    fields.table("cutoff", [&](Fields& inner) { rule.cutoff = cutoff_of(inner); });
    const auto unit = rule.due.term.unit.value;
    if (rule.cutoff && rule.cutoff->moves_clock &&
        (unit == CountUnit::hour || unit == CountUnit::minute)) {
        fields.fail("cutoff", "effect = \"hand-over\": hours of the clock run at night, too");
    }
    if (rule.cutoff && rule.every) {
        fields.fail("cutoff", "nothing: a cycle is started by no event");
    }
}

Rule rule_of(Fields& fields) {
    Rule rule;
    rule.id = fields.required("id");
    if (!is_id(rule.id)) {
        fields.fail("id", "1 to 60 of a-z, 0-9 and '-'");
    }
    rule.name = fields.required("name");
    rule.law = fields.required("law");
    rule.article = fields.required("article");
    rule.valid_from = fields.day("valid_from");
    rule.valid_to = fields.day("valid_to");
    if (rule.valid_from && rule.valid_to && *rule.valid_to < *rule.valid_from) {
        fields.fail("valid_to", "a day that is not before valid_from");
    }
    rule.starts = fields.text("starts");
    read_cycle(fields, rule);
    read_due(fields, rule);
    rule.opens_days_before = fields.number("opens_days_before", 0, 400);
    fields.tables("suspension",
                  [&](Fields& inner) { rule.suspensions.push_back(suspension_of(inner)); });
    if (!rule.suspensions.empty() && rule.due.anchor != DueAnchor::start) {
        fields.fail("suspension", "a due instant that counts from the start");
    }
    rule.grace = tail_of(fields, "grace", rule.grace_source);
    rule.lock = tail_of(fields, "lock", rule.lock_source);
    rule.doubt = fields.text("doubt");
    fields.refuse_unknown({"id",
                           "name",
                           "law",
                           "article",
                           "starts",
                           "valid_from",
                           "valid_to",
                           "every",
                           "window",
                           "due",
                           "day_off",
                           "day_off_source",
                           "cutoff",
                           "suspension",
                           "grace",
                           "lock",
                           "doubt",
                           "opens_days_before",
                           "only"});
    return rule;
}

Result<void> versions_fit(const std::vector<Rule>& rules) {
    for (std::size_t at = 1; at < rules.size(); ++at) {
        const auto& before = rules[at - 1];
        const auto& after = rules[at];
        if (before.id != after.id) {
            continue;
        }
        const auto wrong = [&](std::string message, std::string remedy) {
            return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
                fmt::format("rule '{}'", after.id));
        };
        if (!before.valid_to || !after.valid_from || *after.valid_from <= *before.valid_to) {
            return wrong("two versions are in force on the same day",
                         "end the older one with valid_to on the day before the newer one begins");
        }
        if (before.valid_to->plus(std::chrono::days{1}) != *after.valid_from) {
            return wrong(fmt::format("no version is in force from {} to {}",
                                     before.valid_to->plus(std::chrono::days{1}).iso(),
                                     after.valid_from->plus(std::chrono::days{-1}).iso()),
                         "let the newer one begin on the day after the older one ends, or give it "
                         "another id");
        }
    }
    return {};
}

Result<std::vector<Rule>> parse(std::string_view text) {
    if (text.size() > limit_bytes) {
        return Error{ErrorCode::malformed_input, "the file is longer than 1 MiB", "split it"};
    }
    if (first_invalid_utf8(text)) {
        return Error{ErrorCode::malformed_input, "the file is not UTF-8", "save it as UTF-8"};
    }
    toml::table file;
    try {
        file = toml::parse(text);
    } catch (const toml::parse_error& fault) {
        return Error{
            ErrorCode::malformed_input, std::string(fault.description()), "correct the file"}
            .at(fmt::format("line {}", fault.source().begin.line));
    }
    std::vector<Rule> rules;
    std::optional<Error> error;
    Fields top(file, error, "the file");
    top.tables("rule", [&](Fields& fields) { rules.push_back(rule_of(fields)); });
    top.refuse_unknown({"rule"});
    if (!error && rules.empty()) {
        error = Error{ErrorCode::malformed_input, "the file has no rule", "add a [[rule]] table"};
    }
    if (error) {
        return *std::move(error);
    }
    return rules;
}

}  // namespace

Result<void> RuleBook::add(std::string_view toml, std::string_view name) {
    auto rules = parse(toml);
    if (!rules) {
        return std::move(rules).error().at(std::string(name));
    }
    auto all = rules_;
    all.insert(all.end(), rules->begin(), rules->end());
    if (all.size() > limit_rules) {
        return Error{ErrorCode::malformed_input, "more than 2,000 rules", "load fewer files"}.at(
            std::string(name));
    }
    std::ranges::stable_sort(all, {}, [](const Rule& rule) {
        return std::tuple(std::string_view(rule.id), rule.valid_from);
    });
    if (auto fit = versions_fit(all); !fit) {
        return std::move(fit).error().at(std::string(name));
    }
    rules_ = std::move(all);
    return {};
}

}  // namespace tiendo::calendar
