#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/workflow.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <utility>

namespace tiendo {
class Workspace;
}

namespace tiendo::cli {

/// Which paper a command means, as it stands on the line.
struct PaperWords {
    std::string plan;
    std::string cycle;
    std::string unit;
};

/// --plan, --cycle and --unit, for all commands on one paper.
void add_paper_options(CLI::App& command, const std::shared_ptr<PaperWords>& words);
/// @return malformed_input for a word that is no id; as `chosen_plan`
Result<ledger::Paper> paper_of(Workspace& workspace, const PaperWords& words);
/// Which cycle of which plan. @return as `paper_of`
Result<std::pair<PlanId, CycleId>> cycle_of(Workspace& workspace, const PaperWords& words);
/// "5=FILE": what the unit says on dimension 5, a node, or "general".
Result<Section> section_of(const std::string& word);
/// "dossier-late=41": a figure as it is typed.
Result<std::pair<std::string, std::string>> figure_of(const std::string& word);

}  // namespace tiendo::cli
