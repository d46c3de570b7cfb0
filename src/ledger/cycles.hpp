#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <string>
#include <vector>

namespace tiendo::ledger {

/// A cycle, the node that orders it and the day whose units owe it.
struct OrderedCycle {
    Cycle cycle;
    const Node* node = nullptr;  ///< in the plan
    std::string sentence;
    Date debtors_on;
};

struct Cycles {
    std::vector<OrderedCycle> ordered;
    std::vector<Doubt> doubts;
};

/// The cycles of `options.year`, with the chosen windows.
Result<Cycles> cycles_of(const Plan& plan,
                         const calendar::WorkingCalendar& calendar,
                         const AdoptOptions& options);

}  // namespace tiendo::ledger
