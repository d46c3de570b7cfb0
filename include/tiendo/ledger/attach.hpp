#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

/// From records to evidence and measures (minh chứng, chỉ tiêu).
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// Rules that attach. Each stands in `Evidence::rule` or `Measure::rule`.
inline constexpr std::string_view rule_dossier_timeliness = "dossier-timeliness/1";
inline constexpr std::string_view rule_feedback_response = "feedback-response/1";
inline constexpr std::string_view rule_cites_instrument = "document-cites-instrument/1";
inline constexpr std::string_view rule_cites_plan = "document-cites-plan/1";

/// What came out.
struct Attached {
    std::int64_t measures = 0;
    std::int64_t evidence = 0;
    std::vector<Doubt> doubts;  ///< records that could be given to no unit, with their number
    bool changed = false;       ///< something differs from what was stored before
    bool operator==(const Attached&) const = default;
};

/// Derives evidence and measures of a plan from all stored records and puts them in place of what
/// these rules gave before; done twice it changes nothing.
///
/// Measures are made for each report cycle with a window, cut at the day of `act.at`:
///
/// - dossier-timeliness/1, dimension 5, each ward: dossier-carried-over, -received, -solved,
///   -before-due, -on-due-day, -late, -on-time (before + on the due day, out of solved),
///   -withdrawn, -open-in-time, -open-overdue, -open-paused. The unit comes from code system
///   "one-stop".
/// - feedback-response/1, dimension 3, each unit that is named: feedback-received, and out of
///   received: feedback-answered, -answered-on-time, -answered-late, -open. The unit comes from the
///   agency's name.
///
/// A ward of the last day of the window has its rows even where all are zero. Records of a unit
/// that ended are counted with its successor on that day. Rows without a unit are totals over
/// **all** records, also those that could be given to no unit; these are counted in doubts.
///
/// Evidence:
///
/// - document-cites-instrument/1: a document that cites an instrument, on every task that cites it
/// - document-cites-plan/1: a document that cites or answers the plan itself, on the item that
///   orders the paper its unit owes ("Kế hoạch" → the unit plan, else the first report)
///
/// The unit of a document comes from code system "documents", then from the issuer's name.
/// @return not_found for an unknown plan, or where no units were loaded
Result<Attached> attach(store::Transaction& tx, const PlanId& plan, const Act& act);

}  // namespace ledger
}  // namespace tiendo
