#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/window.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/ledger/reckoning.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/units/history.hpp"
#include "tiendo/units/registry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// The days that the figures of one cycle cover, chosen by somebody because the text is silent.
struct ChosenWindow {
    CycleId cycle{};
    calendar::WindowChoice choice{};
};

/// Years whose cycles are derived, both included; 1976..2100.
struct Years {
    int first = 0;
    int last = first;  ///< `{2021}` is one year
    bool operator==(const Years&) const = default;
};

/// A person states which rule of the book says when the papers of one sentence are due, because the
/// sentence recurs without a day ("báo cáo định kỳ hằng quý").
struct RuleOrder {
    NodeId node{};
    std::string rule{};                       ///< id in the book, of a cycle
    std::vector<calendar::Choice> choices{};  ///< answers to what the rule asks
    std::optional<Date> from{};               ///< periods that end on this day or later
    std::optional<Date> to{};                 ///< periods that end on this day or before
    UnitKind hours_of = UnitKind::ward;       ///< whose office hours count
    std::string ordered_by{};                 ///< office or function, never a citizen
    std::string reason{};                     ///< Vietnamese
    bool operator==(const RuleOrder&) const = default;
};

struct AdoptOptions {
    PlanId plan{};                        ///< under which the plan is kept
    Date as_of{};                         ///< the day whose units the duties are spread over
    Years years{};                        ///< whose cycles are derived
    std::vector<ChosenWindow> windows{};  ///< for cycles whose days the text does not state
    std::vector<RuleOrder> orders{};  ///< where two speak of one period, the one that stands later
};

/// What follows from a plan, a list of units and a span of years.
struct Adoption {
    std::vector<Cycle> cycles;  ///< by year, then in document order, then as rules were ordered
    std::vector<Duty> duties;   ///< in document order
    std::vector<Obligation> obligations;  ///< by cycle, then as the text names the debtors
    std::vector<Doubt> doubts;            ///< Vietnamese
    bool operator==(const Adoption&) const = default;
};

/// Derives duties, cycles and obligations. Pure.
///
/// Duties: every task × every body that its assignees mean on `as_of`; receivers have none.
///
/// Cycles, in each year: a day of one year with "kế hoạch" makes a unit plan; a day of every year
/// with "báo cáo" a periodic report; "hàng quý" with "thông báo", "công khai" or "niêm yết" four
/// public notices without a due instant (the text states no day). A sentence that recurs without a
/// day and for which a rule was ordered has the periods of that rule, with its window, due instant
/// and steps; what the rule does not answer is a doubt. All else that recurs becomes a doubt. A
/// paper that is due before its window ends is legal and is pointed out.
///
/// Obligations: the wards, offices and public service units that the sentence makes its doers
/// (lead, not doubtful), **as of the last day on which the paper is still on time**; where no day
/// is stated, as of the last day of the period. So a ward that was merged on 1 January owes no
/// plan that is due before 1 February: its successor does, once. The Front (requested), companies
/// (partners), councils and the authority itself owe nothing. Where the authority has ended by that
/// day, those owe who did on its last day, and `settle` passes it on; a doubt says so.
///
/// @return malformed_input (a day that does not exist, a bad window or order), not_found (no
///         authority was ever there, a year that the calendar lacks, a window for a cycle that is
///         not there, an unknown rule), conflict (an order for a sentence that states its day)
Result<Adoption> derive(const Plan& plan,
                        const units::Registry& registry,
                        const Reckoning& reckoning,
                        const AdoptOptions& options);

/// A plan as it was read.
struct ReadPlan {
    const Plan& plan;                  ///< borrowed for the call
    std::string_view source;           ///< the document, byte for byte: spans point into it
    const std::vector<Doubt>& doubts;  ///< of the reader; borrowed for the call
};

/// The reader's doubts without those that deriving raised anew (of the same code about the same
/// words of the document, for deriving knows what was chosen meanwhile and says it), and without
/// those about a missing day for which a rule was ordered.
/// @param read,derived borrowed for the call
std::vector<Doubt> not_raised_anew(const std::vector<Doubt>& read, const Adoption& derived);

/// Derives, and writes plan, cycles, duties, obligations, doubts and the journal entries
/// "plan.adopt" and one "cycle.fix" for each cycle. Of the reader's doubts only those that are
/// `not_raised_anew` are kept. What known reorganisations of later days change is settled
/// (`settle`). The list of units must be in the store
/// (`load_units`). Nothing takes effect before `tx` is committed.
/// @return as `derive`; conflict where the plan was adopted already
Result<Adoption> adopt(store::Transaction& tx,
                       const ReadPlan& read,
                       const Reckoning& reckoning,
                       const AdoptOptions& options,
                       const Act& act);

/// Puts this list of units in place of the one in the store, with journal entry "units.load".
/// @return conflict where units were changed by `apply_units` since it was loaded
Result<void> load_units(store::Transaction& tx, const units::Registry& registry, const Act& act);
/// The same with the entries that come with the list.
Result<void> load_units(store::Transaction& tx, const units::History& history, const Act& act);
/// The list of units in the store.
/// @return not_found where none was loaded
Result<units::Registry> registry_of(store::Transaction& tx);

}  // namespace ledger
}  // namespace tiendo
