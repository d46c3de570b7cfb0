#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/working_calendar.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// A public holiday as the law states it.
struct LegalHoliday {
    std::string name;    ///< Vietnamese
    bool lunar = false;  ///< `month` and `day` are of the lunar calendar
    unsigned month = 1;
    unsigned day = 1;
    unsigned days = 1;    ///< days off in a year
    unsigned named = 1;   ///< of these, how many follow from `month` and `day` on; the others are
                          ///< decided each year and touch them
    bool made_up = true;  ///< a day in lieu is given where it falls on a weekly rest day
    Date from;            ///< first day in force
    std::optional<Date> to{};  ///< last day in force, included; absent: still in force
    std::string source;        ///< law and article
    bool operator==(const LegalHoliday&) const = default;
};

/// Reads `[[holiday]]` tables: `name`, `on` ("solar 04-30" or "lunar 03-10": month, then day),
/// `days`, `named`, `made_up`, `from`, perhaps `to`, `source`. At most 256 KiB and 1,000 tables.
/// @param name  of the file, for errors
/// @return malformed_input that names the line and the remedy
Result<std::vector<LegalHoliday>> parse_holiday_law(std::string_view toml, std::string_view name);

/// The table that comes with the library (also installed as
/// share/tiendo/calendar/luat-ngay-le.toml).
std::vector<LegalHoliday> shipped_holiday_law();

/// Where a table of days off and the law part.
struct CalendarFinding {
    std::string rule;  ///< "holiday-missing", "holiday-not-in-law", "days-of-year", "days-decided",
                       ///< "lieu-missing", "lieu-elsewhere", "lieu-not-due"
    Date day;          ///< the day that is meant; 1 January for a whole year
    std::string text;  ///< Vietnamese
    std::string source;  ///< of the law, or of the line that has none
    bool operator==(const CalendarFinding&) const = default;
};

/// Compares the announced days with the computed ones, year by year, estimated years too: each
/// holiday of the law stands on its day (Tết mùng 1 to 3 and 10/3 by the lunar calendar), the days
/// that are decided each year touch it and are as many as the law grants, nothing else is a
/// holiday, and days in lieu come on the next working day. Which days are decided, and swaps, are
/// decisions: no formula has them, and none is checked.
/// @return in order of date; empty where nothing differs. Years outside 1960..2100 are not compared
///         with lunar days.
std::vector<CalendarFinding> check_calendar(const WorkingCalendar& calendar,
                                            const std::vector<LegalHoliday>& law);

}  // namespace calendar
}  // namespace tiendo
