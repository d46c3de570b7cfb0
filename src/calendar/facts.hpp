#pragma once

#include "tiendo/calendar/evaluate.hpp"

namespace tiendo::calendar {

/// Whether the facts are what the rule wants.
/// @return malformed_input that names the fact and the remedy
Result<void> check_facts(const Rule& rule, const Facts& facts);

/// The day that `stated` means in a period.
/// @return malformed_input where the month has no such day
Result<Date> day_in(const StatedDay& stated, const CyclePeriod& period);

}  // namespace tiendo::calendar
