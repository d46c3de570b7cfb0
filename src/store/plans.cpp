#include "tiendo/store/plans.hpp"

#include "sql.hpp"

namespace tiendo::store {

Result<void> put_plan(Transaction& tx, const StoredPlan& plan, std::string_view source) {
    constexpr std::size_t longest = std::size_t{64} << 20U;
    if (source.size() > longest) {
        return Error{ErrorCode::malformed_input,
                     "the document is longer than 64 MiB",
                     "split it, or remove what is not text"}
            .at("plan '" + plan.id.str() + "'");
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (require_plan(session, plan.id)) {
            return Error{ErrorCode::conflict,
                         "there is a plan '" + plan.id.str() + "' already",
                         "adopt it under another id"};
        }
        Statement insert(session,
                         "INSERT INTO plan VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
        const auto body = to_json(plan.plan);
        insert.bind_all(plan.id.str(),
                        plan.adopted_at.unix_ms(),
                        plan.plan.title,
                        plan.plan.number,
                        plan.plan.date ? std::optional(day_number(*plan.plan.date)) : std::nullopt,
                        plan.plan.authority,
                        plan.plan.source_name,
                        plan.plan.source_sha256,
                        static_cast<std::int64_t>(plan.plan.nodes.size()),
                        body);
        insert.bind_bytes(11, source);
        insert.run();
        return {};
    });
}

Result<StoredPlan> get_plan(Transaction& tx, const PlanId& id) {
    return guarded(tx, [&](Session& session) -> Result<StoredPlan> {
        if (auto there = require_plan(session, id); !there) {
            return std::move(there).error();
        }
        std::string body;
        long long adopted = 0;
        session.soci() << "SELECT body, adopted_at FROM plan WHERE id = :i", soci::use(id.str()),
            soci::into(body), soci::into(adopted);
        auto plan = from_json<Plan>(body);
        if (!plan) {
            return std::move(plan).error().at("stored plan '" + id.str() + "'");
        }
        return StoredPlan{id, *std::move(plan), Instant::from_unix_ms(adopted)};
    });
}

Result<bool> plan_exists(Transaction& tx, const PlanId& id) {
    return guarded(tx, [&](Session& session) -> Result<bool> {
        return require_plan(session, id).has_value();
    });
}

Result<std::vector<PlanSummary>> list_plans(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<std::vector<PlanSummary>> {
        Statement select(session,
                         "SELECT p.id, p.title, p.number, p.day, p.authority, p.source_name, "
                         "p.source_sha256, p.adopted_at, p.nodes, "
                         "(SELECT count(*) FROM doubt d WHERE d.plan = p.id) "
                         "FROM plan p ORDER BY p.adopted_at, p.id");
        std::vector<PlanSummary> plans;
        while (select.step()) {
            const auto day = select.maybe_integer(3);
            plans.push_back({PlanId::of(select.view(0)),
                             select.text(1),
                             select.maybe_text(2),
                             day ? std::optional(date_of(*day)) : std::nullopt,
                             select.text(4),
                             select.text(5),
                             select.text(6),
                             Instant::from_unix_ms(select.integer(7)),
                             select.integer(8),
                             select.integer(9)});
        }
        return plans;
    });
}

Result<std::string> source_text(Transaction& tx, const PlanId& id) {
    return guarded(tx, [&](Session& session) -> Result<std::string> {
        Statement select(session, "SELECT source FROM plan WHERE id = ?1");
        select.bind(1, id.str());
        if (!select.step()) {
            return require_plan(session, id).error();
        }
        return select.text(0);
    });
}

Result<void> put_plan_terms(Transaction& tx, const PlanId& plan, std::string_view json) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, plan); !there) {
            return there;
        }
        const std::string body(json);
        session.soci() << "INSERT INTO plan_terms VALUES (:p, :b) "
                          "ON CONFLICT (plan) DO UPDATE SET body = excluded.body",
            soci::use(plan.str()), soci::use(body);
        return {};
    });
}

Result<std::string> get_plan_terms(Transaction& tx, const PlanId& plan) {
    return guarded(tx, [&](Session& session) -> Result<std::string> {
        if (auto there = require_plan(session, plan); !there) {
            return std::move(there).error();
        }
        Statement select(session, "SELECT body FROM plan_terms WHERE plan = ?1");
        select.bind(1, plan.str());
        if (!select.step()) {
            return Error{ErrorCode::not_found,
                         "it is not known for which years plan '" + plan.str() + "' was adopted",
                         "adopt its document again under another id: tiendo plan adopt"};
        }
        return select.text(0);
    });
}

}  // namespace tiendo::store
