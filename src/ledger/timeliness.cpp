#include "tiendo/ledger/timeliness.hpp"

#include "tiendo/store/plans.hpp"
#include "tiendo/store/standing_facts.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::ledger {

namespace {

class Table {
public:
    void add(std::string_view unit, int year, Standing standing) {
        auto found = units_.find(unit);
        if (found == units_.end()) {
            found = units_.emplace(unit, Years()).first;
        }
        found->second[year].add(standing);
    }

    [[nodiscard]] Timeliness told(const StandingQuestion& when) const {
        Timeliness table;
        table.when = when;
        Years all;
        for (const auto& [name, years] : units_) {
            const auto unit = UnitId::of(name);
            StandingCounts sum;
            for (const auto& [year, counts] : years) {
                table.rows.push_back({unit, year, counts});
                all[year] += counts;
                sum += counts;
            }
            table.units.push_back({unit, sum});
            table.total += sum;
        }
        for (const auto& [year, counts] : all) {
            table.years.push_back({year, counts});
        }
        return table;
    }

private:
    using Years = std::map<int, StandingCounts>;
    std::map<std::string, Years, std::less<>> units_;
};

/// By what was recorded at `known_at`: whole papers.
Result<void> count_known(store::Transaction& tx,
                         const PlanId& plan,
                         const TimelinessQuestion& question,
                         Table& table) {
    auto rows = owed(tx, plan, question.when);
    if (!rows) {
        return std::move(rows).error();
    }
    for (const auto& row : *rows) {
        const auto year = row.cycle.year;
        if (question.first_year <= year && year <= question.last_year) {
            table.add(row.obligation.unit.str(), year, row.standing);
        }
    }
    return {};
}

Result<void> count(store::Transaction& tx,
                   const PlanId& plan,
                   const TimelinessQuestion& question,
                   Table& table) {
    if (question.when.known_at) {
        return count_known(tx, plan, question, table);
    }
    return store::for_each_paper(
        tx,
        {plan, question.first_year, question.last_year},
        [&](const store::StandingFacts& paper) -> Result<void> {
            table.add(paper.unit, paper.year, standing_of(paper, question.when.at));
            return {};
        });
}

/// Each plan once.
Result<std::set<PlanId>> plans_of(store::Transaction& tx, const TimelinessQuestion& question) {
    std::set<PlanId> plans(question.plans.begin(), question.plans.end());
    if (plans.empty()) {
        auto all = store::list_plans(tx);
        if (!all) {
            return std::move(all).error();
        }
        for (auto& each : *all) {
            plans.insert(std::move(each.id));
        }
    }
    return plans;
}

}  // namespace

Result<Timeliness> timeliness(store::Transaction& tx, const TimelinessQuestion& question) {
    if (question.last_year < question.first_year) {
        return Error{ErrorCode::malformed_input,
                     "the years " + std::to_string(question.first_year) + " to " +
                         std::to_string(question.last_year) + " are none",
                     "write the earlier year first"};
    }
    auto plans = plans_of(tx, question);
    if (!plans) {
        return std::move(plans).error();
    }
    Table table;
    for (const auto& plan : *plans) {
        if (auto counted = count(tx, plan, question, table); !counted) {
            return std::move(counted).error();
        }
    }
    return table.told(question.when);
}

}  // namespace tiendo::ledger
