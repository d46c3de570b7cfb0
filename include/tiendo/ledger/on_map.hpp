#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// A table of figures by unit on the map of another day.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// Which table: the counts of one rule in one cycle, `rule_dossier_timeliness` for instance.
struct MapQuestion {
    PlanId plan;
    CycleId cycle;
    std::string rule;
};

struct MapCell {
    std::int64_t amount = 0;
    bool estimate = false;  ///< a part of it was apportioned by shares
    bool operator==(const MapCell&) const = default;
};

struct MapRow {
    UnitId unit;
    std::string name;            ///< on the day of the map
    std::vector<MapCell> cells;  ///< as many as codes
    bool operator==(const MapRow&) const = default;
};

/// What no unit of the map can be given (chưa phân bổ được).
struct MapRemainder {
    UnitId unit;                     ///< whose it was last
    std::string name;                ///< on its last day
    std::vector<UnitId> candidates;  ///< between whom it lies; empty: nobody is there
    std::string reason;              ///< Vietnamese
    std::vector<MapCell> cells;      ///< as many as codes
    bool operator==(const MapRemainder&) const = default;
};

/// In each column, `rows`, `remainders` and `homeless` add up to `total`.
struct MapTable {
    Date counted_on;  ///< the day of the map on which the figures were counted; of papers the last
                      ///< such day
    Date map;         ///< the day of the map on which they are told
    std::vector<std::string> codes;        ///< of the measures
    std::vector<std::string> names;        ///< of the columns, Vietnamese
    std::vector<MapRow> rows;              ///< in the order of the list of units
    std::vector<MapRemainder> remainders;  ///< by unit, then event
    std::vector<std::int64_t> homeless;    ///< of records that belong to no unit, on any map
    std::vector<std::int64_t> total;
    bool operator==(const MapTable&) const = default;
};

/// Reads the counts of a cycle, which stand on the map of the last day that they cover, on the map
/// of `map`: that day itself, today, or any other (units::carry).
/// @return not_found for an unknown plan or cycle, where no figures were computed (remedy: pull or
///         attach), or no list of units was loaded
Result<MapTable> on_map(store::Transaction& tx, const MapQuestion& question, Date map);

/// Tells how many papers stand where on the map of `map`: one column for each standing, by the
/// units that exist on that day, so that a ward's papers stand under the ward that it became part
/// of. Each paper is counted on the last day on which it is on time, or, where its unit was not
/// there on it, on that unit's last or first day. Papers of units that the list no longer has are
/// homeless. It changes no standing, and nobody owes more or less by it.
/// @param rows  of `owed`; `counts_of(rows)` is in `total`
/// @return not_found where no list of units was loaded
Result<MapTable> owed_on_map(store::Transaction& tx, std::span<const Owed> rows, Date map);

}  // namespace ledger
}  // namespace tiendo
