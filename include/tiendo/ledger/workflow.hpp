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
///         (sent already and neither returned nor withdrawn, accepted, excused when it was sent,
///         sent before the round before was returned or withdrawn), malformed_input (sent in the
///         future, no sections, a section that the plan does not have, a text over 1 MiB, a paper
///         over 5 MiB, a text that `clean_text` refuses, a figure that is stated twice)
Result<Submission> submit(store::Transaction& tx,
                          const Paper& paper,
                          const NewSubmission& submission,
                          const Act& act);

struct NewReturn {
    std::string message{};  ///< what has to be mended, Vietnamese
    /// By when it is wanted again (exclusive end); a term of its own that never changes the
    /// standing (ReturnAnswer). Not before the return itself.
    std::optional<Instant> again_before{};
    /// Submission::round of what was looked at, from 1; absent: whichever is the last.
    std::optional<int> round{};
};

/// Sends the paper back. The first submission goes on deciding the standing.
/// @return as `submit`; conflict where nothing is there to be returned, or another round came since
///         `round` (the error says which, when and from whom); malformed_input without a message,
///         with a term that is over already, or for a round that was never sent
Result<Submission> return_paper(store::Transaction& tx,
                                const Paper& paper,
                                const NewReturn& returned,
                                const Act& act);

struct NewAcceptance {
    std::optional<int> round{};  ///< as NewReturn::round
};

/// @return as `submit`; conflict where nothing waits for it, it was accepted before, or another
///         round came since `round`; malformed_input for a round that was never sent
Result<Submission> accept(store::Transaction& tx,
                          const Paper& paper,
                          const NewAcceptance& acceptance,
                          const Act& act);
/// The same for whichever round is the last.
Result<Submission> accept(store::Transaction& tx, const Paper& paper, const Act& act);

/// Its sender takes back the round that waits for a decision (rút bài nộp), with the reason in
/// `act.why`. It counts up to `act.at`, so standings of earlier instants stay as they were, and not
/// from then on; the sender may send another one.
/// @return as `submit`; conflict where none waits (also when it was accepted or returned before);
///         malformed_input without a reason
Result<Submission> withdraw(store::Transaction& tx, const Paper& paper, const Act& act);

struct NewExcuse {
    std::string by{};                ///< office or function that decided; empty: `act.actor`
    std::optional<Instant> from{};   ///< absent: from `act.at` on; may lie before it
    std::optional<Instant> until{};  ///< exclusive end; absent: for good
};

/// Takes the duty to send this paper away for a time or for good, with the reason in `act.why`.
/// What reorganisations passed to this unit is owed by nobody then, and a doubt of the plan says so
/// (reorganise.hpp).
/// @return as `submit`; conflict where an excuse holds in a part of that time already;
///         malformed_input without a reason, or where `until` is not after `from`
Result<Obligation> excuse(store::Transaction& tx,
                          const Paper& paper,
                          const NewExcuse& excuse,
                          const Act& act);
/// The same, from `act.at` on and for good.
Result<Obligation> excuse(store::Transaction& tx, const Paper& paper, const Act& act);

}  // namespace ledger
}  // namespace tiendo
