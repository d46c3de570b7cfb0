#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_hours.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/model/unit.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// What an office does on one day, and why.
struct OfficeDayStatus {
    DayStatus day;                 ///< of the calendar
    std::vector<OpenHours> hours;  ///< in order; empty: closed all day
    bool counts = false;           ///< counts as a working day
    std::string hours_source;      ///< of the hours
    bool hours_assumed = false;    ///< the hours have no source
    bool operator==(const OfficeDayStatus&) const = default;
};

/// Counts the working time and the working days of one kind of office.
///
/// Built once from a calendar and office hours; then every question is a look-up in sums over all
/// days that both cover. Public holidays, days in lieu and swapped days off are closed; a swapped
/// working day keeps the hours of the day that it stands for; a rest day is open where the hours
/// say so. Hours are half-open: at 11:30 sharp an office that closes at 11:30 is closed.
///
/// Every function that needs a day outside the covered years returns not_found, with what to load;
/// never a guess. The instant at which the last covered day ends may still be asked about.
/// Instants are exact to the millisecond and days are those of +07:00.
/// Threads: a value; reading is safe from any thread.
class OfficeClock {
public:
    /// @return not_found where no day is covered by both
    static Result<OfficeClock> build(const WorkingCalendar& calendar,
                                     const OfficeHours& hours,
                                     UnitKind kind);

    /// The instant at which `time` of working time has passed since `start`.
    ///
    /// Forward: the earliest such instant, so that 60 minutes from 16:00 end at 17:00 and not at
    /// the next opening. Back (negative `time`): the latest such instant, so that 60 minutes back
    /// from 08:30 begin at 07:30. Zero gives `start`. Where the office is closed no time passes: a
    /// start in the lunch break counts from the afternoon's opening. `add(add(s, a), b) == add(s, a
    /// + b)` for a and b of one sign; monotone in `start`.
    [[nodiscard]] Result<Instant> add_working_time(Instant start,
                                                   std::chrono::milliseconds time) const;

    /// Working time from `from` up to `to`; negative where `to` lies before `from`.
    [[nodiscard]] Result<std::chrono::milliseconds> working_time_between(Instant from,
                                                                         Instant to) const;

    /// The `count`-th working day after `day`, which is not counted itself and may be a day off;
    /// back for a negative count; `day` for zero. The next working day is `add_working_days(day,
    /// 1)`.
    [[nodiscard]] Result<Date> add_working_days(Date day, int count) const;

    /// Working days after `from` up to and with `to`; negative where `to` lies before `from`.
    [[nodiscard]] Result<int> working_days_between(Date from, Date to) const;

    [[nodiscard]] Result<bool> is_working_day(Date day) const;
    /// `day` where it is a working day, else the next one.
    [[nodiscard]] Result<Date> working_day_from(Date day) const;
    /// `day` where it is a working day, else the one before.
    [[nodiscard]] Result<Date> working_day_until(Date day) const;

    [[nodiscard]] Result<bool> is_open(Instant at) const;
    /// `at` where the office is open, else the instant of the next opening.
    [[nodiscard]] Result<Instant> next_open(Instant at) const;

    /// What the office does on that day, with the sources.
    [[nodiscard]] Result<OfficeDayStatus> explain(Date day) const;

private:
    struct Opening {
        std::int64_t open = 0;    ///< milliseconds since 1970
        std::int64_t close = 0;   ///< the same
        std::int64_t before = 0;  ///< working milliseconds before `open`
    };
    /// What came before a day.
    struct Sums {
        std::uint32_t openings = 0;
        std::uint32_t working_days = 0;
    };
    /// Days that follow one another without a gap in what is covered: from `first` up to `end`.
    struct Run {
        std::int64_t first = 0;  ///< milliseconds since 1970 at which the first day begins
        std::int64_t end = 0;    ///< the same, at which the last day ends
        Sums before{};           ///< all days before `first`
        Sums until{};            ///< all days before `end`
    };

    OfficeClock() = default;
    void add_day(Date day, const OfficeDayStatus& status);
    void seal();
    [[nodiscard]] Sums sums() const noexcept;
    [[nodiscard]] std::size_t index_of(std::int64_t at) const noexcept;
    /// The run that `at` lies in or ends; null where there is none.
    [[nodiscard]] const Run* run_at(std::int64_t at) const noexcept;
    /// The run of a day; null where it is not covered.
    [[nodiscard]] const Run* run_of(Date day) const noexcept;
    /// The first opening that closes after `at`.
    [[nodiscard]] std::size_t opening_after(std::int64_t at) const noexcept;
    /// The opening in which the given working millisecond passes.
    [[nodiscard]] std::size_t opening_of_work(std::int64_t work) const noexcept;
    [[nodiscard]] std::int64_t worked_before(std::int64_t at) const noexcept;
    [[nodiscard]] Error missing(Date day) const;
    [[nodiscard]] Error missing_after(const Run& run) const;
    [[nodiscard]] Error missing_before(const Run& run) const;

    WorkingCalendar calendar_;
    std::vector<OfficeWeek> weeks_;
    UnitKind kind_ = UnitKind::office;

    std::vector<Run> runs_;
    std::int64_t begin_ = 0;  ///< milliseconds since 1970 at which the first covered day begins
    std::vector<Sums> days_;  ///< before each day from `begin_` on, and after the last
    std::vector<Opening> openings_;       ///< in order, and one that never comes
    std::vector<std::uint32_t> by_work_;  ///< stretch of working time → opening it begins in
    std::vector<std::chrono::sys_days> working_days_;
};

}  // namespace calendar
}  // namespace tiendo
