#include "tiendo/store/evidence.hpp"

#include "sql.hpp"

namespace tiendo::store {

namespace {

Error of_another(const std::string& what) {
    return Error{ErrorCode::malformed_input,
                 what + " is of another plan, cycle or rule than the one replaced",
                 "replace each rule's rows on their own"};
}

std::optional<std::string> text_of(const std::optional<UnitId>& unit) {
    return unit ? std::optional(unit->str()) : std::nullopt;
}

}  // namespace

Result<void> replace_evidence(Transaction& tx,
                              const PlanId& plan,
                              std::string_view rule,
                              std::span<const Evidence> rows) {
    for (const auto& row : rows) {
        if (row.plan != plan || row.rule != rule) {
            return of_another("evidence '" + row.id.str() + "'");
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, plan); !there) {
            return there;
        }
        Statement remove(session, "DELETE FROM evidence WHERE plan = ?1 AND rule = ?2");
        remove.bind_all(plan.str(), rule);
        remove.run();
        Statement insert(session,
                         "INSERT INTO evidence (id, plan, rule, node, unit, body) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        for (const auto& row : rows) {
            const auto body = to_json(row);
            const auto unit = text_of(row.unit);
            insert.bind_all(row.id.str(), plan.str(), rule, row.node.str(), unit, body);
            insert.run();
        }
        return {};
    });
}

Result<std::vector<Evidence>> list_evidence(Transaction& tx, const EvidenceFilter& filter) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Evidence>(session,
                                     "evidence",
                                     Conditions()
                                         .equal("plan", filter.plan)
                                         .equal("node", filter.node)
                                         .equal("unit", filter.unit)
                                         .equal("rule", filter.rule),
                                     "plan, rule, position");
    });
}

Result<Evidence> get_evidence(Transaction& tx, const EvidenceId& id) {
    return guarded(tx, [&](Session& session) {
        return get_body<Evidence>(session,
                                  "evidence",
                                  Conditions().equal("id", id.str()),
                                  "evidence '" + id.str() + "'",
                                  "see what a figure counts: tiendo explain");
    });
}

Result<void> replace_measures(Transaction& tx,
                              const PlanId& plan,
                              const CycleId& cycle,
                              std::string_view rule,
                              std::span<const Measure> rows) {
    for (const auto& row : rows) {
        if (row.plan != plan || row.cycle != cycle || row.rule != rule) {
            return of_another("measure '" + row.code + "'");
        }
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_cycle(session, plan, cycle); !there) {
            return there;
        }
        Statement remove(session,
                         "DELETE FROM measure WHERE plan = ?1 AND cycle = ?2 AND rule = ?3");
        remove.bind_all(plan.str(), cycle.str(), rule);
        remove.run();
        Statement insert(session,
                         "INSERT INTO measure (plan, cycle, rule, unit, code, body) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        for (const auto& row : rows) {
            const auto body = to_json(row);
            const auto unit = text_of(row.unit);
            insert.bind_all(plan.str(), cycle.str(), rule, unit, row.code, body);
            insert.run();
        }
        return {};
    });
}

Result<std::vector<Measure>> list_measures(Transaction& tx, const MeasureFilter& filter) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Measure>(session,
                                    "measure",
                                    Conditions()
                                        .equal("plan", filter.plan)
                                        .equal("cycle", filter.cycle)
                                        .equal("unit", filter.unit)
                                        .equal("code", filter.code),
                                    "plan, cycle, rule, position");
    });
}

}  // namespace tiendo::store
