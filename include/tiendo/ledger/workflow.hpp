#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

/// Reports on their way: sent, returned, sent again, accepted. Each step writes its journal entry;
/// nothing takes effect before `tx` is committed.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// Which paper is meant: what one unit owes in one cycle.
struct Paper {
    PlanId plan{};
    CycleId cycle{};
    UnitId unit{};
};

struct NewSubmission {
    Instant sent_at{};  ///< when it reached the receiver; not after the clock
    std::string sender{};
    std::vector<Section> sections{};
    std::vector<StatedFigure> figures{};  ///< numbers that the unit states, each code once
};

/// Takes a paper in as it arrived: the first round, or the next one after a return. One that lacks
/// required sections has arrived all the same: the office returns it. (`submit_draft` does not let
/// it go.) Texts are cleaned as `clean_text` does it; what was taken out is told in the journal.
/// @param act  `act.at` is the clock: what is sent later than it is refused
/// @return not_found (plan, unit, cycle, or a cycle in which this unit owes nothing), conflict
///         (sent already and not returned, accepted, excused, sent before it was returned),
///         malformed_input (sent in the future, no sections, a section that the plan does not have,
///         a text over 1 MiB, a paper over 5 MiB, a text that `clean_text` refuses, a figure that
///         is stated twice)
Result<Submission> submit(store::Transaction& tx,
                          const Paper& paper,
                          const NewSubmission& submission,
                          const Act& act);

struct NewReturn {
    std::string message{};  ///< what has to be mended, Vietnamese
    /// By when it is wanted again; a term of its own that never changes the standing.
    std::optional<Instant> again_before{};
};

/// Sends the paper back. The first submission goes on deciding the standing.
/// @return as `submit`; conflict where nothing is there to be returned; malformed_input without a
///         message
Result<Submission> return_paper(store::Transaction& tx,
                                const Paper& paper,
                                const NewReturn& returned,
                                const Act& act);

/// @return as `submit`; conflict where nothing waits for it, or it was accepted before
Result<Submission> accept(store::Transaction& tx, const Paper& paper, const Act& act);

/// Takes the duty to send this paper away, with the reason in `act.why`.
/// @return as `submit`; conflict where it is excused already; malformed_input without a reason
Result<Obligation> excuse(store::Transaction& tx, const Paper& paper, const Act& act);

}  // namespace ledger
}  // namespace tiendo
