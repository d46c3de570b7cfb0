#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/model/issued.hpp"
#include "tiendo/store/store.hpp"

#include <map>
#include <string>
#include <vector>

/// Issued reports (báo cáo đã phát hành): kept as they went out, corrected by a next version.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// A consolidated report that is to be kept.
struct NewIssue {
    PlanId plan{};
    CycleId cycle{};
    std::string number{};  ///< "25/BC-UBND"; may be empty
    std::string note{};    ///< what was corrected and why, Vietnamese; empty for the first version
    std::vector<SubmissionId> papers{};  ///< that were taken in
    std::vector<IssuedFigure> figures{};
    std::map<std::string, std::string> forms{};  ///< format → bytes
};

/// Keeps the report as the next version. Papers that were accepted become consolidated; in a
/// correction those that the version before had not become corrected. Papers that were not accepted
/// stay as they are.
/// @return malformed_input for a correction without a note, or a first version with one; conflict
///         for a correction in which no figure and no paper differs from the version before;
///         not_found for an unknown cycle or paper
Result<IssuedReport> keep_issued(store::Transaction& tx, const NewIssue& issue, const Act& act);

/// A figure that differs between two versions.
struct FigureChange {
    std::string id{};
    std::string meaning{};
    std::string before{};  ///< empty: it was not there
    std::string after{};   ///< empty: it is gone
    bool operator==(const FigureChange&) const = default;
};
/// By id; the length of the journal is no figure of the report's matter and is left out.
std::vector<FigureChange> changes_between(const std::vector<IssuedFigure>& before,
                                          const std::vector<IssuedFigure>& after);

}  // namespace ledger
}  // namespace tiendo
