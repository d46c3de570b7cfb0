#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The date forms of neighbouring systems, turned into those of the records. All answer nothing for
/// a text that has another form or names no real day.
namespace tiendo::adapter_support {

/// "20210105090000" (Vietnamese local time) → "2021-01-05T09:00:00+07:00"
std::optional<std::string> instant_of_compact(std::string_view text);
/// "210105" → "2021-01-05"
std::optional<std::string> day_of_short(std::string_view text);
/// "05/01/2021" → "2021-01-05"
std::optional<std::string> day_of_vietnamese(std::string_view text);
/// The day in Vietnam of "2020-12-01T07:41:00+07:00" or "…Z"; the offset is wanted.
std::optional<std::string> vietnamese_day_of(std::string_view instant);
/// Unix seconds of an ISO 8601 instant with offset.
std::optional<long long> unix_seconds_of(std::string_view instant);
/// "2020-12-01T00:41:00Z"
std::string utc_of(long long unix_seconds);

}  // namespace tiendo::adapter_support
