#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// Where a due instant goes when the last day on time is a day off.
enum class DayOffMove : std::uint8_t { next_working_day, previous_working_day };

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
/// @param year      1976..2100; a deadline with a day of another year is a conflict
/// @param calendar  borrowed for the call. Needed for holidays only; Sundays are known without it
/// @return malformed_input for a day that does not exist (31 February); not_found where a rule has
///         to move the instant and the calendar lacks the year
/// Threads: pure. Source: each step carries its own.
Result<Due> due_of(const Deadline& deadline,
                   int year,
                   const DueRules& rules,
                   const WorkingCalendar& calendar);

/// Does the steps again: each rule is applied to the instant before it and must give the instant
/// that the step carries.
/// @return the due instant (nothing where no day is stated); conflict where a step does not follow
///         from the one before
Result<std::optional<Instant>> replay(const std::vector<DueStep>& steps,
                                      const WorkingCalendar& calendar);

/// The last day on which the paper is still on time; nothing where there is no instant.
std::optional<Date> last_day_on_time(const Due& due);

}  // namespace calendar
}  // namespace tiendo
