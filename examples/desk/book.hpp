#pragma once

#include "identity.hpp"

#include <tiendo/tiendo.hpp>

#include <mutex>
#include <string>
#include <utility>

namespace desk {

/// The one door to the workspace. A Workspace takes one call at a time, the server calls from
/// several threads: whoever comes second waits here. What comes out are values, so that pages are
/// written outside.
class Book {
public:
    Book(tiendo::Workspace workspace, tiendo::store::PlanSummary plan)
        : workspace_(std::move(workspace)),
          plan_(std::move(plan)),
          permits_(workspace_.options().permits) {}

    /// The plan that this desk is for; it never changes once adopted.
    [[nodiscard]] const tiendo::store::PlanSummary& plan() const noexcept { return plan_; }

    /// The rules by which it is decided who may do what, for pages that say who may.
    [[nodiscard]] const tiendo::ledger::Permits& permits() const noexcept { return permits_; }

    /// @param who   in whose name, and for which unit, the workspace acts during the call
    /// @param work  gets the workspace for the call alone, and returns a Result
    template <typename Work>
    auto use(const Identity& who, Work&& work) {
        const std::scoped_lock lock(mutex_);
        workspace_.act_as(who.who, who.unit);
        return std::forward<Work>(work)(workspace_);
    }

private:
    std::mutex mutex_;
    tiendo::Workspace workspace_;
    tiendo::store::PlanSummary plan_;
    tiendo::ledger::Permits permits_;
};

}  // namespace desk
