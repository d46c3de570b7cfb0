#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/paper_text.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What may stand in a paper, whichever way it comes in.
namespace tiendo::ledger {

/// @return malformed_input unless it is "general", a dimension 1..8 or a node of the plan
Result<void> check_about(const std::string& about, const Plan& plan);
/// @return malformed_input unless it can be the code of a figure
Result<void> check_code(const std::string& code);
/// @return malformed_input where a whole paper is too long
Result<void> check_paper_bytes(std::size_t bytes);

/// Cleans the texts of a submission in place.
/// @return what was taken out of them; malformed_input for what no paper may hold
Result<std::vector<std::string>> clean(NewSubmission& submission, const Plan& plan);

}  // namespace tiendo::ledger
