#pragma once

#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace tiendo::ledger {

/// What is to be pointed out about the days that figures cover.
class WindowDoubts {
public:
    /// Tells of a report whose days neither the text nor a rule states.
    void not_stated(const Cycle& cycle);
    /// Tells of a paper that is due while the days which it covers are not over: legal.
    void due_before_end(const Cycle& cycle);
    std::vector<Doubt> take() &&;

private:
    /// Of one sentence, papers of one length.
    using Series = std::pair<NodeId, std::optional<Period>>;
    struct Early {
        std::size_t at = 0;  ///< in `doubts_`
        std::size_t more = 0;
    };

    std::vector<Doubt> doubts_;
    std::set<std::pair<NodeId, int>> months_told_;  ///< by year
    std::map<Series, Early> early_;
};

}  // namespace tiendo::ledger
