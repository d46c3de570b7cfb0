#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/rule.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// One period of a recurring rule, with what the rule in force on its last day says of it.
struct RuleCycle {
    std::string id;  ///< rule and period: "bao-cao-thang/2021-month-05"
    CyclePeriod period;
    Rule rule;  ///< the version that was applied
    Evaluation evaluation;
    bool operator==(const RuleCycle&) const = default;
};

/// The periods of `rule_id` whose last day lies from `first` to `last` (định kỳ), in order of date,
/// each by the version of the rule that is in force on that last day.
///
/// A period for which no version is in force is left out: a rule that begins in the middle of a
/// year owes nothing before. Periods of 9 months end on 30 September.
/// @param choices answers that hold for all of them
/// @return not_found (no such rule; a calendar year that is missing), malformed_input (no cycle;
/// a span turned round or longer than 50 years), conflict where versions differ in their period
Result<std::vector<RuleCycle>> cycles_between(const RuleBook& book,
                                              std::string_view rule_id,
                                              Date first,
                                              Date last,
                                              const std::vector<Choice>& choices,
                                              const OfficeClock& clock);

}  // namespace calendar
}  // namespace tiendo
