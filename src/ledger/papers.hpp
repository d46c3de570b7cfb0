#pragma once

#include "tiendo/ledger/workflow.hpp"
#include "tiendo/model/obligation.hpp"

#include <string>
#include <vector>

namespace tiendo::ledger {

/// What is owed and what was sent for it so far, by round.
struct FoundPaper {
    Obligation obligation;
    std::vector<Submission> rounds;
};

/// @return as `submit`; conflict where it is excused or superseded
Result<FoundPaper> find_paper(store::Transaction& tx, const Paper& paper);

/// "plan/cycle/unit"
std::string place_of(const Paper& paper);
/// An error at that place.
Error refuse(const Paper& paper, ErrorCode code, std::string message, std::string remedy);

/// What an act did, for the journal: JSON before and after, empty where there was nothing.
struct Change {
    std::string action;  ///< "report.submit"
    std::string subject;
    std::string before;
    std::string after;
};
/// Writes the journal entry of an act.
Result<void> say(store::Transaction& tx, const Act& act, Change change);

}  // namespace tiendo::ledger
