#pragma once

#include "tiendo/calendar/working_calendar.hpp"

#include <optional>

namespace tiendo::calendar {

/// Why a line does not fit the others of its table: a day in lieu of no holiday on a rest day, a
/// swap whose other day is missing or names another day. Days of years that the table does not
/// have are believed.
std::optional<Error> unfit(Date day,
                           const WorkingCalendar::Entry& entry,
                           const WorkingCalendar& calendar);

}  // namespace tiendo::calendar
