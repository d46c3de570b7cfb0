#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <optional>
#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// A rule that a text states about days off.
struct DayOffRule {
    DayOffMove move = DayOffMove::next_working_day;
    std::string source{};  ///< law and article, or the sentence of the plan
};

/// What stands around a deadline.
struct DueRules {
    NodeId node{};           ///< where the sentence stands
    std::string sentence{};  ///< the plan's own words
    /// Absent: the text has no rule, so a day off moves nothing.
    std::optional<DayOffRule> day_off{};
};

/// The instant from which the paper is late (hạn), and the steps that led to it.
///
/// "Trước ngày 15/5" (exclusive) ends where 15 May begins, "chậm nhất ngày 15/5" where 16 May
/// begins, at +07:00. A text that names no day gives no instant and a step that says so. A day off
/// moves the instant only where `rules.day_off` says so.
/// The steps can be done again by `replay`.
/// @param year      1976..2100; a deadline with a day of another year is a conflict
/// @param calendar  borrowed for the call. Needed for holidays only; Sundays are known without it
/// @return malformed_input for a day that does not exist (31 February); not_found where a rule has
///         to move the instant and the calendar lacks the year
/// Threads: pure. Source: each step carries its own.
Result<Due> due_of(const Deadline& deadline,
                   int year,
                   const DueRules& rules,
                   const WorkingCalendar& calendar);

/// The last day on which the paper is still on time; nothing where there is no instant.
std::optional<Date> last_day_on_time(const Due& due);

}  // namespace calendar
}  // namespace tiendo
