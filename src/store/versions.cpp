#include "versions.hpp"

#include "sql.hpp"

#include "tiendo/model/evidence.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/versions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace tiendo::store {

namespace {

std::int64_t position_of(Session& session, std::string_view query, const std::string& id) {
    Statement select(session, query);
    select.bind(1, id);
    return select.step() ? select.integer(0) : 0;
}

std::int64_t position_of(Session& session, const Obligation& obligation) {
    return position_of(
        session, "SELECT position FROM obligation WHERE id = ?1", obligation.id.str());
}

std::int64_t position_of(Session& session, const Cycle& cycle) {
    Statement select(session, "SELECT position FROM cycle WHERE plan = ?1 AND id = ?2");
    select.bind_all(cycle.plan.str(), cycle.id.str());
    return select.step() ? select.integer(0) : 0;
}

std::int64_t last_recorded(Session& session) {
    Statement select(session,
                     "SELECT recorded_at FROM ledger_version ORDER BY number DESC LIMIT 1");
    return select.step() ? select.integer(0) : std::numeric_limits<std::int64_t>::min();
}

/// Rows of one kind as they were known, each with its place in the table.
template <typename T>
struct Placed {
    std::int64_t position;
    T value;
};

template <typename T>
Result<std::vector<Placed<T>>> placed(Session& session,
                                      VersionKind kind,
                                      const PlanId& plan,
                                      Instant known_at) {
    std::vector<Placed<T>> rows;
    for (const auto& row : known_rows(session, kind, plan, {}, known_at)) {
        auto value = from_json<T>(row.body);
        if (!value) {
            return std::move(value).error().at("stored version");
        }
        rows.push_back({row.position, *std::move(value)});
    }
    return rows;
}

template <typename T, typename Key>
std::vector<T> in_order(std::vector<Placed<T>> rows, const Key& key) {
    std::ranges::sort(rows, {}, key);
    std::vector<T> values;
    values.reserve(rows.size());
    for (auto& row : rows) {
        values.push_back(std::move(row.value));
    }
    return values;
}

KnownLedger arranged(std::vector<Placed<Cycle>> cycles,
                     std::vector<Placed<Obligation>> obligations,
                     std::vector<Placed<Submission>> submissions) {
    KnownLedger known;
    known.cycles = in_order(std::move(cycles), [](const Placed<Cycle>& row) {
        const auto& due = row.value.due.at;
        return std::tuple(!due, due.value_or(Instant{}), row.position);
    });
    known.obligations = in_order(std::move(obligations), &Placed<Obligation>::position);
    std::map<std::string_view, std::size_t> place;
    for (const auto& each : known.obligations) {
        place.emplace(each.id.str(), place.size());
    }
    // A removed obligation takes what was sent for it along; none is removed that has something.
    std::erase_if(submissions, [&](const Placed<Submission>& row) {
        return !place.contains(row.value.obligation.str());
    });
    known.submissions = in_order(std::move(submissions), [&](const Placed<Submission>& row) {
        return std::pair(place.at(row.value.obligation.str()), row.value.round);
    });
    return known;
}

}  // namespace

void note(Session& session, const Cycle& cycle) {
    session.noted.push_back({cycle.plan.str(),
                             VersionKind::cycle,
                             cycle.id.str(),
                             position_of(session, cycle),
                             to_json(cycle)});
}

void note(Session& session, const Obligation& obligation) {
    session.noted.push_back({obligation.plan.str(),
                             VersionKind::obligation,
                             obligation.id.str(),
                             position_of(session, obligation),
                             to_json(obligation)});
}

void note(Session& session, const Submission& submission) {
    Statement select(session, "SELECT plan FROM obligation WHERE id = ?1");
    select.bind(1, submission.obligation.str());
    const auto plan = select.step() ? select.text(0) : std::string();
    session.noted.push_back({plan,
                             VersionKind::submission,
                             submission.id.str(),
                             submission.round,
                             to_json(submission)});
}

void note_removed(Session& session, const Cycle& cycle) {
    session.noted.push_back(
        {cycle.plan.str(), VersionKind::cycle, cycle.id.str(), position_of(session, cycle), {}});
}

void note_removed(Session& session, const Obligation& obligation) {
    session.noted.push_back({obligation.plan.str(),
                             VersionKind::obligation,
                             obligation.id.str(),
                             position_of(session, obligation),
                             {}});
}

std::vector<KnownRow> known_rows(Session& session,
                                 VersionKind kind,
                                 const std::optional<PlanId>& plan,
                                 std::string_view prefix,
                                 Instant known_at) {
    // The inner query reads the index alone, so that bodies are read of what was asked for.
    Statement select(session,
                     std::string("SELECT id, position, body FROM ledger_version WHERE number IN ("
                                 "SELECT max(number) FROM ledger_version WHERE kind = ?1 AND "
                                 "recorded_at <= ?2 AND substr(id, 1, length(?3)) = ?3") +
                         (plan ? " AND plan = ?4" : "") +
                         " GROUP BY plan, kind, id) AND body <> ''");
    select.bind_all(static_cast<std::int64_t>(kind), known_at.unix_ms(), prefix);
    if (plan) {
        select.bind(4, plan->str());
    }
    std::vector<KnownRow> rows;
    while (select.step()) {
        rows.push_back({select.text(0), select.integer(1), select.text(2)});
    }
    return rows;
}

