#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <span>
#include <string>
#include <vector>

namespace tiendo::ledger {

/// A cycle, the node that orders it and the day whose units owe it.
struct OrderedCycle {
    Cycle cycle;
    const Node* node = nullptr;  ///< in the plan
    std::string sentence;
    Date debtors_on;
    bool window_by_rule = false;
};

struct Cycles {
    std::vector<OrderedCycle> ordered;
    std::vector<Doubt> doubts;
};

/// The cycles of `options.years`, with the chosen windows.
/// @param stored  those that the plan has: their windows stay, for no rule and no calendar moves
///                what a person chose. Borrowed for the call
Result<Cycles> cycles_of(const Plan& plan,
                         const Reckoning& reckoning,
                         const AdoptOptions& options,
                         std::span<const Cycle> stored);

}  // namespace tiendo::ledger
