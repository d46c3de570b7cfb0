#pragma once

#include "steps.hpp"

#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tiendo::calendar {

/// "10 giờ 00 phút ngày 20/5/2021"; "ngày 20/5/2021" where that day begins.
std::string vietnamese(Instant at);
/// "hết ngày 14/5/2021" where a day ends, else as `vietnamese`.
std::string vietnamese_end(Instant end);

/// The words of a step (Vietnamese).
/// @param before,after the instants around it
/// @param subject what it is about, where the step names something: what starts the clock, the
///        cause of a suspension
std::string text_of(const Instruction& step,
                    std::optional<Instant> before,
                    std::optional<Instant> after,
                    std::string_view subject,
                    const OfficeClock& clock);

std::string exclusive_text(Date day);
std::string inclusive_text(Date day);
std::string at_hour_text(Instant at);
/// @param reason why `last` is a day off
std::string moved_text(Date last, std::string_view reason, Date to);
std::string not_moved_text(Date last, std::string_view reason);

}  // namespace tiendo::calendar
