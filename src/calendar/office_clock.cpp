#include "tiendo/calendar/office_clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tiendo::calendar {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr std::int64_t day_ms = milliseconds{days{1}}.count();
/// Half, so that a difference to any instant still fits.
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 2;
/// One stretch of `by_work_` is 2^22 ms, some 70 minutes of working time.
constexpr unsigned stretch_bits = 22;

/// The weekday whose hours a day keeps: a day worked in exchange keeps those of the day given.
std::size_t weekday_of(Date day, const DayStatus& status) {
    const bool swapped = status.kind == DayKind::swapped_workday && status.stands_for;
    return (swapped ? *status.stands_for : day).weekday().c_encoding();
}

bool is_closed(DayKind kind) {
    return kind == DayKind::holiday || kind == DayKind::compensatory_off ||
           kind == DayKind::swapped_day_off;
}

Date date_at(std::int64_t at) {
    return Instant::from_unix_ms(at).date();
}

}  // namespace

Result<OfficeClock> OfficeClock::build(const WorkingCalendar& calendar,
                                       const OfficeHours& hours,
                                       UnitKind kind) {
    OfficeClock clock;
    clock.calendar_ = calendar;
    clock.weeks_ = hours.weeks_of(kind);
    clock.kind_ = kind;
    for (const int year : calendar.years()) {
        const auto end = Date::of(year + 1, 1, 1);
        for (auto day = Date::of(year, 1, 1); day < end; day = day.plus(days{1})) {
            if (const auto status = clock.explain(day)) {
                clock.add_day(day, *status);
            }
        }
    }
    if (clock.runs_.empty()) {
        return Error{ErrorCode::not_found,
                     fmt::format("no day has both a calendar and office hours of kind '{}'",
                                 to_string(kind)),
                     "load days off and office hours that cover the same years"};
    }
    clock.seal();
    return clock;
}

Result<OfficeDayStatus> OfficeClock::explain(Date day) const {
    auto status = calendar_.status_of(day);
    if (!status) {
        return std::move(status).error();
    }
    const auto week = std::ranges::find_if(
        weeks_, [day](const OfficeWeek& each) { return each.in_force_on(day); });
    if (week == weeks_.end()) {
        return Error{
            ErrorCode::not_found,
            fmt::format(
                "no office hours of kind '{}' are known for {}", to_string(kind_), day.iso()),
            "add an [[hours]] table in force on that day, with its source"};
    }
    OfficeDayStatus result{*std::move(status), {}, false, week->source, week->assumption};
    if (!is_closed(result.day.kind)) {
        const auto& usual = week->days.at(weekday_of(day, result.day));
        result.hours = usual.hours;
        result.counts = usual.counts;
    }
    return result;
}

OfficeClock::Sums OfficeClock::sums() const noexcept {
    return {static_cast<std::uint32_t>(openings_.size()),
            static_cast<std::uint32_t>(working_days_.size())};
}

void OfficeClock::add_day(Date day, const OfficeDayStatus& status) {
    const auto at = Instant::start_of(day).unix_ms();
    if (runs_.empty()) {
        begin_ = at;
    }
    if (runs_.empty() || runs_.back().end != at) {
        runs_.push_back({at, at, sums(), sums()});
        days_.resize(index_of(at), sums());  // the days of a gap bring nothing
    }
    days_.push_back(sums());
    for (const auto& stretch : status.hours) {
        const auto before = openings_.empty() ? 0
                                              : openings_.back().before + openings_.back().close -
                                                    openings_.back().open;
        openings_.push_back({at + milliseconds{stretch.open}.count(),
                             at + milliseconds{stretch.close}.count(),
                             before});
    }
    if (status.counts) {
        working_days_.push_back(day.days());
    }
    runs_.back().end = at + day_ms;
    runs_.back().until = sums();
}

void OfficeClock::seal() {
    days_.push_back(sums());
    const auto total = openings_.empty() ? 0
                                         : openings_.back().before + openings_.back().close -
                                               openings_.back().open;
    openings_.push_back({never, never, total});
    std::uint32_t opening = 0;
    for (std::int64_t work = 0; work < total; work += std::int64_t{1} << stretch_bits) {
        while (openings_[opening + 1].before <= work) {
            ++opening;
        }
        by_work_.push_back(opening);
    }
}

std::size_t OfficeClock::index_of(std::int64_t at) const noexcept {
    return static_cast<std::size_t>((at - begin_) / day_ms);
}

const OfficeClock::Run* OfficeClock::run_at(std::int64_t at) const noexcept {
    for (const auto& run : runs_) {
        if (run.first <= at && at <= run.end) {
            return &run;
        }
    }
    return nullptr;
}

const OfficeClock::Run* OfficeClock::run_of(Date day) const noexcept {
    const auto at = Instant::start_of(day).unix_ms();
    const auto* run = run_at(at);
    return run != nullptr && at < run->end ? run : nullptr;
}

