#include "tiendo/ledger/workflow.hpp"

#include "journal_text.hpp"
#include "paper_content.hpp"
#include "papers.hpp"
#include "turn.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/units.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

std::string place_of(const Paper& paper) {
    return fmt::format("{}/{}/{}", paper.plan.str(), paper.cycle.str(), paper.unit.str());
}

Error refuse(const Paper& paper, ErrorCode code, std::string message, std::string remedy) {
    return Error{code, std::move(message), std::move(remedy)}.at(place_of(paper));
}

Result<void> say(store::Transaction& tx, const Act& act, Change change) {
    auto entry = store::append(tx,
                               {act.at,
                                act.actor,
                                std::move(change.action),
                                std::move(change.subject),
                                act.why,
                                std::move(change.before),
                                std::move(change.after)});
    return entry ? Result<void>{} : std::move(entry).error();
}

namespace {

template <typename T>
std::string ids_of(const std::vector<T>& rows, std::size_t limit) {
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), limit); ++i) {
        text += (i == 0 ? "" : ", ") + rows[i].id.str();
    }
    return text + (rows.size() > limit ? ", …" : "");
}

Result<Obligation> find_obligation(store::Transaction& tx, const Paper& paper) {
    if (auto plan = store::get_plan(tx, paper.plan); !plan) {
        return std::move(plan).error();
    }
    auto cycles = store::list_cycles(tx, paper.plan);
    if (!cycles) {
        return std::move(cycles).error();
    }
    if (std::ranges::none_of(*cycles, [&](const Cycle& each) { return each.id == paper.cycle; })) {
        return refuse(
            paper,
            ErrorCode::not_found,
            fmt::format("the plan has no cycle '{}'", paper.cycle.str()),
            cycles->empty() ? "the plan orders no papers" : "use one of: " + ids_of(*cycles, 20));
    }
    if (auto unit = store::get_unit(tx, paper.unit); !unit) {
        return refuse(paper,
                      ErrorCode::not_found,
                      fmt::format("no unit has the id '{}'", paper.unit.str()),
                      "look the id up in the list of units: tiendo units show");
    }
    auto owed =
        store::list_obligations(tx, {.plan = paper.plan, .cycle = paper.cycle, .unit = paper.unit});
    if (!owed) {
        return std::move(owed).error();
    }
    if (owed->empty()) {
        return refuse(
            paper,
            ErrorCode::not_found,
            fmt::format(
                "unit '{}' owes nothing in cycle '{}'", paper.unit.str(), paper.cycle.str()),
            "see who owes what: tiendo owed");
    }
    return std::move(owed->front());
}

}  // namespace

Result<FoundPaper> find_paper(store::Transaction& tx, const Paper& paper) {
    auto obligation = find_obligation(tx, paper);
    if (!obligation) {
        return std::move(obligation).error();
    }
    if (obligation->superseded) {
        return refuse(paper,
                      ErrorCode::conflict,
                      "another paper took the place of this one",
                      "look at the reason: tiendo explain");
    }
    auto rounds = store::list_submissions(tx, {.obligation = obligation->id});
    if (!rounds) {
        return std::move(rounds).error();
    }
    std::ranges::sort(*rounds, {}, &Submission::round);
    return FoundPaper{std::move(*obligation), std::move(*rounds)};
}

