#pragma once

#include "steps.hpp"

#include "tiendo/calendar/office_clock.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/model/obligation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tiendo::calendar {

/// A step with what its words need.
struct Step {
    Instruction what;
    std::string source;     ///< who says so
    std::string subject{};  ///< what it is about, Vietnamese; empty where it names nothing
};
/// A rule applied to facts, before it is done.
using Program = std::vector<Step>;

/// The step of a term; `from` does not matter for hours and minutes.
Instruction step_of(int count, CountUnit unit, CountsFrom from);
/// The step of a term with its source: its own where it has one, else `otherwise`.
/// @pre count, unit and first day are known
Step counted(const Term& term, const std::string& otherwise);
/// The step about a last day on time that is a day off; nothing where it is none, or where the
/// instant is not the end of a day.
/// @return not_found where the rule moves it and the calendar lacks the day
Result<std::optional<Step>> day_off_step(const Rule& rule,
                                         const Program& program,
                                         const OfficeClock& clock);

/// The instant to which the program leads.
Result<std::optional<Instant>> outcome(const Program& program, const OfficeClock& clock);
/// The same with each step in words.
Result<Due> told(const Program& program, const OfficeClock& clock);

}  // namespace tiendo::calendar
