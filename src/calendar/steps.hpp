#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_clock.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::calendar {

/// What one step does. A rule and its facts become a list of steps; the instants come from doing
/// them one after the other, and from nothing else, so that a list that was stored can be done
/// again.
enum class Op : std::uint8_t {
    starts,              ///< the clock starts at the argument
    stated_day,          ///< a day is stated: the instant is where it begins
    year,                ///< the same, where the text states day and month only
    window_ends,         ///< the instant is an exclusive end; its day is the last before it
    period_ends,         ///< the same
    exclusive,           ///< "trước ngày": nothing moves
    inclusive,           ///< "chậm nhất ngày": to the end of that day
    at_hour,             ///< "trước 16 giờ": at that minute of the stated day
    hand_over_waits,     ///< after the cutoff, and nothing moves
    next_opening,        ///< after the cutoff: where the next working day opens
    restarts,            ///< the clock starts again at the argument
    leaves_out,          ///< the span of the two arguments does not count
    moves_nothing,       ///< a suspension that began when the term was over
    stands_still,        ///< a suspension that is not over: no instant
    days_after,          ///< to the end of the nth day after the instant's day
    days_from,           ///< the same, that day itself being the first
    working_days_after,  ///< the same of working days
    working_days_from,   ///< the first working day from that day on being the first
    working_minutes,     ///< as much working time later
    minutes,             ///< as much time later
    months_after,        ///< to the end of the same day n months later, or of the month's last day
    months_from,         ///< to the end of the day before it
    next_working_day,    ///< the last day on time is a day off
    previous_working_day,  ///< the same
    no_move_on_day_off,    ///< the same, and no rule says that it moves
    no_day_stated,         ///< no instant
    reopened,              ///< the lock was lifted until the argument
};
/// The stable word under which a step is stored.
std::string_view word_of(Op op) noexcept;
std::optional<Op> op_of(std::string_view word) noexcept;

/// In place of an instant, where a text names day and month only.
constexpr std::int64_t no_instant = std::numeric_limits<std::int64_t>::min();

/// One step. What `a` and `b` are depends on `op`: milliseconds since 1970, or a count.
struct Instruction {
    Op op = Op::starts;
    std::int64_t a = 0;
    std::int64_t b = 0;
    int source = -1;  ///< who says so: an index that the maker of the list knows; -1: the rule

    bool operator==(const Instruction&) const = default;
};
/// The arguments as they are stored: "" or "3" or "2021-05-20T09:00:00+07:00" or two of these with
/// a blank between.
std::string argument_of(const Instruction& instruction);
/// @return malformed_input where the text is none
Result<Instruction> instruction_of(std::string_view word, std::string_view argument);

/// Where the doing of steps stands.
class Progress {
public:
    /// @param clock borrowed
    explicit Progress(const OfficeClock& clock) : clock_(&clock) {}

    /// @return not_found where the calendar lacks a day; conflict where the step has no instant to
    /// work on
    Result<void> take(const Instruction& step);
    [[nodiscard]] std::optional<Instant> at() const noexcept { return at_; }

    /// What lies outside a term: the clock's own day, for a list that begins in the middle.
    void begin_at_end(Instant end) {
        at_ = end;
        at_an_end_ = true;
    }

private:
    struct Span {
        std::int64_t from;
        std::int64_t to;
    };
    [[nodiscard]] Date day() const;
    [[nodiscard]] bool is_left_out(Date day) const;
    Result<void> end_of(Result<Date> last);
    Result<Date> counted(std::int64_t count, bool with_first, bool working) const;
    Result<void> add_minutes(std::int64_t minutes, bool working);
    void set(Instant at, bool at_an_end) {
        at_ = at;
        at_an_end_ = at_an_end;
    }

    const OfficeClock* clock_;
    std::optional<Instant> at_;
    bool at_an_end_ = false;  ///< `at_` is where a day ends that is meant, not where one begins
    std::vector<Span> left_out_;
};

}  // namespace tiendo::calendar
