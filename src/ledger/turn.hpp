#pragma once

#include "settling.hpp"

#include "tiendo/store/connections.hpp"
#include "tiendo/units/history.hpp"

#include <vector>

namespace tiendo::ledger {

/// All that an entry looks at.
struct Books {
    units::History map;
    std::vector<Holding> plans;
    std::vector<store::Connection> connections;
};
/// As they are stored. @return not_found where no list of units was loaded
Result<Books> books_of(store::Transaction& tx);

/// What an entry does to them.
struct Turn {
    UnitsEffect effect;
    units::History map;
    std::vector<Settlement> plans;  ///< in the order of the books
};
/// Pure. @return as units::History::apply
Result<Turn> turn_of(const Books& books, const units::Entry& entry, Instant at);

/// The books as they are read once the turn is written. Pure.
void take(Books& books, Turn turn);

/// Settles one plan by a map, with its doubts. Pure.
/// @return as units::Registry::make
Result<Settlement> settled_on(const Holding& holding, const units::History& map);

/// Tells the doubts of a plan anew, by the map as it is known; nothing else is changed.
Result<void> renew_doubts(store::Transaction& tx, const PlanId& plan);

}  // namespace tiendo::ledger
