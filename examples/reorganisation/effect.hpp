#pragma once

#include <tiendo/tiendo.hpp>

#include <string>
#include <vector>

namespace story {

/// What a reorganisation does, in counts, and who answers for what is overdue: for the terminal.
std::vector<std::string> lines_of(const tiendo::ledger::UnitsEffect& effect);

}  // namespace story
