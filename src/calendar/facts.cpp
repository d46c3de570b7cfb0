#include "facts.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace tiendo::calendar {

namespace {

constexpr std::size_t limit_facts = 1'000;

Error wrong(std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

bool in_range(Instant at) {
    const int year = at.date().year();
    return year >= 1976 && year <= 2100;
}

Result<void> check_kind(const Rule& rule, const Facts& facts) {
    if (rule.every && (!facts.cycle || facts.start)) {
        return wrong("the rule is of a cycle and wants a period, not a start",
                     fmt::format("say which {} of which year", to_string(*rule.every)));
    }
    if (!rule.every && (!facts.start || facts.cycle)) {
        return wrong(fmt::format("the rule wants the instant of: {}", rule.starts),
                     "say when that was, and no period");
    }
    if (facts.cycle) {
        auto period =
            make_cycle_period(facts.cycle->period, facts.cycle->year, facts.cycle->number);
        if (!period) {
            return std::move(period).error();
        }
        if (rule.only && facts.cycle->number != *rule.only) {
            return wrong(fmt::format("the rule is for period {} of a year only", *rule.only),
                         "name that period");
        }
        if (facts.cycle->period != *rule.every) {
            return wrong(fmt::format("the rule is for each {}, not for a {}",
                                     to_string(*rule.every),
                                     to_string(facts.cycle->period)),
                         "name a period of the rule");
        }
    }
    const bool counted =
        rule.due.anchor != DueAnchor::day && rule.due.anchor != DueAnchor::not_stated;
    if (counted && !rule.due.term.count && !facts.count) {
        return wrong("the rule leaves the length of the term to the procedure",
                     "give the number of days or hours of that procedure");
    }
    if (facts.count &&
        (!counted || rule.due.term.count || *facts.count < 1 || *facts.count > 10'000)) {
        return wrong("a count is given that the rule does not want, or that is not 1 to 10,000",
                     "what a rule states is not given");
    }
    if (facts.start && !in_range(*facts.start)) {
        return wrong(fmt::format("the clock cannot start at {}", facts.start->iso()),
                     "use the years 1976 to 2100");
    }
    return {};
}

Result<void> check_suspension(const Rule& rule, const Facts& facts, const Suspension& each) {
    if (std::ranges::find(rule.suspensions, each.cause, &SuspensionRule::cause) ==
        rule.suspensions.end()) {
        std::string causes;
        for (const auto& known : rule.suspensions) {
            causes += (causes.empty() ? "" : ", ") + known.cause;
        }
        return wrong(fmt::format("the rule knows no suspension by '{}'", each.cause.substr(0, 60)),
                     causes.empty() ? std::string("the rule knows none at all: leave it out")
                                    : fmt::format("use one of: {}", causes));
    }
    if (!in_range(each.from) || (each.to && (!in_range(*each.to) || *each.to <= each.from))) {
        return wrong(fmt::format("the suspension from {} ends before it begins", each.from.iso()),
                     "give its beginning, then its end");
    }
    if (each.to && facts.start && *each.to <= *facts.start) {
        return wrong(
            fmt::format("the suspension from {} ends before the clock starts", each.from.iso()),
            "leave it out, or correct the start");
    }
    return {};
}

}  // namespace

Result<void> check_facts(const Rule& rule, const Facts& facts) {
    if (auto good = check_kind(rule, facts); !good) {
        return good;
    }
    if (facts.suspensions.size() > limit_facts || facts.choices.size() > limit_facts ||
        facts.reopenings.size() > limit_facts) {
        return wrong("more than 1,000 suspensions, choices or reopenings", "look at the source");
    }
    for (const auto& each : facts.suspensions) {
        if (auto good = check_suspension(rule, facts, each); !good) {
            return good;
        }
    }
    for (const auto& each : facts.choices) {
        if (trim(each.chosen_by).empty() || trim(each.reason).empty()) {
            return wrong(fmt::format("nobody answers for the choice of '{}'", each.question),
                         "say who chose it and why");
        }
    }
    if (!facts.reopenings.empty() && !rule.lock) {
        return wrong("the rule has no lock that could be lifted", "leave the reopening out");
    }
    for (const auto& each : facts.reopenings) {
        if (trim(each.by).empty() || trim(each.reason).empty()) {
            return wrong("nobody answers for the reopening", "say who lifted the lock and why");
        }
    }
    return {};
}

Result<Date> day_in(const StatedDay& stated, const CyclePeriod& period) {
    const auto last = period.last_day();
    const auto month =
        stated.month ? std::int64_t{12} * period.year + *stated.month - 1
                     : std::int64_t{12} * last.year() + last.month() - 1 + stated.months_after;
    auto day =
        Date::make(static_cast<int>(month / 12), static_cast<unsigned>(month % 12) + 1, stated.day);
    if (!day) {
        return std::move(day).error().at(period.id());
    }
    return day;
}

}  // namespace tiendo::calendar