std::size_t OfficeClock::opening_after(std::int64_t at) const noexcept {
    std::size_t opening = days_[index_of(at)].openings;
    while (openings_[opening].close <= at) {
        ++opening;
    }
    return opening;
}

std::size_t OfficeClock::opening_of_work(std::int64_t work) const noexcept {
    std::size_t opening = by_work_[static_cast<std::size_t>(work >> stretch_bits)];
    while (openings_[opening + 1].before <= work) {
        ++opening;
    }
    return opening;
}

std::int64_t OfficeClock::worked_before(std::int64_t at) const noexcept {
    const auto& opening = openings_[opening_after(at)];
    return opening.before + std::max(std::int64_t{0}, at - opening.open);
}

Error OfficeClock::missing(Date day) const {
    auto status = explain(day);
    return status ? Error{ErrorCode::internal, "a covered day is missing"}
                  : std::move(status).error();
}

Error OfficeClock::missing_after(const Run& run) const {
    return missing(date_at(run.end));
}

Error OfficeClock::missing_before(const Run& run) const {
    return missing(date_at(run.first - 1));
}

Result<Instant> OfficeClock::add_working_time(Instant start, milliseconds time) const {
    const auto at = start.unix_ms();
    const auto* run = run_at(at);
    if (run == nullptr) {
        return missing(start.date());
    }
    if (time == milliseconds{0}) {
        return start;
    }
    const auto worked = worked_before(at);
    if (time > milliseconds{0}) {
        // The working millisecond that ends at the target; the guard keeps the sum in range.
        if (time.count() > openings_[run->until.openings].before - worked) {
            return missing_after(*run);
        }
        const auto target = worked + time.count();
        const auto& opening = openings_[opening_of_work(target - 1)];
        return Instant::from_unix_ms(opening.open + (target - opening.before));
    }
    if (time.count() < openings_[run->before.openings].before - worked) {
        return missing_before(*run);
    }
    const auto target = worked + time.count();
    const auto& opening = openings_[opening_of_work(target)];
    return Instant::from_unix_ms(opening.open + (target - opening.before));
}

Result<milliseconds> OfficeClock::working_time_between(Instant from, Instant to) const {
    const auto* run = run_at(from.unix_ms());
    if (run == nullptr) {
        return missing(from.date());
    }
    if (to.unix_ms() > run->end) {
        return missing_after(*run);
    }
    if (to.unix_ms() < run->first) {
        return missing_before(*run);
    }
    return milliseconds{worked_before(to.unix_ms()) - worked_before(from.unix_ms())};
}

Result<Date> OfficeClock::add_working_days(Date day, int count) const {
    const auto* run = run_of(day);
    if (run == nullptr) {
        return missing(day);
    }
    if (count == 0) {
        return day;
    }
    const auto index = index_of(Instant::start_of(day).unix_ms());
    const auto known = days_[count > 0 ? index + 1 : index].working_days;
    const auto target = std::int64_t{known} + count - (count > 0 ? 1 : 0);
    if (target >= run->until.working_days) {
        return missing_after(*run);
    }
    if (target < run->before.working_days) {
        return missing_before(*run);
    }
    return Date::from_days(working_days_[static_cast<std::size_t>(target)]);
}

Result<int> OfficeClock::working_days_between(Date from, Date to) const {
    const auto* run = run_of(from);
    if (run == nullptr) {
        return missing(from);
    }
    if (run_of(to) != run) {
        return to < from ? missing_before(*run) : missing_after(*run);
    }
    const auto until = [this](Date day) {
        return static_cast<int>(days_[index_of(Instant::start_of(day).unix_ms()) + 1].working_days);
    };
    return until(to) - until(from);
}

Result<bool> OfficeClock::is_working_day(Date day) const {
    if (run_of(day) == nullptr) {
        return missing(day);
    }
    const auto index = index_of(Instant::start_of(day).unix_ms());
    return days_[index].working_days != days_[index + 1].working_days;
}

Result<Date> OfficeClock::working_day_from(Date day) const {
    const auto worked = is_working_day(day);
    return worked && *worked ? Result(day) : add_working_days(day, 1);
}

Result<Date> OfficeClock::working_day_until(Date day) const {
    const auto worked = is_working_day(day);
    return worked && *worked ? Result(day) : add_working_days(day, -1);
}

Result<bool> OfficeClock::is_open(Instant at) const {
    const auto* run = run_at(at.unix_ms());
    if (run == nullptr || at.unix_ms() == run->end) {
        return missing(at.date());
    }
    return openings_[opening_after(at.unix_ms())].open <= at.unix_ms();
}

Result<Instant> OfficeClock::next_open(Instant at) const {
    const auto* run = run_at(at.unix_ms());
    if (run == nullptr) {
        return missing(at.date());
    }
    const auto opening = opening_after(at.unix_ms());
    if (opening >= run->until.openings) {
        return missing_after(*run);
    }
    return Instant::from_unix_ms(std::max(at.unix_ms(), openings_[opening].open));
}

}  // namespace tiendo::calendar
