#pragma once

#include "tiendo/calendar/office_hours.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/calendar/working_calendar.hpp"

namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// What due instants are reckoned by. All of it is borrowed for the call.
struct Reckoning {
    const calendar::WorkingCalendar& calendar;  ///< of days off
    const calendar::OfficeHours& hours;         ///< for rules that count working days or hours
    const calendar::RuleBook& rules;            ///< for the rules that people ordered
};

}  // namespace ledger
}  // namespace tiendo