namespace {

Result<void> not_excused(const Paper& paper, const Obligation& obligation, Instant at) {
    const auto* excuse = excuse_at(obligation, at);
    if (excuse == nullptr) {
        return {};
    }
    return refuse(
        paper,
        ErrorCode::conflict,
        fmt::format("the unit was excused from this paper from {} on", excuse->from.iso()),
        "look at the reason: tiendo explain");
}

/// When the round was given back or taken back, which makes room for another one.
std::optional<Instant> ended_at(const Submission& round) {
    return round.state == ReportState::withdrawn ? round.withdrawn_at : round.returned_at;
}

Result<void> may_send(const Paper& paper,
                      const FoundPaper& found,
                      const NewSubmission& submission,
                      const Act& act) {
    if (act.at < submission.sent_at) {
        return refuse(
            paper,
            ErrorCode::malformed_input,
            fmt::format(
                "it is sent at {}, after the clock {}", submission.sent_at.iso(), act.at.iso()),
            "give the instant at which it reached the receiver");
    }
    const bool empty = std::ranges::all_of(
        submission.sections, [](const Section& each) { return trim(each.text).empty(); });
    if (empty) {
        return refuse(
            paper, ErrorCode::malformed_input, "the paper is empty", "give at least one section");
    }
    if (auto fine = not_excused(paper, found.obligation, submission.sent_at); !fine) {
        return fine;
    }
    if (found.rounds.empty()) {
        return {};
    }
    const auto& last = found.rounds.back();
    if (last.state != ReportState::returned && last.state != ReportState::withdrawn) {
        return refuse(paper,
                      ErrorCode::conflict,
                      fmt::format("round {} is {} already", last.round, to_string(last.state)),
                      "have it returned before it is sent again");
    }
    if (const auto ended = ended_at(last); ended && submission.sent_at < *ended) {
        return refuse(paper,
                      ErrorCode::conflict,
                      fmt::format("it is sent at {}, before round {} was {} at {}",
                                  submission.sent_at.iso(),
                                  last.round,
                                  to_string(last.state),
                                  ended->iso()),
                      "give the instant at which the new round reached the receiver");
    }
    return {};
}

/// What is decided is what was looked at.
Result<void> still_last(const Paper& paper,
                        const std::vector<Submission>& rounds,
                        const std::optional<int>& seen) {
    if (!seen || *seen == rounds.back().round) {
        return {};
    }
    const auto looked_at = std::ranges::find(rounds, *seen, &Submission::round);
    if (looked_at == rounds.end()) {
        return refuse(
            paper,
            ErrorCode::malformed_input,
            fmt::format("round {} was never sent; the last is {}", *seen, rounds.back().round),
            "give the round that you looked at");
    }
    std::string since;
    for (auto each = looked_at + 1; each != rounds.end(); ++each) {
        since += fmt::format("{}round {} was sent at {} by {}",
                             since.empty() ? "" : ", ",
                             each->round,
                             each->sent_at.iso(),
                             each->sender);
    }
    return refuse(paper,
                  ErrorCode::conflict,
                  fmt::format("round {} is {}, and {}", *seen, to_string(looked_at->state), since),
                  fmt::format("look at round {}, then decide about it", rounds.back().round));
}

/// The round that waits for a decision.
/// @param seen  the round that was looked at; absent: whichever waits
Result<Submission> waiting(store::Transaction& tx,
                           const Paper& paper,
                           const Act& act,
                           std::string_view verb,
                           const std::optional<int>& seen) {
    auto found = find_paper(tx, paper);
    if (!found) {
        return std::move(found).error();
    }
    if (auto fine = not_excused(paper, found->obligation, act.at); !fine) {
        return std::move(fine).error();
    }
    if (found->rounds.empty()) {
        return refuse(paper,
                      ErrorCode::conflict,
                      fmt::format("nothing was submitted that could be {}", verb),
                      "wait until the unit sends it");
    }
    if (auto same = still_last(paper, found->rounds, seen); !same) {
        return std::move(same).error();
    }
    auto& last = found->rounds.back();
    // A report that was issued is corrected from a paper that comes back and is sent again.
    const bool to_correct = verb == "returned" && (last.state == ReportState::consolidated ||
                                                   last.state == ReportState::corrected);
    if (last.state != ReportState::submitted && !to_correct) {
        return refuse(
            paper,
            ErrorCode::conflict,
            fmt::format("round {} is {} and cannot be {}", last.round, to_string(last.state), verb),
            ended_at(last) ? "wait until the unit sends it again" : "nothing is left to be done");
    }
    if (act.at < last.sent_at) {
        return refuse(
            paper,
            ErrorCode::conflict,
            fmt::format("round {} is sent at {}, after the clock", last.round, last.sent_at.iso()),
            "set the clock to a later instant");
    }
    return std::move(last);
}

}  // namespace

