#include "turn.hpp"

#include "hanging.hpp"

#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

Settlement settled_on(const Holding& holding, const units::Registry& registry, const Heirs& heirs) {
    // Standings are not asked for, so any instant does.
    const auto fates = fates_of(holding, heirs, Instant{});
    auto settlement = settlement_of(holding, heirs, fates);
    settlement.doubts = lost_heirs(holding, settlement.duties, heirs, fates);
    for (auto& each : excused_heirs(holding, heirs, fates)) {
        settlement.doubts.push_back(std::move(each));
    }
    for (auto& each : lost_receivers(holding, registry, heirs)) {
        settlement.doubts.push_back(std::move(each));
    }
    return settlement;
}

bool gone(const ObligationFate& fate) {
    return fate.fate == Fate::passes || fate.fate == Fate::closed;
}

/// What the two maps say otherwise of what is stored. A paper that others had in its place before
/// is not told again when those end: what becomes of theirs is.
void compare(const Holding& holding,
             const Heirs& before,
             const Heirs& after,
             Instant at,
             UnitsEffect& out) {
    const auto old_duties = duty_fates_of(holding, before);
    auto duties = duty_fates_of(holding, after);
    for (std::size_t i = 0; i < duties.size(); ++i) {
        if (duties[i] != old_duties[i]) {
            out.duties.push_back(std::move(duties[i]));
        }
    }
    const auto old_papers = paper_fates_of(holding, before, at);
    auto papers = paper_fates_of(holding, after, at);
    for (std::size_t i = 0; i < papers.size(); ++i) {
        if (papers[i] != old_papers[i] && !(gone(papers[i]) && gone(old_papers[i]))) {
            out.obligations.push_back(std::move(papers[i]));
        }
    }
}

}  // namespace

Result<Books> books_of(store::Transaction& tx) {
    auto map = history_of(tx);
    auto connections = map ? store::list_connections(tx) : std::move(map).error();
    auto plans = connections ? store::list_plans(tx) : std::move(connections).error();
    if (!plans) {
        return std::move(plans).error();
    }
    Books books{*std::move(map), {}, *std::move(connections)};
    for (const auto& plan : *plans) {
        auto holding = holding_of(tx, plan.id);
        if (!holding) {
            return std::move(holding).error().at(fmt::format("plan '{}'", plan.id.str()));
        }
        books.plans.push_back(*std::move(holding));
    }
    return books;
}

Result<Turn> turn_of(const Books& books, const units::Entry& entry, Instant at) {
    auto seen = books.map.preview(entry);
    if (!seen) {
        return std::move(seen).error();
    }
    Turn turn;
    turn.effect.entry = units::id_of(entry);
    turn.effect.map = *std::move(seen);
    turn.map = books.map;
    auto done = turn.map.apply(entry);
    auto registry = done ? units::Registry::make(turn.map.units()) : std::move(done).error();
    if (!registry) {
        return std::move(registry).error();
    }
    turn.effect.connections =
        naming_settings(books.connections, turn.effect.map, books.map, turn.map);
    const Heirs before(books.map);
    const Heirs after(turn.map);
    for (const auto& holding : books.plans) {
        compare(holding, before, after, at, turn.effect);
        for (auto& paper : open_papers(holding, turn.effect.map)) {
            turn.effect.papers.push_back(std::move(paper));
        }
        auto settlement = settled_on(holding, *registry, after);
        turn.effect.doubts.insert(
            turn.effect.doubts.end(), settlement.doubts.begin(), settlement.doubts.end());
        turn.plans.push_back(std::move(settlement));
    }
    return turn;
}

void take(Books& books, Turn turn) {
    books.map = std::move(turn.map);
    for (std::size_t i = 0; i < turn.plans.size(); ++i) {
        take(books.plans[i], turn.plans[i]);
    }
}

Result<Settlement> settled_on(const Holding& holding, const units::History& map) {
    auto registry = units::Registry::make(map.units());
    return registry ? Result<Settlement>(settled_on(holding, *registry, Heirs(map)))
                    : std::move(registry).error();
}

Result<void> renew_doubts(store::Transaction& tx, const PlanId& plan) {
    auto holding = holding_of(tx, plan);
    auto map = holding ? history_of(tx) : std::move(holding).error();
    auto settlement = map ? settled_on(*holding, *map) : std::move(map).error();
    return settlement ? store::replace_doubts(tx, plan, doubts_of_units, settlement->doubts)
                      : std::move(settlement).error();
}

}  // namespace tiendo::ledger
