#include "tiendo/ledger/standing.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace tiendo::ledger {

namespace {

/// Days begun since `due`: 1 on the first.
std::int64_t days_begun(Instant due, Instant moment) {
    return (moment.date().days() - due.date().days()).count() + 1;
}

// The rules, once, for whole papers and for what store::for_each_paper tells of them: a round is a
// Submission or a store::RoundFacts.

template <typename Round>
bool valid_at(const Round& round, Instant at) {
    return round.state != ReportState::draft && round.sent_at <= at &&
           (!round.withdrawn_at || at < *round.withdrawn_at);
}

template <typename Round>
const Round* first_valid(std::span<const Round> rounds, Instant at) {
    const Round* first = nullptr;
    for (const auto& each : rounds) {
        if (valid_at(each, at) && (first == nullptr || each.sent_at < first->sent_at ||
                                   (each.sent_at == first->sent_at && each.round < first->round))) {
            first = &each;
        }
    }
    return first;
}

const Excuse* excuse_among(std::span<const Excuse> excuses, Instant at) {
    const auto found = std::ranges::find_if(excuses, [&](const Excuse& each) {
        return each.from <= at && (!each.until || at < *each.until);
    });
    return found == excuses.end() ? nullptr : &*found;
}

/// What a standing depends on but for the rounds.
struct Terms {
    bool superseded;
    std::span<const Excuse> excuses;
    std::optional<Instant> opens_at;
    std::optional<Instant> due_at;
};

template <typename Round>
Standing standing_by(const Terms& terms, std::span<const Round> rounds, Instant at) {
    if (terms.superseded) {
        return Standing::superseded;
    }
    if (excuse_among(terms.excuses, at) != nullptr) {
        return Standing::excused;
    }
    if (const auto* first = first_valid(rounds, at); first != nullptr) {
        return !terms.due_at || first->sent_at < *terms.due_at ? Standing::on_time : Standing::late;
    }
    if (terms.due_at && *terms.due_at <= at) {
        return Standing::overdue;
    }
    return terms.opens_at && at < *terms.opens_at ? Standing::not_due : Standing::open;
}

std::int64_t days_late(const Owed& row, Instant at) {
    if (!row.cycle.due.at) {
        return 0;
    }
    if (row.standing == Standing::late && row.deciding) {
        return days_begun(*row.cycle.due.at, row.deciding->sent_at);
    }
    return row.standing == Standing::overdue ? days_begun(*row.cycle.due.at, at) : 0;
}

}  // namespace

const Submission* deciding(std::span<const Submission> submissions, Instant at) noexcept {
    return first_valid(submissions, at);
}

const Excuse* excuse_at(const Obligation& obligation, Instant at) noexcept {
    return excuse_among(obligation.excuses, at);
}

Submission round_at(Submission round, Instant at) {
    assert(round.sent_at <= at);
    const auto later = [at](const std::optional<Instant>& when) { return when && at < *when; };
    if (later(round.returned_at)) {
        round.returned_at.reset();
        round.return_message.clear();
        round.again_before.reset();
        round.state = ReportState::submitted;
    }
    if (later(round.accepted_at)) {
        round.accepted_at.reset();
        round.state = ReportState::submitted;
    }
    if (later(round.withdrawn_at)) {
        round.withdrawn_at.reset();
        round.withdrawal.reset();
        round.state = ReportState::submitted;
    }
    return round;
}

Standing standing_of(const Obligation& obligation,
                     const Cycle& cycle,
                     std::span<const Submission> submissions,
                     Instant at) noexcept {
    return standing_by(
        {obligation.superseded.has_value(), obligation.excuses, cycle.opens_at, cycle.due.at},
        submissions,
        at);
}

Standing standing_of(const store::StandingFacts& paper, Instant at) noexcept {
    return standing_by(
        {paper.superseded, paper.excuses, paper.opens_at, paper.due_at}, paper.rounds, at);
}

