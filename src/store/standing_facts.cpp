#include "tiendo/store/standing_facts.hpp"

#include "sql.hpp"

#include <string>
#include <vector>

namespace tiendo::store {

namespace {

// CROSS JOIN keeps this order of the loops, so that rounds of one paper follow one another and
// nothing is sorted; but for cycles, indices alone are read.
constexpr std::string_view papers =
    "SELECT o.position, o.unit, c.id, c.year, c.opens_at, c.due_at, o.superseded, o.excuses, "
    "s.round, s.state, s.sent_at, s.withdrawn_at "
    "FROM cycle c CROSS JOIN obligation o ON o.plan = c.plan AND o.cycle = c.id "
    "LEFT JOIN submission s ON s.obligation = o.id "
    "WHERE c.plan = ?1 AND c.year BETWEEN ?2 AND ?3 ORDER BY c.id, o.unit";

Result<std::vector<Excuse>> excuses_of(Session& session, std::int64_t position) {
    Statement select(session, "SELECT body FROM obligation WHERE position = ?1");
    select.bind(1, position);
    select.step();
    auto obligation = from_json<Obligation>(select.view(0));
    if (!obligation) {
        return std::move(obligation).error().at("stored obligation");
    }
    return std::move(obligation->excuses);
}

/// Puts rows together to papers: one row for each round, or one without.
class PaperRows {
public:
    PaperRows(Session& session, const StandingFactsVisitor& visit)
        : session_(session), visit_(visit) {}

    Result<void> take(const Statement& row) {
        if (const auto position = row.integer(0); position != position_) {
            if (auto done = finish(); !done) {
                return done;
            }
            position_ = position;
            if (auto begun = begin(row); !begun) {
                return begun;
            }
        }
        if (!row.is_null(8)) {
            rounds_.push_back({static_cast<int>(row.integer(8)),
                               static_cast<ReportState>(row.integer(9)),
                               Instant::from_unix_ms(row.integer(10)),
                               instant_of(row.maybe_integer(11))});
        }
        return {};
    }

    /// Hands the last paper on.
    Result<void> finish() {
        if (!position_) {
            return {};
        }
        paper_.unit = unit_;
        paper_.cycle = cycle_;
        paper_.excuses = excuses_;
        paper_.rounds = rounds_;
        return visit_(paper_);
    }

private:
    Result<void> begin(const Statement& row) {
        unit_ = row.view(1);
        cycle_ = row.view(2);
        paper_.year = static_cast<int>(row.integer(3));
        paper_.opens_at = instant_of(row.maybe_integer(4));
        paper_.due_at = instant_of(row.maybe_integer(5));
        paper_.superseded = row.integer(6) != 0;
        excuses_.clear();
        rounds_.clear();
        if (row.integer(7) != 0) {
            auto excuses = excuses_of(session_, *position_);
            if (!excuses) {
                return std::move(excuses).error();
            }
            excuses_ = *std::move(excuses);
        }
        return {};
    }

    Session& session_;
    const StandingFactsVisitor& visit_;
    std::optional<std::int64_t> position_;
    std::string unit_;
    std::string cycle_;
    std::vector<Excuse> excuses_;
    std::vector<RoundFacts> rounds_;
    StandingFacts paper_;
};

}  // namespace

Result<void> for_each_paper(Transaction& tx,
                            const StandingFactsFilter& filter,
                            const StandingFactsVisitor& visit) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = require_plan(session, filter.plan); !there) {
            return there;
        }
        Statement select(session, papers);
        select.bind_all(
            filter.plan.str(), std::int64_t{filter.first_year}, std::int64_t{filter.last_year});
        PaperRows rows(session, visit);
        while (select.step()) {
            if (auto taken = rows.take(select); !taken) {
                return taken;
            }
        }
        return rows.finish();
    });
}

}  // namespace tiendo::store
