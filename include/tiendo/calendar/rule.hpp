#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/plan.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// What a term is counted in (đơn vị tính thời hạn).
enum class CountUnit : std::uint8_t {
    calendar_day,  ///< ngày: every day counts
    working_day,   ///< ngày làm việc
    working_hour,  ///< giờ làm việc: only while the office is open
    minute,        ///< phút: of the clock on the wall
    hour,          ///< giờ: the same
    month,         ///< tháng: to the same day of the month, or its last
};
std::string_view to_string(CountUnit unit) noexcept;
/// Whether the unit is counted from an instant, not from a day.
bool is_of_the_clock(CountUnit unit) noexcept;
Result<CountUnit> parse_count_unit(std::string_view text);

/// Which day is the first that counts. Terms of hours and minutes count from the instant and need
/// none.
enum class CountsFrom : std::uint8_t {
    next_day,  ///< the day after: the day of reception itself does not count
    same_day,  ///< that day itself is day one
};
std::string_view to_string(CountsFrom from) noexcept;
Result<CountsFrom> parse_counts_from(std::string_view text);

/// Where the last day on time goes when it is a day off.
enum class DayOffMove : std::uint8_t { next_working_day, previous_working_day };
std::string_view to_string(DayOffMove move) noexcept;
Result<DayOffMove> parse_day_off_move(std::string_view text);

/// What happens to the clock when a suspension ends (dossier: after papers were brought).
enum class AfterSuspension : std::uint8_t {
    restart,  ///< tính lại từ đầu: the whole term again
    resume,   ///< tính tiếp: what was left of it
};
std::string_view to_string(AfterSuspension after) noexcept;
Result<AfterSuspension> parse_after_suspension(std::string_view text);

/// What the rule says or, where the law is silent, that it does not: nothing is filled in. Where
/// `value` is absent, the evaluation asks `question` under its name.
template <typename T>
struct Stated {
    std::optional<T> value{};
    std::string source{};  ///< article, where it is another one than the rule's
    bool operator==(const Stated&) const = default;
};

/// A count of units; negative counts back.
struct Term {
    std::optional<int> count{};  ///< -10,000..10,000; absent: the facts say it, as of a procedure
    Stated<CountUnit> unit{};
    Stated<CountsFrom> counts_from{};  ///< of days and months; unused for hours and minutes
    bool operator==(const Term&) const = default;
};

/// Where a due instant comes from.
enum class DueAnchor : std::uint8_t {
    start,       ///< the event that starts the clock
    window_end,  ///< where the window of the figures ends (chốt số liệu)
    period_end,  ///< where the calendar period ends
    day,         ///< a stated day
    not_stated,  ///< the law leaves it to another text: the evaluation asks
};

/// A day of each period or year, and whether it is still on time.
struct StatedDay {
    unsigned day = 1;  ///< 1..31; a month that is shorter is refused, never clamped
    std::optional<unsigned>
        month;               ///< 1..12 of the cycle's year; absent: of the period's last month
    int months_after = 0;    ///< without `month`: how many months after that, -12..12
    bool exclusive = false;  ///< "trước ngày": the day itself is late
    bool operator==(const StatedDay&) const = default;
};

struct DueSpec {
    DueAnchor anchor = DueAnchor::not_stated;
    Term term{};      ///< behind start, window_end, period_end
    StatedDay day{};  ///< for `day`
    bool operator==(const DueSpec&) const = default;
};

/// Which days the figures of a cycle cover (kỳ số liệu): from `day` of a month to the instant where
/// the same day of a later month begins.
struct WindowSpec {
    unsigned day = 1;       ///< 1..28
    int months_before = 0;  ///< 0..12: 15 with 1 means that May begins on 15 April
    int minute_of_day = 0;  ///< 0..1439
    std::optional<int>
        length_months;         ///< 1..36; absent: as long as the period. Longer ones overlap
    bool accumulates = false;  ///< luỹ kế: begins where the year's first window begins
    std::string source{};      ///< article, where it is another one than the rule's
    bool operator==(const WindowSpec&) const = default;
};

