#include "tiendo/ledger/standing.hpp"

#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <algorithm>
#include <map>

namespace tiendo::ledger {

namespace {

/// Days begun since `due`: 1 on the first.
std::int64_t days_begun(Instant due, Instant moment) {
    return (moment.date().days() - due.date().days()).count() + 1;
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
    const Submission* first = nullptr;
    for (const auto& each : submissions) {
        const bool sent = each.state != ReportState::draft && each.sent_at <= at;
        if (sent && (first == nullptr || each.sent_at < first->sent_at ||
                     (each.sent_at == first->sent_at && each.round < first->round))) {
            first = &each;
        }
    }
    return first;
}

Standing standing_of(const Obligation& obligation,
                     const Cycle& cycle,
                     std::span<const Submission> submissions,
                     Instant at) noexcept {
    if (obligation.superseded) {
        return Standing::superseded;
    }
    if (obligation.excused) {
        return Standing::excused;
    }
    if (const auto* first = deciding(submissions, at); first != nullptr) {
        return !cycle.due.at || first->sent_at < *cycle.due.at ? Standing::on_time : Standing::late;
    }
    if (cycle.due.at && *cycle.due.at <= at) {
        return Standing::overdue;
    }
    return cycle.opens_at && at < *cycle.opens_at ? Standing::not_due : Standing::open;
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

Result<std::vector<Owed>> owed(store::Transaction& tx, const PlanId& plan, Instant at) {
    if (auto known = store::get_plan(tx, plan); !known) {
        return std::move(known).error();
    }
    auto cycles = store::list_cycles(tx, plan);
    if (!cycles) {
        return std::move(cycles).error();
    }
    auto obligations = store::list_obligations(tx, {.plan = plan});
    if (!obligations) {
        return std::move(obligations).error();
    }
    auto submissions = store::list_submissions(tx, {.plan = plan});
    if (!submissions) {
        return std::move(submissions).error();
    }
    std::map<ObligationId, std::vector<Submission>> sent;
    for (auto& each : *submissions) {
        sent[each.obligation].push_back(std::move(each));
    }
    std::vector<Owed> rows;
    for (const auto& cycle : *cycles) {
        for (const auto& obligation : *obligations) {
            if (obligation.cycle != cycle.id) {
                continue;
            }
            Owed row;
            row.obligation = obligation;
            row.cycle = cycle;
            row.rounds = sent[obligation.id];
            row.standing = standing_of(obligation, cycle, row.rounds, at);
            if (const auto* first = deciding(row.rounds, at); first != nullptr) {
                row.deciding = *first;
            }
            row.days_late = days_late(row, at);
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

StandingCounts counts_of(std::span<const Owed> rows) noexcept {
    StandingCounts counts;
    for (const auto& row : rows) {
        counts.add(row.standing);
    }
    return counts;
}

}  // namespace tiendo::ledger
