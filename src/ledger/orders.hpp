#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/calendar/cycles.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <map>
#include <vector>

namespace tiendo::ledger {

/// One period of a rule that was ordered.
struct RuledPeriod {
    const RuleOrder* order = nullptr;  ///< of the options
    calendar::RuleCycle cycle;
};

/// A sentence for which rules were ordered, with the periods that they give.
struct RuledSentence {
    const Node* node = nullptr;  ///< of the plan
    const Deadline* recurs =
        nullptr;          ///< of the node; states no day. Null: nothing of it recurs in the text
    Deadline deadline{};  ///< the same; where there is none, the period of the rule alone
    std::map<calendar::CyclePeriod, RuledPeriod> periods;

    [[nodiscard]] bool speak_of(int year) const;
};

/// In the order in which they were first ordered.
/// @param plan,options borrowed by what comes back
/// @return as derive
Result<std::vector<RuledSentence>> ruled_sentences(const Plan& plan,
                                                   const Reckoning& reckoning,
                                                   const AdoptOptions& options);

/// Puts what the rule says into the cycle: window, due instant with steps, opening. What the rule
/// leaves open stays as it is.
void apply(const RuledSentence& sentence, const RuledPeriod& period, Cycle& cycle);

/// Whether the cycle's window is one that `apply` put in for an order of its sentence.
bool window_by(const std::vector<RuleOrder>& orders, const Cycle& cycle);

/// What the rule leaves open or doubtful.
std::vector<Doubt> doubts_of(const RuledSentence& sentence, const RuledPeriod& period);

}  // namespace tiendo::ledger
