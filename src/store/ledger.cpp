#include "tiendo/store/ledger.hpp"

#include "sql.hpp"
#include "versions.hpp"

#include "tiendo/store/evidence.hpp"

namespace tiendo::store {

namespace {

Error taken(const std::string& what) {
    return Error{ErrorCode::conflict,
                 "there is " + what + " already",
                 "look at what is stored, then decide"};
}

Conditions cycle_key(const PlanId& plan, const CycleId& id) {
    return Conditions().equal("plan", plan.str()).equal("id", id.str());
}

constexpr auto see_papers = "see what is owed: tiendo owed";

// What stands in columns beside a body is bound with it, by one function for each kind of row: a
// statement takes of it what it changes.

void write(Session& session, std::string_view sql, const Cycle& cycle) {
    Statement statement(session, sql);
    const auto body = to_json(cycle);
    statement.bind_all(cycle.plan.str(),
                       cycle.id.str(),
                       std::int64_t{cycle.year},
                       ms_of(cycle.opens_at),
                       ms_of(cycle.due.at),
                       body);
    statement.run();
}

void write(Session& session, std::string_view sql, const Obligation& obligation) {
    Statement statement(session, sql);
    const auto body = to_json(obligation);
    statement.bind_all(obligation.id.str(),
                       obligation.plan.str(),
                       obligation.cycle.str(),
                       obligation.unit.str(),
                       static_cast<std::int64_t>(obligation.excuses.size()),
                       std::int64_t{obligation.superseded.has_value()},
                       body);
    statement.run();
}

void write(Session& session, std::string_view sql, const Submission& submission) {
    Statement statement(session, sql);
    const auto body = to_json(submission);
    statement.bind_all(submission.id.str(),
                       submission.obligation.str(),
                       std::int64_t{submission.round},
                       static_cast<std::int64_t>(submission.state),
                       submission.sent_at.unix_ms(),
                       ms_of(submission.withdrawn_at),
                       body);
    statement.run();
}

std::string name_of(const Cycle& cycle) {
    return "cycle '" + cycle.id.str() + "' of plan '" + cycle.plan.str() + "'";
}

Result<Obligation> obligation_of(Session& session, const ObligationId& id) {
    return get_body<Obligation>(session,
                                "obligation",
                                Conditions().equal("id", id.str()),
                                "obligation '" + id.str() + "'",
                                see_papers);
}

Result<Submission> submission_of(Session& session, const SubmissionId& id) {
    return get_body<Submission>(session,
                                "submission",
                                Conditions().equal("id", id.str()),
                                "submission '" + id.str() + "'",
                                see_papers);
}

}  // namespace

Result<void> insert_cycles(Transaction& tx, std::span<const Cycle> cycles) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        for (const auto& cycle : cycles) {
            if (auto there = require_plan(session, cycle.plan); !there) {
                return there;
            }
            if (require_cycle(session, cycle.plan, cycle.id)) {
                return taken(name_of(cycle));
            }
            write(session,
                  "INSERT INTO cycle (plan, id, year, opens_at, due_at, body) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  cycle);
            note(session, cycle);
        }
        return {};
    });
}

Result<void> update_cycle(Transaction& tx, const Cycle& cycle) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_cycle(session, cycle.plan, cycle.id); !there) {
            return there;
        }
        write(session,
              "UPDATE cycle SET year = ?3, opens_at = ?4, due_at = ?5, body = ?6 "
              "WHERE plan = ?1 AND id = ?2",
              cycle);
        note(session, cycle);
        return {};
    });
}

Result<void> remove_cycle(Transaction& tx, const PlanId& plan, const CycleId& id) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto stored = get_body<Cycle>(
            session, "cycle", cycle_key(plan, id), "cycle '" + id.str() + "'", see_papers);
        if (!stored) {
            return std::move(stored).error();
        }
        if (count_of(session,
                     "SELECT count(*) FROM obligation WHERE plan = :p AND cycle = :c",
                     {plan.str(), id.str()}) != 0) {
            return Error{ErrorCode::conflict,
                         "somebody owes a paper in cycle '" + id.str() + "'",
                         "take the obligations away first, or keep the cycle"};
        }
        for (const auto& rule :
             texts_of(session,
                      "SELECT DISTINCT rule FROM measure WHERE plan = :p AND cycle = :c",
                      {plan.str(), id.str()})) {
            if (auto done = replace_measures(tx, plan, id, rule, {}); !done) {
                return done;
            }
        }
        note_removed(session, *stored);
        Statement remove(session, "DELETE FROM cycle WHERE plan = ?1 AND id = ?2");
        remove.bind_all(plan.str(), id.str());
        remove.run();
        return {};
    });
}

Result<Cycle> get_cycle(Transaction& tx, const PlanId& plan, const CycleId& id) {
    return guarded(tx, [&](Session& session) {
        return get_body<Cycle>(
            session, "cycle", cycle_key(plan, id), "cycle '" + id.str() + "'", see_papers);
    });
}

Result<std::vector<Cycle>> list_cycles(Transaction& tx, const PlanId& plan) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Cycle>(session,
                                  "cycle",
                                  Conditions().equal("plan", plan.str()),
                                  "due_at IS NULL, due_at, position");
    });
}

