#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/obligation.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who has to be reminded of what (nhắc việc, đôn đốc), by rules that are data. Pure: nothing here
/// sends, stores or knows what was sent before.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// From which day a rule counts. The last day on time of what is due "trước ngày 15/5" is 14 May.
enum class ReminderBase : std::uint8_t {
    before = 0,    ///< days before the last day on time
    last_day = 1,  ///< that day itself
    after = 2,     ///< days after it, while the paper is overdue
};

/// Whose last day on time a rule counts from.
enum class ReminderTerm : std::uint8_t {
    paper = 0,   ///< the due instant of a paper that was not sent
    answer = 1,  ///< the term of a return (hạn gửi lại) that was not answered
};
std::string_view to_string(ReminderTerm term) noexcept;
Result<ReminderTerm> parse_reminder_term(std::string_view text);

/// Who is written to.
enum class ReminderAudience : std::uint8_t {
    unit = 0,    ///< the unit that owes
    parent = 1,  ///< the unit above it in the administrative tree (báo cáo cấp trên)
};
std::string_view to_string(ReminderAudience audience) noexcept;
Result<ReminderAudience> parse_reminder_audience(std::string_view text);

/// One rule; its id names what it sent for ever, so a rule under a new id reminds anew.
struct ReminderRule {
    std::string id;  ///< 1 to 40 of a-z, 0-9 and '-'
    ReminderBase base = ReminderBase::last_day;
    int days = 0;         ///< 1..250; for the last day 0
    bool working = true;  ///< working days of the calendar, else days
    int every = 0;        ///< after: again each so many days of that kind; 0: once
    int most = 1;         ///< after: how often at most, 1..100
    ReminderAudience to = ReminderAudience::unit;
    std::chrono::minutes hour{8 * 60};     ///< of the day on which it falls, +07:00
    std::vector<ObligationType> papers{};  ///< which; empty: all
    ReminderTerm term = ReminderTerm::paper;
    bool operator==(const ReminderRule&) const = default;
};

/// Reads [[reminder]] tables, strictly: a file with one fault gives no rules at all.
/// @param name  of the file, for errors
/// @return malformed_input that names line and remedy
Result<std::vector<ReminderRule>> parse_reminder_rules(std::string_view toml,
                                                       std::string_view name);
/// The rules that come with the library (also installed as share/tiendo/reminders/nhac-viec.toml).
std::vector<ReminderRule> shipped_reminder_rules();

/// One time at which a rule asks for a reminder.
struct ReminderMoment {
    std::string rule;
    int occurrence = 1;  ///< counts from 1
    Instant at;
    int round = 0;  ///< of an answer: which round was returned; of a paper: 0
    bool operator==(const ReminderMoment&) const = default;
};

/// All moments that have come for one paper, term and audience. Only the last of them is worth
/// sending: whoever was away for a week is not reminded five times at once.
struct ReminderChain {
    std::size_t row = 0;  ///< which of the rows given
    ReminderAudience to = ReminderAudience::unit;
    std::optional<ReturnAnswer> answer{};   ///< the one that is waited for; absent: the paper is
    std::vector<ReminderMoment> moments{};  ///< by time, then as the rules stand; never empty
    bool operator==(const ReminderChain&) const = default;
};

/// What papers have to be reminded of at `at`, by row.
///
/// Rules of the paper's own term look at papers that are open (not before their opening) or
/// overdue: nothing that was filed, in time or late, excused or superseded, and nothing without a
/// due instant. Rules of an answer look at papers that were filed, and whose last return set a term
/// and was not answered. A rule before the term or on the last day falls away where its moment is
/// not before the term, or lies before the opening or the return.
/// @param rows      as they stand at `at`; borrowed for the call
/// @param calendar  of days off, for working days; borrowed for the call
/// @return not_found where the calendar lacks a year that is needed
Result<std::vector<ReminderChain>> reminders_due(std::span<const Owed> rows,
                                                 std::span<const ReminderRule> rules,
                                                 const calendar::WorkingCalendar& calendar,
                                                 Instant at);

/// The key of a reminder in the outbox: the day of its moment and a digest of paper, rule,
/// occurrence, audience and, of an answer, round. The same reminder has the same key for ever; a
/// due instant that was moved to another day makes another one.
std::string reminder_key(const ObligationId& paper,
                         const ReminderMoment& moment,
                         ReminderAudience to);

}  // namespace ledger
}  // namespace tiendo
