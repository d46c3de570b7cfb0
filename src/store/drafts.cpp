#include "tiendo/store/drafts.hpp"

#include "sql.hpp"

#include "tiendo/store/ledger.hpp"

namespace tiendo::store {

Result<void> insert_draft_revision(Transaction& tx, const DraftRevision& revision) {
    if (auto there = get_obligation(tx, revision.obligation); !there) {
        return std::move(there).error();
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        Statement known(
            session,
            "SELECT 1 FROM draft_part WHERE obligation = ?1 AND round = ?2 AND part = ?3 "
            "AND revision = ?4");
        const std::int64_t round = revision.round;
        const std::int64_t number = revision.revision;
        known.bind_all(revision.obligation.str(), round, revision.part, number);
        if (known.step()) {
            return Error{
                ErrorCode::conflict,
                "part '" + revision.part + "' has revision " + std::to_string(number) + " already",
                "read the draft again, then save"};
        }
        Statement insert(session,
                         "INSERT INTO draft_part (obligation, round, part, revision, base, aside, "
                         "at_ms, actor, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        insert.bind_all(revision.obligation.str(),
                        round,
                        revision.part,
                        number,
                        std::int64_t{revision.base},
                        std::int64_t{revision.aside ? 1 : 0},
                        revision.at.unix_ms(),
                        revision.actor,
                        revision.text);
        insert.run();
        return {};
    });
}

Result<std::vector<DraftRevision>> list_draft_revisions(Transaction& tx,
                                                        const ObligationId& obligation,
                                                        int round) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<DraftRevision>> {
        Statement select(
            session,
            "SELECT part, revision, base, aside, at_ms, actor, text FROM draft_part AS row WHERE "
            "obligation = ?1 AND round = ?2 ORDER BY (SELECT min(position) FROM draft_part WHERE "
            "obligation = row.obligation AND round = row.round AND part = row.part), revision");
        select.bind_all(obligation.str(), std::int64_t{round});
        std::vector<DraftRevision> rows;
        while (select.step()) {
            DraftRevision row;
            row.obligation = obligation;
            row.round = round;
            row.part = select.text(0);
            row.revision = static_cast<int>(select.integer(1));
            row.base = static_cast<int>(select.integer(2));
            row.aside = select.integer(3) != 0;
            row.at = Instant::from_unix_ms(select.integer(4));
            row.actor = select.text(5);
            row.text = select.text(6);
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

}  // namespace tiendo::store
