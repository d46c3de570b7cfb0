#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/unit.hpp"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// A stretch of a day in which an office is open: from `open` up to, not with, `close`.
struct OpenHours {
    std::chrono::minutes open{};   ///< after midnight at +07:00, 0 up to 24 hours
    std::chrono::minutes close{};  ///< after `open`, at most 24 hours
    bool operator==(const OpenHours&) const = default;
};

/// What an office does on one weekday.
struct OfficeDay {
    std::vector<OpenHours> hours;  ///< in order, apart from one another; empty: closed
    /// Whether the day counts where a text counts working days (ngày làm việc). Stated, because no
    /// text says it of a Saturday morning.
    bool counts = false;
    bool operator==(const OfficeDay&) const = default;
};

/// The hours of a usual week, from one day to another.
struct OfficeWeek {
    Date from;                        ///< first day in force
    std::optional<Date> to;           ///< last day in force, included; absent: still in force
    std::array<OfficeDay, 7> days{};  ///< by `std::chrono::weekday::c_encoding`: Sunday first
    std::string source;
    bool assumption = false;  ///< no source was found: to be replaced by the office's own notice
    bool operator==(const OfficeWeek&) const = default;

    [[nodiscard]] bool in_force_on(Date day) const noexcept {
        return from <= day && (!to || day <= *to);
    }
};

/// When offices are open (giờ làm việc), by kind of unit and by date.
/// Threads: a value; reading is safe from any thread.
class OfficeHours {
public:
    /// Knows no hours at all.
    OfficeHours() = default;

    /// Reads `[[hours]]` tables: `unit_kind` (a word of `UnitKind`, or "any"), `from`, perhaps
    /// `to`, `source`, perhaps `assumption = true`, and `open`: a list of
    /// `{ days = ["monday", …], at = ["07:30-11:30", "13:00-17:00"], working_day = true }`. A
    /// weekday that is not listed is closed and does not count.
    ///
    /// Refused: an unknown key or weekday, hours that overlap, touch or run past midnight, a
    /// weekday twice, days in force that overlap or leave a gap within one kind. At most 256 KiB
    /// and 1,000 tables.
    /// @param name  of the file, for errors
    /// @return malformed_input that names the line and the remedy
    static Result<OfficeHours> parse(std::string_view toml, std::string_view name);

    /// The weeks for a kind, in order of date and without gap: its own where it has any, else those
    /// for "any". May be empty.
    [[nodiscard]] const std::vector<OfficeWeek>& weeks_of(UnitKind kind) const;

    /// @return not_found where no hours are known for that kind on that day
    [[nodiscard]] Result<OfficeWeek> week_of(UnitKind kind, Date day) const;

    bool operator==(const OfficeHours&) const = default;

private:
    std::vector<OfficeWeek> any_;
    std::map<UnitKind, std::vector<OfficeWeek>> own_;
};

/// The table that comes with the library (also installed as
/// share/tiendo/calendar/gio-lam-viec.toml).
OfficeHours shipped_office_hours();

}  // namespace calendar
}  // namespace tiendo