Result<void> replace_duties(Transaction& tx, const PlanId& plan, std::span<const Duty> duties) {
    for (const auto& duty : duties) {
        if (duty.plan != plan) {
            return Error{ErrorCode::malformed_input,
                         "duty '" + duty.id.str() + "' is of another plan",
                         "replace each plan's duties on their own"};
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, plan); !there) {
            return there;
        }
        session.soci() << "DELETE FROM duty WHERE plan = :p", soci::use(plan.str());
        Statement insert(
            session, "INSERT INTO duty (id, plan, node, unit, body) VALUES (?1, ?2, ?3, ?4, ?5)");
        for (const auto& duty : duties) {
            const auto body = to_json(duty);
            insert.bind_all(duty.id.str(), plan.str(), duty.node.str(), duty.unit.str(), body);
            insert.run();
        }
        return {};
    });
}

Result<std::vector<Duty>> list_duties(Transaction& tx, const DutyFilter& filter) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Duty>(session,
                                 "duty",
                                 Conditions()
                                     .equal("plan", filter.plan)
                                     .equal("node", filter.node)
                                     .equal("unit", filter.unit),
                                 "plan, position");
    });
}

Result<void> insert_obligations(Transaction& tx, std::span<const Obligation> obligations) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        std::optional<std::pair<PlanId, CycleId>> known;
        for (const auto& each : obligations) {
            if (known != std::pair(each.plan, each.cycle)) {
                if (auto there = require_cycle(session, each.plan, each.cycle); !there) {
                    return there;
                }
                known.emplace(each.plan, each.cycle);
            }
            write(session,
                  "INSERT INTO obligation (id, plan, cycle, unit, excuses, superseded, body) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  each);
            note(session, each);
        }
        return {};
    });
}

Result<void> update_obligation(Transaction& tx, const Obligation& obligation) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto stored = obligation_of(session, obligation.id);
        if (!stored) {
            return std::move(stored).error();
        }
        auto changed = *stored;
        changed.excuses = obligation.excuses;
        changed.superseded = obligation.superseded;
        if (changed != obligation) {
            return Error{ErrorCode::conflict,
                         "obligation '" + obligation.id.str() + "' is fixed",
                         "change nothing of it but whether it is excused or superseded"};
        }
        write(session,
              "UPDATE obligation SET excuses = ?5, superseded = ?6, body = ?7 WHERE id = ?1",
              obligation);
        note(session, obligation);
        return {};
    });
}

Result<void> remove_obligation(Transaction& tx, const ObligationId& id) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto stored = obligation_of(session, id);
        if (!stored) {
            return std::move(stored).error();
        }
        if (count_of(session,
                     "SELECT count(*) FROM submission WHERE obligation = :o",
                     {id.str()}) != 0) {
            return Error{ErrorCode::conflict,
                         "something was filed under obligation '" + id.str() + "'",
                         "supersede it with a reason instead"};
        }
        note_removed(session, *stored);
        session.soci() << "DELETE FROM obligation WHERE id = :i", soci::use(id.str());
        return {};
    });
}

Result<Obligation> get_obligation(Transaction& tx, const ObligationId& id) {
    return guarded(tx, [&](Session& session) { return obligation_of(session, id); });
}

Result<std::vector<Obligation>> list_obligations(Transaction& tx, const ObligationFilter& filter) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Obligation>(session,
                                       "obligation",
                                       Conditions()
                                           .equal("plan", filter.plan)
                                           .equal("cycle", filter.cycle)
                                           .equal("unit", filter.unit),
                                       "position");
    });
}

Result<void> insert_submission(Transaction& tx, const Submission& submission) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = obligation_of(session, submission.obligation); !there) {
            return std::move(there).error();
        }
        const auto round = std::to_string(submission.round);
        if (count_of(session,
                     "SELECT count(*) FROM submission WHERE id = :i OR "
                     "(obligation = :o AND round = CAST(:r AS INTEGER))",
                     {submission.id.str(), submission.obligation.str(), round}) != 0) {
            return taken("submission '" + submission.id.str() + "', or one of round " + round);
        }
        write(session,
              "INSERT INTO submission (id, obligation, round, state, sent_at, withdrawn_at, body) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
              submission);
        note(session, submission);
        return {};
    });
}

Result<void> update_submission(Transaction& tx, const Submission& submission) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto stored = submission_of(session, submission.id);
        if (!stored) {
            return std::move(stored).error();
        }
        if (stored->obligation != submission.obligation || stored->round != submission.round) {
            return Error{
                ErrorCode::conflict,
                "submission '" + submission.id.str() + "' is of another obligation or round",
                "insert a submission of its own"};
        }
        write(session,
              "UPDATE submission SET state = ?4, sent_at = ?5, withdrawn_at = ?6, body = ?7 "
              "WHERE id = ?1",
              submission);
        note(session, submission);
        return {};
    });
}

Result<Submission> get_submission(Transaction& tx, const SubmissionId& id) {
    return guarded(tx, [&](Session& session) { return submission_of(session, id); });
}

Result<std::vector<Submission>> list_submissions(Transaction& tx, const SubmissionFilter& filter) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<Submission>> {
        const auto conditions = Conditions()
                                    .equal("o.id", filter.obligation)
                                    .equal("o.plan", filter.plan)
                                    .equal("o.cycle", filter.cycle)
                                    .equal("o.unit", filter.unit);
        return values_of<Submission>(
            texts_of(session,
                     "SELECT s.body FROM submission s JOIN obligation o ON o.id = s.obligation" +
                         conditions.where() + " ORDER BY o.position, s.round",
                     conditions.values()));
    });
}

}  // namespace tiendo::store