/// What came in after this hour of a day.
struct Cutoff {
    int minute_of_day = 0;  ///< 0..1439; later than this minute's start
    /// The clock starts when the next working day opens, and so it does for what came in on a day
    /// off. Otherwise only the hand-over waits: pointed out, and nothing moves.
    bool moves_clock = false;
    std::string source{};
    bool operator==(const Cutoff&) const = default;
};

/// Why a clock may stand still, and what happens afterwards.
struct SuspensionRule {
    std::string cause;  ///< stable word: "supplement", "payment", "stopped"
    std::string name;   ///< Vietnamese: "chờ bổ sung hồ sơ"
    Stated<AfterSuspension> after{};
    bool operator==(const SuspensionRule&) const = default;
};

/// One deadline rule (quy tắc tính hạn) in one span of validity, as data.
struct Rule {
    std::string id;       ///< stable, 1..60 of a-z, 0-9, '-'; versions share it
    std::string name;     ///< Vietnamese
    std::string law;      ///< "Nghị định 61/2018/NĐ-CP"
    std::string article;  ///< "unknown": not found yet; "none": what is not a law has none
    std::optional<Date> valid_from;
    std::optional<Date> valid_to;  ///< last day, included
    std::string starts;            ///< what starts the clock, Vietnamese: "tiếp nhận hồ sơ"
    std::optional<Period> every;   ///< of a cycle: month to year; absent: an event starts it
    std::optional<int> only;       ///< of its periods in a year only this one: the first half is 1
    std::optional<WindowSpec> window;
    std::optional<int> opens_days_before;  ///< may be filed from so many days before the due day
    std::optional<Cutoff> cutoff;
    DueSpec due;
    /// Absent: a day off moves nothing.
    std::optional<DayOffMove> day_off;
    std::string day_off_source;
    std::vector<SuspensionRule> suspensions;
    std::optional<Term> grace;  ///< after the due instant: until then it does not count as late
    std::string grace_source;
    std::optional<Term> lock;  ///< after the due instant: from then on nothing is taken
    std::string lock_source;
    std::string doubt;  ///< what is not certain about the rule, Vietnamese; may be empty
    bool operator==(const Rule&) const = default;

    [[nodiscard]] bool in_force_on(Date day) const noexcept {
        return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
    }
    /// "Điều 19 khoản 4 Nghị định 61/2018/NĐ-CP"; says where the article is not known
    [[nodiscard]] std::string source() const;
};

/// Rules by id and by day.
///
/// Threads: a value; reading is safe from any thread.
class RuleBook {
public:
    RuleBook() = default;

    /// Reads `[[rule]]` tables and adds them. docs/deadlines.md names every key.
    ///
    /// Refused whole: unknown keys, wrong types, a rule without law and article, versions of one id
    /// that overlap or leave a gap, a rule that another file has for the same days. At most 1 MiB,
    /// 2,000 rules.
    /// @param name  of the file, for errors
    /// @return malformed_input that names line, rule and remedy
    Result<void> add(std::string_view toml, std::string_view name);

    /// In the order of ids, then of validity.
    [[nodiscard]] const std::vector<Rule>& all() const noexcept { return rules_; }
    /// The version in force on `day`; borrowed from the book.
    /// @return not_found: no such id (with the nearest ones), or none in force that day (with the
    /// days that are)
    [[nodiscard]] Result<const Rule*> find(std::string_view id, Date day) const&;
    Result<const Rule*> find(std::string_view id, Date day) && = delete;  // it would dangle

private:
    std::vector<Rule> rules_;
};

/// The rules that come with the library (also installed as share/tiendo/rules/*.toml).
RuleBook shipped_rules();

}  // namespace calendar
}  // namespace tiendo
