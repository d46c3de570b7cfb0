#pragma once

#include "tiendo/ledger/explain.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::ledger {

/// An adopted plan with its document, to quote from.
class Quotable {
public:
    static Result<Quotable> open(store::Transaction& tx, const PlanId& id);

    [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
    /// The node's own text, byte for byte; an empty quote where the plan has no such node.
    [[nodiscard]] Quote node(const NodeId& id) const;
    /// The sentences that order the work a measure of `dimension` shows: its tasks that speak of
    /// one of `topics`, else the heading of the dimension.
    [[nodiscard]] std::vector<Quote> tasks_about(int dimension,
                                                 const std::vector<std::string_view>& topics) const;

private:
    Plan plan_;
    std::string source_;
};

}  // namespace tiendo::ledger