void write_versions(Session& session, const JournalEntry& entry) {
    if (session.noted.empty()) {
        return;
    }
    const auto recorded_at = std::max(entry.at.unix_ms(), last_recorded(session));
    Statement insert(session,
                     "INSERT INTO ledger_version (plan, kind, id, position, sequence, recorded_at, "
                     "body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    for (const auto& each : session.noted) {
        insert.bind_all(each.plan,
                        static_cast<std::int64_t>(each.kind),
                        each.id,
                        each.position,
                        entry.sequence,
                        recorded_at,
                        each.body);
        insert.run();
    }
    session.noted.clear();
}

Result<KnownLedger> ledger_known_at(Transaction& tx, const PlanId& plan, Instant known_at) {
    return guarded(tx, [&](Session& session) -> Result<KnownLedger> {
        if (auto there = require_plan(session, plan); !there) {
            return std::move(there).error();
        }
        auto cycles = placed<Cycle>(session, VersionKind::cycle, plan, known_at);
        auto obligations =
            cycles ? placed<Obligation>(session, VersionKind::obligation, plan, known_at)
                   : std::move(cycles).error();
        auto submissions =
            obligations ? placed<Submission>(session, VersionKind::submission, plan, known_at)
                        : std::move(obligations).error();
        if (!submissions) {
            return std::move(submissions).error();
        }
        return arranged(*std::move(cycles), *std::move(obligations), *std::move(submissions));
    });
}

Result<KnownLedger> ledger_known_now(Transaction& tx, const PlanId& plan) {
    auto there = guarded(tx, [&](Session& session) { return require_plan(session, plan); });
    auto cycles =
        there ? list_cycles(tx, plan) : Result<std::vector<Cycle>>(std::move(there).error());
    auto obligations = cycles ? list_obligations(tx, {.plan = plan}) : std::move(cycles).error();
    auto submissions =
        obligations ? list_submissions(tx, {.plan = plan}) : std::move(obligations).error();
    if (!submissions) {
        return std::move(submissions).error();
    }
    return KnownLedger{*std::move(cycles), *std::move(obligations), *std::move(submissions)};
}

namespace {

std::vector<Version> versions_in(Statement& select) {
    std::vector<Version> versions;
    while (select.step()) {
        versions.push_back({static_cast<VersionKind>(select.integer(0)),
                            select.text(1),
                            select.integer(2),
                            Instant::from_unix_ms(select.integer(3)),
                            select.text(4)});
    }
    return versions;
}

}  // namespace

Result<Cycle> cycle_known_at(Transaction& tx,
                             const PlanId& plan,
                             const CycleId& cycle,
                             Instant known_at) {
    return guarded(tx, [&](Session& session) -> Result<Cycle> {
        if (auto there = require_plan(session, plan); !there) {
            return std::move(there).error();
        }
        auto cycles = placed<Cycle>(session, VersionKind::cycle, plan, known_at);
        if (!cycles) {
            return std::move(cycles).error();
        }
        for (auto& row : *cycles) {
            if (row.value.id == cycle) {
                return std::move(row.value);
            }
        }
        return Error{ErrorCode::not_found,
                     "nothing was recorded of cycle '" + cycle.str() + "' of plan '" + plan.str() +
                         "' at " + known_at.iso(),
                     "check the id, or ask for a later instant: the plan was adopted, or the cycle "
                     "fixed, after this one"};
    });
}

Result<std::optional<Instant>> derived_known_since(Transaction& tx, const PlanId& plan) {
    return guarded(tx, [&](Session& session) -> Result<std::optional<Instant>> {
        Statement select(session,
                         "SELECT recorded_at FROM ledger_version "
                         "WHERE plan = ?1 AND kind = ?2 AND id = ''");
        select.bind_all(plan.str(), static_cast<std::int64_t>(VersionKind::measure));
        return select.step() ? std::optional(Instant::from_unix_ms(select.integer(0)))
                             : std::nullopt;
    });
}

Result<std::vector<Version>> list_versions(Transaction& tx, const ObligationId& obligation) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<Version>> {
        Statement select(
            session,
            "SELECT kind, id, sequence, recorded_at, body FROM ledger_version "
            "WHERE plan = coalesce((SELECT plan FROM obligation WHERE id = ?1), "
            "(SELECT plan FROM ledger_version WHERE kind = 1 AND id = ?1 LIMIT 1)) AND "
            "((kind = 1 AND id = ?1) OR "
            "(kind = 2 AND json_extract(body, '$.obligation') = ?1)) ORDER BY number");
        select.bind(1, obligation.str());
        return versions_in(select);
    });
}

Result<std::vector<Version>> list_versions(Transaction& tx,
                                           const PlanId& plan,
                                           const UnitId& unit) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<Version>> {
        if (auto there = require_plan(session, plan); !there) {
            return std::move(there).error();
        }
        // A submission's id is its obligation's, a slash and the round, so that no body of another
        // unit's paper is read.
        Statement select(session,
                         "WITH mine AS MATERIALIZED (SELECT DISTINCT id FROM ledger_version "
                         "WHERE plan = ?1 AND kind = 1 AND "
                         "CASE WHEN body <> '' THEN json_extract(body, '$.unit') END = ?2) "
                         "SELECT kind, id, sequence, recorded_at, body FROM ledger_version "
                         "WHERE number IN (SELECT number FROM ledger_version WHERE plan = ?1 AND "
                         "(kind = 0 OR (kind = 1 AND id IN (SELECT id FROM mine)) OR "
                         "(kind = 2 AND rtrim(id, '0123456789') IN (SELECT id || '/' FROM mine)))) "
                         "ORDER BY number");
        select.bind_all(plan.str(), unit.str());
        return versions_in(select);
    });
}

}  // namespace tiendo::store
