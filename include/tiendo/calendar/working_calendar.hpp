#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// Whether a day is worked, with the reason.
struct DayStatus {
    bool off = false;
    std::string reason;  ///< Vietnamese: "Chủ nhật", "Tết Nguyên đán mùng 1"; empty on a usual day
    std::string source;  ///< law and article, or empty for Saturdays and Sundays
    bool operator==(const DayStatus&) const = default;
};

/// Which days offices are closed (lịch làm việc): Saturdays and Sundays, public holidays and days
/// off in lieu, less the Saturdays that were worked for them.
///
/// Knows only the years its table states; any other year is an error, never a guess.
/// Threads: a value; reading is safe from any thread.
class WorkingCalendar {
public:
    /// Knows no year at all.
    WorkingCalendar() = default;

    /// Reads the table: a line `#years,2020,2021` that names the complete years, a heading
    /// `date,name,kind,source`, then one day a line. Kinds: holiday, compensatory_off,
    /// swapped_workday. Fields hold no comma. At most 1 MiB and 10,000 lines.
    /// @param name  of the file, for errors
    /// @return malformed_input that names the line and the remedy
    static Result<WorkingCalendar> parse(std::string_view csv, std::string_view name);

    [[nodiscard]] bool covers(int year) const { return years_.contains(year); }

    /// @return not_found where the table lacks the day's year
    [[nodiscard]] Result<DayStatus> status_of(Date day) const;
    /// @return as `status_of`
    [[nodiscard]] Result<bool> is_day_off(Date day) const;

    bool operator==(const WorkingCalendar&) const = default;

private:
    struct Entry {
        bool off = true;
        std::string name;
        std::string source;
        bool operator==(const Entry&) const = default;
    };
    Result<void> add_line(std::string_view line);

    std::set<int> years_;
    std::map<Date, Entry> entries_;
};

/// The table that comes with the library (also installed as share/tiendo/calendar/ngay-nghi.csv).
WorkingCalendar shipped_calendar();

/// "Thứ Hai" … "Chủ nhật"
std::string_view vietnamese_weekday(Date day) noexcept;

}  // namespace calendar
}  // namespace tiendo
