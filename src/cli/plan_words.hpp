#pragma once

#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/ledger/adopt.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace tiendo::cli {

/// What a person chose because a text is silent, as it stands on the line.
struct ChosenWords {
    std::vector<std::string> windows;  ///< "2021-half-year=2020-12-15..2021-05-14"
    std::vector<std::string> choices;  ///< "unit=working-day"
    std::string chosen_by;
    std::string reason;
};

/// --chosen-by, --reason and --window, which needs both.
void add_window_options(CLI::App& command, ChosenWords& words);
Result<std::vector<ledger::ChosenWindow>> windows_of(const ChosenWords& words);

/// --choose QUESTION=WORD
void add_choose_option(CLI::App& command, ChosenWords& words);
Result<std::vector<calendar::Choice>> choices_of(const ChosenWords& words);

/// "2021", or "2021..2025" with both years in it.
Result<ledger::Years> parse_years(const std::string& text);

}  // namespace tiendo::cli
