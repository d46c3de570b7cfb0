#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/explain.hpp"
#include "tiendo/report/report.hpp"
#include "tiendo/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

/// From a printed figure to what it was counted from.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// One figure of a report with everything behind it.
struct FigureTrace {
    Figure figure;
    std::string how;   ///< what was counted or divided, Vietnamese
    std::string rule;  ///< by which papers or entries were counted; empty: each part has its own
    /// For a count, its measure; for a rate, numerator and denominator; for a number of papers,
    /// those of the page that was asked for; for evidence, the node of the plan. Empty where
    /// nothing was counted.
    std::vector<ledger::Explanation> parts;
    std::vector<ledger::Quote> ordered_by;  ///< sentences of the plan; never empty
    bool operator==(const FigureTrace&) const = default;
};

/// Explains a figure of `report` from what is stored, as it was known at `report.known_at`; records
/// are kept as they are now alone.
/// @param report  as `compose` made it from this store
/// @param paging  of the records behind measures and evidence, and of papers
/// @return not_found for an id that the report does not print; conflict where the records changed
///         since (remedy: attach, compose again); storage
Result<FigureTrace> trace(store::Transaction& tx,
                          const Report& report,
                          std::string_view figure_id,
                          const ledger::Paging& paging);

/// The same as a list: the parts, and before papers and entries of the journal one that says what
/// was counted and which sentence ordered it, since no part of theirs does.
std::vector<ledger::Explanation> explanations_of(FigureTrace trace);

}  // namespace report
}  // namespace tiendo
