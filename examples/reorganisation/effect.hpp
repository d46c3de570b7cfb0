#pragma once

#include <tiendo/tiendo.hpp>

#include <string>
#include <vector>

namespace story {

/// What a reorganisation does, in counts, and who answers for what is overdue: for the terminal.
std::vector<std::string> lines_of(const tiendo::ledger::UnitsEffect& effect);

/// What an amendment states: shares, and who has the duties. Names are those of the unit's last
/// day.
std::vector<std::string> lines_of(const tiendo::units::Amendment& amendment,
                                  const tiendo::units::Registry& units);

/// Which receivers and heirs nobody has stated, of the doubts of one plan.
std::vector<std::string> open_questions(const std::vector<tiendo::Doubt>& doubts,
                                        const tiendo::units::Registry& units);

}  // namespace story
