#pragma once

#include "tiendo/ledger/on_map.hpp"
#include "tiendo/units/carry.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace tiendo::ledger {

/// Gathers carried figures into a table, cell by cell: what comes twice adds up.
class Telling {
public:
    /// @param history,table  borrowed; the table's `map` and `codes` are set already
    Telling(const units::History& history, MapTable& table);

    void take(std::size_t column, const units::Carried& carried);
    /// Puts the rows and remainders into the table.
    void finish() &&;

private:
    const units::History& history_;
    MapTable& table_;
    std::map<UnitId, std::vector<MapCell>> rows_;
    std::map<std::tuple<UnitId, UnitEventId, std::vector<UnitId>>, MapRemainder> remainders_;
};

}  // namespace tiendo::ledger
