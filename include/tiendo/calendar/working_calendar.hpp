#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// What a day is for the civil service.
enum class DayKind : std::uint8_t {
    working = 0,           ///< ngày làm việc
    weekly_rest = 1,       ///< thứ Bảy, Chủ nhật
    holiday = 2,           ///< ngày lễ, Tết
    compensatory_off = 3,  ///< nghỉ bù: for a holiday that fell on a weekly rest day
    swapped_day_off = 4,   ///< nghỉ hoán đổi: off for a rest day that is worked
    swapped_workday = 5,   ///< làm bù: a rest day worked for a working day that is off
};
std::string_view to_string(DayKind kind) noexcept;
Result<DayKind> parse_day_kind(std::string_view text);

/// Whether a day is worked, with the reason.
struct DayStatus {
    bool off = false;
    std::string reason;  ///< Vietnamese: "Chủ nhật", "Tết Nguyên đán mùng 1"; empty on a usual day
    std::string source;  ///< law and article; empty on a usual day
    DayKind kind = DayKind::working;
    std::optional<Date> stands_for{};  ///< of a day in lieu or a swap: the other day
    bool operator==(const DayStatus&) const = default;
};

/// Which days offices are closed (lịch làm việc): Saturdays and Sundays, public holidays and days
/// off in lieu, less the rest days that are worked for them.
///
/// Knows only the years its table states; any other year is an error, never a guess, and so is a
/// year of which the table holds an estimate only.
/// Threads: a value; reading is safe from any thread.
class WorkingCalendar {
public:
    /// One line of the table.
    struct Entry {
        DayKind kind = DayKind::holiday;
        std::string name;    ///< Vietnamese
        std::string source;  ///< law and article, or the notice
        std::optional<Date>
            stands_for{};  ///< the other day of a swap; the holiday of a day in lieu
        bool operator==(const Entry&) const = default;
    };

    /// Knows no year at all.
    WorkingCalendar() = default;

    /// Reads the table: a line `#years,2020,2021` that names the complete years, perhaps a line
    /// `#estimated,2027` of years whose days are not announced yet, a heading
    /// `date,name,kind,source,for`, then one day a line. Kinds: holiday, compensatory_off,
    /// swapped_day_off, swapped_workday. `for` names the holiday of a day in lieu, and each day of
    /// a swap names the other. Fields hold no comma. At most 1 MiB and 10,000 lines.
    ///
    /// Refused: a day that stands twice or lies in a year that is not named; a day without source;
    /// a day in lieu of no holiday on a rest day; a swap whose other day is missing or names
    /// another day (a day of a year that the table does not have is believed); a rest day as day
    /// off of a swap, and a working day as its worked day.
    /// @param name  of the file, for errors
    /// @return malformed_input that names the line and the remedy
    static Result<WorkingCalendar> parse(std::string_view csv, std::string_view name);

    /// This calendar with the years of `other` in the place of its own: how an announced year comes
    /// to the shipped ones.
    /// @return conflict where a swap across New Year does not fit together afterwards
    [[nodiscard]] Result<WorkingCalendar> with(const WorkingCalendar& other) const;

    [[nodiscard]] bool covers(int year) const { return years_.contains(year); }
    [[nodiscard]] const std::set<int>& years() const { return years_; }
    /// Years with an estimate only: not covered.
    [[nodiscard]] const std::set<int>& estimated_years() const { return estimated_; }
    /// All lines, those of estimated years among them.
    [[nodiscard]] const std::map<Date, Entry>& entries() const { return entries_; }

    /// @return not_found where the table lacks the day's year
    [[nodiscard]] Result<DayStatus> status_of(Date day) const;
    /// @return as `status_of`
    [[nodiscard]] Result<bool> is_day_off(Date day) const;

    bool operator==(const WorkingCalendar&) const = default;

private:
    std::set<int> years_;
    std::set<int> estimated_;
    std::map<Date, Entry> entries_;
};

/// The table that comes with the library (also installed as share/tiendo/calendar/ngay-nghi.csv).
WorkingCalendar shipped_calendar();

/// Saturday and Sunday, on which the civil service rests.
bool is_weekly_rest(Date day) noexcept;

/// "Thứ Hai" … "Chủ nhật"
std::string_view vietnamese_weekday(Date day) noexcept;

}  // namespace calendar
}  // namespace tiendo
