#pragma once

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
        : workspace_(std::move(workspace)), plan_(std::move(plan)) {}

    /// The plan that this desk is for; it never changes once adopted.
    [[nodiscard]] const tiendo::store::PlanSummary& plan() const noexcept { return plan_; }

    /// @param work gets the workspace for the call alone, and returns a Result
    template <typename Work>
    auto use(Work&& work) {
        const std::scoped_lock lock(mutex_);
        return std::forward<Work>(work)(workspace_);
    }

    /// As `use`, in one transaction that is committed where `work` says no error. The ledger is
    /// called by itself, not through the workspace: there the actor is one for all, here each
    /// step is somebody else's.
    template <typename Work>
    auto change(Work&& work) {
        const std::scoped_lock lock(mutex_);
        auto transaction = workspace_.store().begin(tiendo::store::Mode::write);
        using Answer = decltype(work(*transaction));
        if (!transaction) {
            return Answer(std::move(transaction).error());
        }
        auto answer = std::forward<Work>(work)(*transaction);
        if (answer) {
            if (auto done = transaction->commit(); !done) {
                return Answer(std::move(done).error());
            }
        }
        return answer;
    }

private:
    std::mutex mutex_;
    tiendo::Workspace workspace_;
    tiendo::store::PlanSummary plan_;
};

}  // namespace desk
