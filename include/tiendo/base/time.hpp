#pragma once

#include "tiendo/base/result.hpp"

#include <chrono>
#include <compare>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// A day of the civil calendar (ngày), without time or zone, 0001-01-01 to 9999-12-31.
class Date {
public:
    Date() = default;  ///< 1970-01-01

    /// @pre year, month and day form a real day (asserted). Use `make` or `parse` for outside data.
    static Date of(int year, unsigned month, unsigned day);
    /// @return malformed_input if there is no such day (31 April, 29 February 2021)
    static Result<Date> make(int year, unsigned month, unsigned day);
    /// Reads "2021-05-15" only.
    static Result<Date> parse(std::string_view text);
    static Date from_days(std::chrono::sys_days days) { return Date(days); }

    [[nodiscard]] std::chrono::sys_days days() const noexcept { return days_; }
    [[nodiscard]] int year() const noexcept;
    [[nodiscard]] unsigned month() const noexcept;
    [[nodiscard]] unsigned day() const noexcept;
    [[nodiscard]] std::chrono::weekday weekday() const noexcept {
        return std::chrono::weekday(days_);
    }
    [[nodiscard]] Date plus(std::chrono::days count) const { return Date(days_ + count); }

    /// "2021-05-15"
    [[nodiscard]] std::string iso() const;
    /// "15/5/2021": as Vietnamese offices write it in tables
    [[nodiscard]] std::string vietnamese() const;

    auto operator<=>(const Date&) const = default;

private:
    explicit Date(std::chrono::sys_days days) : days_(days) {}
    std::chrono::sys_days days_{};
};
std::ostream& operator<<(std::ostream& out, Date date);

/// A point on the clock, to the millisecond. Vietnam keeps +07:00 all year, and so do all printed
/// forms here.
class Instant {
public:
    using Clock = std::chrono::sys_time<std::chrono::milliseconds>;

    Instant() = default;  ///< 1970-01-01T00:00:00Z
    explicit Instant(Clock time) : time_(time) {}
    /// The instant at which `date` begins in Vietnam (00:00 +07:00).
    static Instant start_of(Date date);
    static Instant from_unix_ms(std::int64_t milliseconds) {
        return Instant(Clock(std::chrono::milliseconds(milliseconds)));
    }
    /// Reads ISO 8601 with a stated offset: "2021-05-20T09:00:00+07:00", "…T02:00:00Z", seconds and
    /// fraction optional.
    /// @return malformed_input where the offset is missing: an hour without a zone is not a point
    /// on the clock
    static Result<Instant> parse(std::string_view text);

    [[nodiscard]] Clock time() const noexcept { return time_; }
    [[nodiscard]] std::int64_t unix_ms() const noexcept { return time_.time_since_epoch().count(); }
    /// The day in Vietnam on which this instant lies.
    [[nodiscard]] Date date() const;
    [[nodiscard]] Instant plus(std::chrono::milliseconds count) const {
        return Instant(time_ + count);
    }

    /// "2021-05-20T09:00:00+07:00" (with ".123" only where the milliseconds are not zero)
    [[nodiscard]] std::string iso() const;
    /// "2021-05-20T02:00:00Z", whole seconds: the form that Open311 peers accept
    [[nodiscard]] std::string utc() const;

    auto operator<=>(const Instant&) const = default;

private:
    Clock time_{};
};
std::ostream& operator<<(std::ostream& out, Instant instant);

/// Who is asked for the time. Nothing in the library reads a clock behind the caller's back.
using Clock = std::function<Instant()>;
/// The clock of the machine.
Clock system_clock();
/// A clock that stands still, for examples, tests and recomputing the past.
Clock fixed_clock(Instant at);

}  // namespace tiendo
