#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>

/// What standings depend on, and no more, for whoever counts many of them: read out of an index,
/// where `list_obligations` and its siblings read whole papers. Nothing here judges.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// A round of a paper; members as Submission's.
struct RoundFacts {
    int round = 1;
    ReportState state = ReportState::submitted;
    Instant sent_at;
    std::optional<Instant> withdrawn_at{};
    bool operator==(const RoundFacts&) const = default;
};

/// A paper that one unit owes in one cycle. Texts and lists are borrowed for the visit.
struct StandingFacts {
    std::string_view unit;
    std::string_view cycle;
    int year = 0;                          ///< of the cycle
    std::optional<Instant> opens_at{};     ///< absent: at any time
    std::optional<Instant> due_at{};       ///< exclusive end; absent: the text states no day
    bool superseded = false;               ///< another took its place
    std::span<const Excuse> excuses{};     ///< in the order given
    std::span<const RoundFacts> rounds{};  ///< in any order
};

/// Which papers.
struct StandingFactsFilter {
    PlanId plan;
    int first_year = 1;    ///< of the cycle, 1..9999
    int last_year = 9999;  ///< included
};

/// Called for each paper; an error ends the reading and is handed on.
using StandingFactsVisitor = std::function<Result<void>(const StandingFacts&)>;

/// By cycle, then unit; memory does not grow with the number of papers. As recorded now: what was
/// known earlier is told by ledger_known_at. The visitor must not write through the transaction.
/// @return not_found for an unknown plan
Result<void> for_each_paper(Transaction& tx,
                            const StandingFactsFilter& filter,
                            const StandingFactsVisitor& visit);

}  // namespace store
}  // namespace tiendo
