#pragma once

#include "answers.hpp"

#include "tiendo/calendar/evaluate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tiendo::calendar {

/// Suspensions that overlap or touch, as one.
struct Standstill {
    std::string name;  ///< of their causes, Vietnamese
    std::string source;
    Instant from;
    std::optional<Instant> to;  ///< absent: not over yet
    bool restarts = false;      ///< as soon as one of them does
};

/// The suspensions in order of time, whatever the order they are given in; those whose end the rule
/// does not state and nobody answers are asked about and left out.
std::vector<Standstill> standstills(const Rule& rule, const Facts& facts, Answers& answers);

}  // namespace tiendo::calendar
