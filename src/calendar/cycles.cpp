#include "tiendo/calendar/cycles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::calendar {

namespace {

/// The versions of one rule, in order of validity.
std::vector<const Rule*> versions_of(const RuleBook& book, std::string_view id) {
    std::vector<const Rule*> versions;
    for (const auto& rule : book.all()) {
        if (rule.id == id) {
            versions.push_back(&rule);
        }
    }
    return versions;
}

Result<Period> period_of(const std::vector<const Rule*>& versions) {
    const auto period = versions.front()->every;
    if (!period) {
        return Error{ErrorCode::malformed_input,
                     "an event starts the rule, so there are no periods of it",
                     "evaluate it for each event"};
    }
    for (const auto* version : versions) {
        if (version->every != period) {
            return Error{ErrorCode::conflict,
                         "its versions are for periods of different length",
                         "give the newer one another id"};
        }
    }
    return *period;
}

}  // namespace

Result<std::vector<RuleCycle>> cycles_between(const RuleBook& book,
                                              std::string_view rule_id,
                                              Date first,
                                              Date last,
                                              const std::vector<Choice>& choices,
                                              const OfficeClock& clock) {
    const auto versions = versions_of(book, rule_id);
    if (versions.empty()) {
        return book.find(rule_id, first).error();
    }
    if (last < first || last.days() - first.days() > std::chrono::days{366 * 50}) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} to {} is no span of time", first.iso(), last.iso()),
                     "give the first day, then the last, at most 50 years apart"};
    }
    auto period = period_of(versions);
    if (!period) {
        return std::move(period).error().at(fmt::format("rule '{}'", rule_id));
    }
    std::vector<RuleCycle> cycles;
    for (int year = first.year(); year <= last.year(); ++year) {
        for (int number = 1; const auto of = make_cycle_period(*period, year, number); ++number) {
            const auto end = of->last_day();
            const auto version = std::ranges::find_if(
                versions, [&](const Rule* rule) { return rule->in_force_on(end); });
            const bool wanted = first <= end && end <= last && version != versions.end() &&
                                (!(*version)->only || *(*version)->only == number);
            if (!wanted) {
                continue;
            }
            auto evaluation = evaluate(**version, {.cycle = *of, .choices = choices}, clock);
            if (!evaluation) {
                return std::move(evaluation).error().at(of->id());
            }
            cycles.push_back(
                {fmt::format("{}/{}", rule_id, of->id()), *of, **version, std::move(*evaluation)});
        }
    }
    return cycles;
}

}  // namespace tiendo::calendar
