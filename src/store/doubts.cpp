#include "row_set.hpp"
#include "sql.hpp"
#include "versions.hpp"

#include "tiendo/store/plans.hpp"

#include <algorithm>
#include <string_view>

namespace tiendo::store {

namespace {

/// Doubts have no id: one is known by its place among those of its origin.
SetRow set_row(std::string_view origin, std::int64_t place, std::string body) {
    return {std::string(origin) + "/" + std::to_string(place), place, std::move(body)};
}

std::vector<SetRow> stored_doubts(Session& session, const PlanId& plan, std::string_view origin) {
    Statement select(
        session,
        "SELECT position, body FROM doubt WHERE plan = ?1 AND origin = ?2 ORDER BY position");
    select.bind_all(plan.str(), origin);
    std::vector<SetRow> set;
    while (select.step()) {
        set.push_back(set_row(origin, select.integer(0), select.text(1)));
    }
    return set;
}

std::string_view origin_of(const KnownRow& row) {
    return std::string_view(row.id).substr(0, row.id.rfind('/'));
}

}  // namespace

Result<void> replace_doubts(Transaction& tx,
                            const PlanId& plan,
                            std::string_view origin,
                            const std::vector<Doubt>& doubts) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, plan); !there) {
            return there;
        }
        std::vector<SetRow> after;
        after.reserve(doubts.size());
        for (const auto& doubt : doubts) {
            after.push_back(set_row(origin, std::ssize(after), to_json(doubt)));
        }
        const auto before = stored_doubts(session, plan, origin);
        const auto change = change_between(before, after);
        Statement remove(session,
                         "DELETE FROM doubt WHERE plan = ?1 AND origin = ?2 AND position = ?3");
        for (const auto* row : change.gone) {
            remove.bind_all(plan.str(), origin, row->position);
            remove.run();
        }
        Statement put(session,
                      "INSERT INTO doubt VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (plan, origin, position) DO UPDATE SET body = excluded.body");
        const auto write = [&](const SetRow& row) {
            put.bind_all(plan.str(), origin, row.position, row.body);
            put.run();
        };
        for (const auto& [was, is] : change.changed) {
            write(*is);
        }
        for (const auto* row : change.come) {
            write(*row);
        }
        note(session, VersionKind::doubt, plan, change);
        return {};
    });
}

Result<std::vector<Doubt>> list_doubts(Transaction& tx, const PlanId& plan) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<Doubt>(
            session, "doubt", Conditions().equal("plan", plan.str()), "origin, position");
    });
}

Result<std::vector<Doubt>> doubts_known_at(Transaction& tx, const PlanId& plan, Instant known_at) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<Doubt>> {
        if (auto there = require_plan(session, plan); !there) {
            return std::move(there).error();
        }
        auto rows = known_rows(session, VersionKind::doubt, plan, {}, known_at);
        std::ranges::sort(
            rows, {}, [](const KnownRow& row) { return std::pair(origin_of(row), row.position); });
        std::vector<std::string> bodies;
        bodies.reserve(rows.size());
        for (auto& row : rows) {
            bodies.push_back(std::move(row.body));
        }
        return values_of<Doubt>(bodies);
    });
}

}  // namespace tiendo::store