Result<Submission> submit(store::Transaction& tx,
                          const Paper& paper,
                          const NewSubmission& submission,
                          const Act& act) {
    auto found = find_paper(tx, paper);
    if (!found) {
        return std::move(found).error();
    }
    if (auto may = may_send(paper, *found, submission, act); !may) {
        return std::move(may).error();
    }
    auto plan = store::get_plan(tx, paper.plan);
    if (!plan) {
        return std::move(plan).error();
    }
    auto cleaned = submission;
    auto notices = clean(cleaned, plan->plan);
    if (!notices) {
        return std::move(notices).error().at(place_of(paper));
    }
    Submission made;
    made.round = found->rounds.empty() ? 1 : found->rounds.back().round + 1;
    made.obligation = found->obligation.id;
    made.id = SubmissionId::of(fmt::format("{}/{}", made.obligation.str(), made.round));
    made.sent_at = submission.sent_at;
    made.sender = submission.sender;
    made.sections = std::move(cleaned.sections);
    made.figures = std::move(cleaned.figures);
    if (auto done = store::insert_submission(tx, made); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    auto told = act;
    for (const auto& notice : *notices) {
        told.why += (told.why.empty() ? "" : "; ") + notice;
    }
    if (auto done = say(tx, told, {"report.submit", made.id.str(), "", to_json(made)}); !done) {
        return std::move(done).error();
    }
    return made;
}

Result<Submission> return_paper(store::Transaction& tx,
                                const Paper& paper,
                                const NewReturn& returned,
                                const Act& act) {
    if (trim(returned.message).empty()) {
        return refuse(paper,
                      ErrorCode::malformed_input,
                      "it is returned without a message",
                      "say what the unit has to mend");
    }
    if (returned.again_before && *returned.again_before <= act.at) {
        return refuse(paper,
                      ErrorCode::malformed_input,
                      fmt::format("it is wanted again before {}, which is over at {}",
                                  returned.again_before->iso(),
                                  act.at.iso()),
                      "give a later term, or none");
    }
    auto last = waiting(tx, paper, act, "returned", returned.round);
    if (!last) {
        return last;
    }
    auto before = to_json(*last);
    last->state = ReportState::returned;
    last->returned_at = act.at;
    last->return_message = returned.message;
    last->again_before = returned.again_before;
    if (auto done = store::update_submission(tx, *last); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    if (auto done =
            say(tx, act, {"report.return", last->id.str(), std::move(before), to_json(*last)});
        !done) {
        return std::move(done).error();
    }
    return last;
}

Result<Submission> accept(store::Transaction& tx,
                          const Paper& paper,
                          const NewAcceptance& acceptance,
                          const Act& act) {
    auto last = waiting(tx, paper, act, "accepted", acceptance.round);
    if (!last) {
        return last;
    }
    auto before = to_json(*last);
    last->state = ReportState::accepted;
    last->accepted_at = act.at;
    if (auto done = store::update_submission(tx, *last); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    if (auto done =
            say(tx, act, {"report.accept", last->id.str(), std::move(before), to_json(*last)});
        !done) {
        return std::move(done).error();
    }
    return last;
}

Result<Submission> accept(store::Transaction& tx, const Paper& paper, const Act& act) {
    return accept(tx, paper, NewAcceptance{}, act);
}

Result<Submission> withdraw(store::Transaction& tx, const Paper& paper, const Act& act) {
    if (trim(act.why).empty()) {
        return refuse(paper,
                      ErrorCode::malformed_input,
                      "it is withdrawn without a reason",
                      "say why its sender takes it back");
    }
    auto last = waiting(tx, paper, act, "withdrawn", std::nullopt);
    if (!last) {
        return last;
    }
    auto before = to_json(*last);
    last->state = ReportState::withdrawn;
    last->withdrawn_at = act.at;
    last->withdrawal = act.why;
    if (auto done = store::update_submission(tx, *last); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    if (auto done =
            say(tx, act, {"report.withdraw", last->id.str(), std::move(before), to_json(*last)});
        !done) {
        return std::move(done).error();
    }
    return last;
}

namespace {

Result<void> may_excuse(const Paper& paper, const Obligation& obligation, const Excuse& wanted) {
    if (trim(wanted.why).empty()) {
        return refuse(paper,
                      ErrorCode::malformed_input,
                      "the unit is excused without a reason",
                      "say why, and by whose decision");
    }
    if (wanted.until && *wanted.until <= wanted.from) {
        return refuse(paper,
                      ErrorCode::malformed_input,
                      fmt::format("the excuse from {} ends at {}, before it begins",
                                  wanted.from.iso(),
                                  wanted.until->iso()),
                      "give an end after its beginning, or none");
    }
    for (const auto& each : obligation.excuses) {
        const bool before = each.until && *each.until <= wanted.from;
        const bool after = wanted.until && *wanted.until <= each.from;
        if (!before && !after) {
            return refuse(paper,
                          ErrorCode::conflict,
                          fmt::format("the unit was excused from this paper from {}{} already",
                                      each.from.iso(),
                                      each.until ? " until " + each.until->iso() : " on"),
                          "look at the reason: tiendo explain");
        }
    }
    return {};
}

}  // namespace

Result<Obligation> excuse(store::Transaction& tx,
                          const Paper& paper,
                          const NewExcuse& excuse,
                          const Act& act) {
    auto found = find_paper(tx, paper);
    if (!found) {
        return std::move(found).error();
    }
    auto& obligation = found->obligation;
    Excuse made{excuse.by.empty() ? act.actor : excuse.by,
                act.why,
                excuse.from.value_or(act.at),
                excuse.until};
    if (auto may = may_excuse(paper, obligation, made); !may) {
        return std::move(may).error();
    }
    auto before = to_json(obligation);
    obligation.excuses.push_back(std::move(made));
    if (auto done = store::update_obligation(tx, obligation); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    // What passes to this unit by a reorganisation is owed by nobody now: the doubt says so at
    // once.
    if (auto done = renew_doubts(tx, paper.plan); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    const auto& id = obligation.id.str();
    if (auto done = say(tx, act, {"obligation.excuse", id, std::move(before), to_json(obligation)});
        !done) {
        return std::move(done).error();
    }
    return std::move(obligation);
}

Result<Obligation> excuse(store::Transaction& tx, const Paper& paper, const Act& act) {
    return excuse(tx, paper, NewExcuse{}, act);
}

}  // namespace tiendo::ledger
