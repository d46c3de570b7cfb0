#include "standstills.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tiendo::calendar {

namespace {

void join(Standstill& before, const Standstill& next) {
    before.restarts = before.restarts || next.restarts;
    before.to = before.to && next.to ? std::optional(std::max(*before.to, *next.to)) : std::nullopt;
    if (before.name.find(next.name) == std::string::npos) {
        before.name += ", " + next.name;
    }
    if (before.source.find(next.source) == std::string::npos) {
        before.source += "; " + next.source;
    }
}

}  // namespace

std::vector<Standstill> standstills(const Rule& rule, const Facts& facts, Answers& answers) {
    auto sorted = facts.suspensions;
    std::ranges::sort(sorted, {}, [](const Suspension& each) {
        return std::tuple(each.from, !each.to, each.to, each.cause);
    });
    std::vector<Standstill> stops;
    for (const auto& each : sorted) {
        const auto& of = *std::ranges::find(rule.suspensions, each.cause, &SuspensionRule::cause);
        const auto after = answers.known(of);
        if (!after) {
            continue;
        }
        Standstill stop{of.name,
                        after->source.empty() ? rule.source() : after->source,
                        std::max(each.from, *facts.start),
                        each.to,
                        *after->value == AfterSuspension::restart};
        if (stops.empty() || (stops.back().to && *stops.back().to < stop.from)) {
            stops.push_back(std::move(stop));
        } else {
            join(stops.back(), stop);
        }
    }
    return stops;
}

}  // namespace tiendo::calendar
