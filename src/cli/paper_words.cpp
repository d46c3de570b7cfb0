#include "paper_words.hpp"

#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/ledger/draft.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <utility>

namespace tiendo::cli {

namespace {

Result<std::pair<std::string, std::string>> halves(const std::string& word, const char* example) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
        return Error{ErrorCode::malformed_input,
                     "'" + word.substr(0, 60) + "' has no name before a '='",
                     std::string("write it as ") + example};
    }
    return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

}  // namespace

void add_paper_options(CLI::App& command, const std::shared_ptr<PaperWords>& words) {
    command.add_option("--plan", words->plan, plan_help);
    command.add_option("--cycle", words->cycle, "cycle id: 2021-half-year")->required();
    command.add_option("--unit", words->unit, "unit id: ubnd-phuong-7")->required();
}

Result<ledger::Paper> paper_of(Workspace& workspace, const PaperWords& words) {
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    auto unit = cycle ? UnitId::parse(words.unit) : std::move(cycle).error();
    return unit ? Result<ledger::Paper>(ledger::Paper{*plan, *cycle, *unit})
                : std::move(unit).error();
}

Result<std::pair<PlanId, CycleId>> cycle_of(Workspace& workspace, const PaperWords& words) {
    auto plan = chosen_plan(workspace, words.plan);
    auto cycle = plan ? CycleId::parse(words.cycle) : std::move(plan).error();
    return cycle ? Result<std::pair<PlanId, CycleId>>(std::pair(*plan, *cycle))
                 : std::move(cycle).error();
}

Result<Section> section_of(const std::string& word) {
    auto parts = halves(word, "ABOUT=FILE: 5=thu-tuc.txt");
    if (!parts) {
        return std::move(parts).error();
    }
    auto text = read_file(parts->second, ledger::most_section_bytes);
    return text ? Result<Section>(Section{parts->first, *std::move(text)})
                : std::move(text).error();
}

Result<std::pair<std::string, std::string>> figure_of(const std::string& word) {
    return halves(word, "CODE=NUMBER: dossier-late=1.234,5");
}

}  // namespace tiendo::cli
