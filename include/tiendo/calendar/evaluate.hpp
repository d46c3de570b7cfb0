#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_clock.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/model/obligation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// A span in which the clock may stand still (tạm dừng tính thời hạn).
struct Suspension {
    std::string cause;  ///< one that the rule names
    Instant from;
    std::optional<Instant> to;  ///< absent: not over yet
    bool operator==(const Suspension&) const = default;
};

/// An answer that a person gives where the rule states nothing.
struct Choice {
    std::string question;   ///< the name under which the evaluation asked
    std::string value;      ///< one of the words that it offered
    std::string chosen_by;  ///< office or function
    std::string reason;     ///< Vietnamese
    bool operator==(const Choice&) const = default;
};

/// A lock that somebody lifted (mở lại).
struct Reopening {
    Instant until;       ///< taken until then
    std::string by;      ///< office or function
    std::string reason;  ///< Vietnamese
    bool operator==(const Reopening&) const = default;
};

/// One period of a cycle: May 2021, the second quarter, the year.
struct CyclePeriod {
    Period period = Period::year;
    int year = 0;
    int number = 1;  ///< month 1..12, quarter 1..4, half 1..2; else 1
    auto operator<=>(const CyclePeriod&) const = default;
    /// "2021-month-05", "2021-quarter-2", "2021-half-1", "2021-nine-months", "2021-year"
    [[nodiscard]] std::string id() const;
    /// "tháng 5 năm 2021", "quý II năm 2021", "06 tháng đầu năm 2021", "09 tháng năm 2021", "năm
    /// 2021"
    [[nodiscard]] std::string vietnamese() const;
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date last_day() const;
};
/// @return malformed_input: a year outside 1976..2100, a number outside its range, week or day
Result<CyclePeriod> make_cycle_period(Period period, int year, int number);
/// Reads what `id` wrote.
Result<CyclePeriod> parse_cycle_period(std::string_view id);

/// What a rule is applied to.
struct Facts {
    std::optional<Instant> start{};         ///< when the clock was started, for rules with an event
    std::optional<CyclePeriod> cycle{};     ///< for rules of a cycle
    std::optional<int> count{};             ///< 1..10,000, for rules that leave it to a procedure
    std::vector<Suspension> suspensions{};  ///< in any order; may overlap
    std::vector<Choice> choices{};
    std::vector<Reopening> reopenings{};
};

/// Something that a person has to say before the instant can be known.
struct Question {
    std::string name;  ///< stable word: "unit", "counts-from", "after-supplement", "due"
    std::string text;  ///< Vietnamese
    std::vector<std::string> offers;  ///< words to choose from; empty: a rule has to be added
    bool operator==(const Question&) const = default;
};

/// A span on the clock; `to` is not in it.
struct InstantWindow {
    Instant from;
    Instant to;
    bool operator==(const InstantWindow&) const = default;
};

/// What came of a rule.
struct Evaluation {
    std::optional<InstantWindow> window;  ///< what the figures cover
    std::optional<Instant> opens_at;      ///< from when it may be filed
    Due due;                           ///< no instant where something is asked or the clock stands
    std::optional<Due> late_from;      ///< where the rule has a grace
    std::optional<Due> locked_from;    ///< where the rule has a lock; with reopenings
    std::vector<Question> questions;   ///< what has to be said before there is an instant
    std::vector<std::string> notices;  ///< Vietnamese: legal, and worth a look
    bool operator==(const Evaluation&) const = default;
};

/// Applies `rule`: the instants, and the steps that led to them, each with its rule and source.
///
/// Nothing is filled in: where the rule states nothing and `facts.choices` do not answer, there is
/// no instant and a question. Ends of days are exclusive: three days from Monday end where Friday
/// begins. A day off moves nothing unless the rule says so.
///
/// Suspensions: their union counts, in whatever order they are given; one that begins at or after
/// the due instant moves nothing. `restart` counts the whole term from the end of the suspension,
/// `resume` leaves out its days (from its first day up to, not with, the day on which it ends) or,
/// for working hours, its time. While one is not over the clock stands and there is no instant.
///
/// @param clock borrowed for the call; of the office that owes
/// @return malformed_input (facts that the rule does not want or lacks; a suspension that is turned
///         round, ends before the start, or has a cause that the rule does not name; a choice that
///         is not offered or says not who and why; a day that the month lacks); not_found where the
///         calendar lacks a day that is needed
/// Threads: pure.
Result<Evaluation> evaluate(const Rule& rule, const Facts& facts, const OfficeClock& clock);

/// The due instant alone, for volumes: as `evaluate(...).due.at`, without steps.
/// @param count as `Facts::count`
/// @return also config where the rule would ask, or is of a cycle
Result<Instant> due_at(const Rule& rule,
                       Instant start,
                       const OfficeClock& clock,
                       std::optional<int> count = {});

/// Does the steps again, each on the instant before it, and compares.
/// @return the due instant; conflict where a step does not follow from the one before
/// Threads: pure.
Result<std::optional<Instant>> replay(const std::vector<DueStep>& steps, const OfficeClock& clock);

}  // namespace calendar
}  // namespace tiendo