std::vector<ReturnAnswer> answers_of(std::span<const Submission> submissions, Instant at) {
    std::vector<ReturnAnswer> answers;
    for (const auto& each : submissions) {
        if (!each.returned_at || at < *each.returned_at) {
            continue;
        }
        ReturnAnswer answer{each.round, *each.returned_at, each.again_before, {}, 0};
        for (const auto& next : submissions) {
            if (each.round < next.round && valid_at(next, at) &&
                (!answer.sent_at || next.sent_at < *answer.sent_at)) {
                answer.sent_at = next.sent_at;
            }
        }
        const auto until = answer.sent_at.value_or(at);
        if (each.again_before && *each.again_before <= until) {
            answer.days_late = days_begun(*each.again_before, until);
        }
        answers.push_back(answer);
    }
    std::ranges::sort(answers, {}, &ReturnAnswer::round);
    return answers;
}

void StandingCounts::add(Standing standing) noexcept {
    switch (standing) {
        case Standing::not_due: ++not_due; return;
        case Standing::open: ++open; return;
        case Standing::on_time: ++on_time; return;
        case Standing::late: ++late; return;
        case Standing::overdue: ++overdue; return;
        case Standing::excused: ++excused; return;
        case Standing::superseded: ++superseded; return;
    }
}

StandingCounts& StandingCounts::operator+=(const StandingCounts& other) noexcept {
    not_due += other.not_due;
    open += other.open;
    on_time += other.on_time;
    late += other.late;
    overdue += other.overdue;
    excused += other.excused;
    superseded += other.superseded;
    return *this;
}

namespace {

Owed row_of(Obligation obligation, const Cycle& cycle, std::vector<Submission> rounds, Instant at) {
    Owed row;
    row.obligation = std::move(obligation);
    row.cycle = cycle;
    row.rounds = std::move(rounds);
    row.standing = standing_of(row.obligation, cycle, row.rounds, at);
    if (const auto* first = deciding(row.rounds, at); first != nullptr) {
        row.deciding = *first;
    }
    row.days_late = days_late(row, at);
    row.answers = answers_of(row.rounds, at);
    return row;
}

}  // namespace

std::vector<Owed> owed(store::KnownLedger known, Instant at) {
    std::map<std::string_view, std::vector<Owed>> by_cycle;
    for (const auto& cycle : known.cycles) {
        by_cycle[cycle.id.str()];
    }
    // Submissions come in the order of their obligations.
    auto next = known.submissions.begin();
    for (auto& obligation : known.obligations) {
        std::vector<Submission> rounds;
        for (; next != known.submissions.end() && next->obligation == obligation.id; ++next) {
            rounds.push_back(std::move(*next));
        }
        const auto cycle = std::ranges::find(known.cycles, obligation.cycle, &Cycle::id);
        assert(cycle != known.cycles.end());
        by_cycle[cycle->id.str()].push_back(
            row_of(std::move(obligation), *cycle, std::move(rounds), at));
    }
    std::vector<Owed> rows;
    rows.reserve(known.obligations.size());
    for (const auto& cycle : known.cycles) {
        std::ranges::move(by_cycle[cycle.id.str()], std::back_inserter(rows));
    }
    return rows;
}

Result<store::KnownLedger> known_for(store::Transaction& tx,
                                     const PlanId& plan,
                                     const StandingQuestion& question) {
    return question.known_at ? store::ledger_known_at(tx, plan, *question.known_at)
                             : store::ledger_known_now(tx, plan);
}

Result<std::vector<Owed>> owed(store::Transaction& tx,
                               const PlanId& plan,
                               const StandingQuestion& question) {
    auto known = known_for(tx, plan, question);
    if (!known) {
        return std::move(known).error();
    }
    return owed(*std::move(known), question.at);
}

Result<std::vector<Owed>> owed(store::Transaction& tx, const PlanId& plan, Instant at) {
    return owed(tx, plan, StandingQuestion{at, std::nullopt});
}

StandingCounts counts_of(std::span<const Owed> rows) noexcept {
    StandingCounts counts;
    for (const auto& row : rows) {
        counts.add(row.standing);
    }
    return counts;
}

}  // namespace tiendo::ledger
