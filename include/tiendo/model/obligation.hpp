#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// One step on the way to a due instant; the last step's `at` is the due.
struct DueStep {
    std::string rule;      ///< stable word: "stated-day", "exclusive", "working-days-after"
    std::string argument;  ///< what it is done with: "", "3", or one or two instants (ISO 8601)
    std::string text;      ///< what was done, Vietnamese
    std::string source;    ///< sentence of the plan, or law and article
    std::optional<Instant> at;  ///< the instant after this step
    bool operator==(const DueStep&) const = default;
};

/// The instant from which something is late (hạn, exclusive end), and the steps that led to it.
struct Due {
    std::optional<Instant> at;  ///< absent: the text states no day
    std::vector<DueStep> steps;
    bool operator==(const Due&) const = default;
};

/// Days that figures cover (kỳ số liệu), both included.
struct Window {
    Date first;
    Date last;
    bool operator==(const Window&) const = default;
};

/// What is owed. Stored: append only, never renumber.
enum class ObligationType : std::uint8_t {
    unit_plan = 0,      ///< kế hoạch triển khai của đơn vị
    report = 1,         ///< báo cáo định kỳ
    public_notice = 2,  ///< thông báo công khai
};
std::string_view to_string(ObligationType type) noexcept;
Result<ObligationType> parse_obligation_type(std::string_view text);

/// A reporting cycle (kỳ báo cáo) of one plan in one year, with the sentence that ordered it.
struct Cycle {
    CycleId id;  ///< "2021-half-year"
    PlanId plan;
    std::string name;  ///< "Báo cáo 06 tháng năm 2021"
    ObligationType type = ObligationType::report;
    std::optional<Period> period;
    int year = 0;
    NodeId source_node;
    std::optional<Span> source_span;
    std::optional<Window> window;  ///< absent: not stated and not chosen
    std::string window_choice;  ///< who chose the window and why, where the text does not state it;
                                ///< Vietnamese
    Due due;
    std::optional<Instant> opens_at;  ///< from when it may be filed; absent: at any time
    bool operator==(const Cycle&) const = default;
};

/// One task × one unit: who has to do what (nhiệm vụ của đơn vị).
struct Duty {
    DutyId id;
    PlanId plan;
    NodeId node;
    UnitId unit;
    Role role = Role::lead;
    AssigneeSource source = AssigneeSource::stated;
    std::optional<std::string> collective;  ///< selector that it was expanded from
    bool doubtful = false;
    std::optional<Date> since{};  ///< first day, where another unit had it before; absent: adoption
    std::optional<Date> until{};  ///< last day, where its unit ended; absent: it goes on
    std::optional<std::string> because{};  ///< why it came or went, Vietnamese
    bool operator==(const Duty&) const = default;
};

/// A paper need not be sent from an instant on (được miễn), by whose decision and why.
struct Excuse {
    std::string by;   ///< office or function that decided, never a citizen
    std::string why;  ///< Vietnamese
    Instant from;
    std::optional<Instant> until{};  ///< exclusive end, from which it is owed again; absent: none
    bool operator==(const Excuse&) const = default;
};

/// A paper that one unit owes in one cycle. Fixed when it is made: who, what, window, due, why.
struct Obligation {
    ObligationId id;
    PlanId plan;
    CycleId cycle;
    UnitId unit;
    std::string why;                ///< the sentence and the selector that made it owed, Vietnamese
    std::vector<Excuse> excuses{};  ///< in the order given; no two hold at one instant
    std::optional<std::string> superseded{};  ///< reason, where another took its place
    std::optional<std::string> inherited{};   ///< reason, where it took the place of others
    bool operator==(const Obligation&) const = default;
};

/// Where an obligation stands at an instant (tình trạng); exactly one holds. Stored: append only,
/// never renumber.
enum class Standing : std::uint8_t {
    not_due = 0,     ///< before its opening
    open = 1,        ///< may be filed; also where no due is stated
    on_time = 2,     ///< filed before the due instant
    late = 3,        ///< filed at or after it: never a success
    overdue = 4,     ///< due has passed, nothing filed
    excused = 5,     ///< được miễn
    superseded = 6,  ///< được thay thế
};
std::string_view to_string(Standing standing) noexcept;
Result<Standing> parse_standing(std::string_view text);
/// As an official would write it: "đúng hạn", "trễ hạn", "quá hạn chưa nộp" …
std::string_view vietnamese(Standing standing) noexcept;

/// Where a report stands. Stored: append only, never renumber.
enum class ReportState : std::uint8_t {
    draft = 0,
    submitted = 1,
    returned = 2,
    accepted = 3,
    consolidated = 4,
    corrected = 5,
    withdrawn = 6,  ///< taken back by its sender: counts up to then, and no longer
};
std::string_view to_string(ReportState state) noexcept;
Result<ReportState> parse_report_state(std::string_view text);

/// One section of a submitted report: what the unit says on one dimension or node.
struct Section {
    std::string about;  ///< "dimension 5" as "5", a node id, or "general"
    std::string text;
    bool operator==(const Section&) const = default;
};

/// A number that a unit states in its paper (số liệu đơn vị báo cáo), typed by hand.
struct StatedFigure {
    std::string code;  ///< Measure::code, or a code of its own: "dossier-open-overdue"
    Decimal value;
    bool operator==(const StatedFigure&) const = default;
};

/// What a unit sent for an obligation (bài nộp).
struct Submission {
    SubmissionId id;
    ObligationId obligation;
    int round = 1;  ///< 1 for the first, +1 after each return
    Instant sent_at;
    ReportState state = ReportState::submitted;
    std::string sender;  ///< office or function, never a citizen
    std::vector<Section> sections;
    std::optional<Instant> returned_at;
    std::string return_message;  ///< why it was returned, Vietnamese
    std::optional<Instant> accepted_at;
    /// By when it is wanted again (exclusive end): a term of its own, never that of the standing.
    std::optional<Instant> again_before{};
    std::optional<Instant> withdrawn_at{};
    std::optional<std::string> withdrawal{};  ///< why its sender took it back, Vietnamese
    std::vector<StatedFigure> figures{};  ///< each code once
    bool operator==(const Submission&) const = default;
};

}  // namespace tiendo
