#include "tiendo/store/issued.hpp"

#include "sql.hpp"

#include <cassert>

namespace tiendo::store {

Result<void> insert_issued(Transaction& tx,
                           const IssuedReport& report,
                           const std::map<std::string, std::string>& bytes) {
    assert(bytes.size() == report.forms.size());
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_cycle(session, report.plan, report.cycle); !there) {
            return there;
        }
        const auto& plan = report.plan.str();
        const auto& cycle = report.cycle.str();
        const auto version = std::to_string(report.version);
        if (count_of(
                session,
                "SELECT count(*) FROM issued_report WHERE plan = :p AND cycle = :c AND version "
                "= CAST(:v AS INTEGER)",
                {plan, cycle, version}) != 0) {
            return Error{ErrorCode::conflict,
                         "version " + version + " of the report was issued already",
                         "issue the next one as a correction"};
        }
        Statement insert(
            session,
            "INSERT INTO issued_report (plan, cycle, version, body) VALUES (?1, ?2, ?3, ?4)");
        const auto body = to_json(report);
        insert.bind_all(plan, cycle, std::int64_t{report.version}, body);
        insert.run();
        const auto position = sqlite3_last_insert_rowid(session.native());
        Statement form(session,
                       "INSERT INTO issued_form (report, format, bytes) VALUES (?1, ?2, ?3)");
        for (const auto& [format, text] : bytes) {
            form.bind(1, std::int64_t{position});
            form.bind(2, format);
            form.bind_bytes(3, text);
            form.run();
        }
        return {};
    });
}

Result<std::vector<IssuedReport>> list_issued(Transaction& tx,
                                              const PlanId& plan,
                                              const CycleId& cycle) {
    return guarded(tx, [&](Session& session) {
        return list_bodies<IssuedReport>(
            session,
            "issued_report",
            Conditions().equal("plan", plan.str()).equal("cycle", cycle.str()),
            "version");
    });
}

Result<std::string> issued_bytes(Transaction& tx,
                                 const PlanId& plan,
                                 const CycleId& cycle,
                                 int version,
                                 std::string_view format) {
    return guarded(tx, [&](Session& session) -> Result<std::string> {
        Statement select(session,
                         "SELECT f.bytes FROM issued_form f JOIN issued_report r ON r.position = "
                         "f.report WHERE r.plan = ?1 AND r.cycle = ?2 AND r.version = ?3 AND "
                         "f.format = ?4");
        select.bind_all(plan.str(), cycle.str(), std::int64_t{version}, format);
        if (!select.step()) {
            return Error{ErrorCode::not_found,
                         "version " + std::to_string(version) + " of cycle '" + cycle.str() +
                             "' was not issued as " + std::string(format),
                         "list what was: tiendo report issued"};
        }
        return select.text(0);
    });
}

}  // namespace tiendo::store
