#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <string_view>

namespace tiendo {

/// `Date::parse` and `Instant::parse` with a short way for the forms that records carry by the
/// million ("2021-05-20" and "2021-05-20T09:00:00+07:00"); every other form takes the long way, so
/// both accept and refuse the same.
Result<Date> parse_date_text(std::string_view text);
Result<Instant> parse_instant_text(std::string_view text);

}  // namespace tiendo
