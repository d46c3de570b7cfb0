#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <map>

/// How often what is owed has changed since it was fixed.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// How often one paper changed up to an instant. Never counts back as that instant moves on: it
/// counts versions, which are append-only, and instants that passed.
struct Revision {
    std::int64_t count = 0;  ///< 0: as it was fixed
    Instant fixed_at;        ///< when it came into being
    Instant changed_at;      ///< last change; `fixed_at` where there was none
    bool operator==(const Revision&) const = default;
};

/// A paper from the entry that made it on, also where it is owed no longer.
struct PaperLife {
    Obligation obligation;  ///< as it is; of a removed one, as it was last
    Cycle cycle;            ///< likewise
    bool removed = false;   ///< it was taken out again: as if it had never been owed
    Revision revision;
    bool operator==(const PaperLife&) const = default;
};

/// All papers that `unit` owes under `plan`, and those that it did before they were removed, by all
/// that is recorded now.
///
/// A paper changes where its name, its due instant, its standing or the instant at which the
/// deciding round was sent does; "not due" and "open" are one. So each of these counts: an entry of
/// the journal that has such an effect on this very paper, a due instant that passes with nothing
/// filed, an excuse that begins or ends.
/// @param at  instants after it have not passed; what was recorded after it counts as recorded at
///            it
/// @return not_found for an unknown plan
Result<std::map<ObligationId, PaperLife>> lives_of(store::Transaction& tx,
                                                   const PlanId& plan,
                                                   const UnitId& unit,
                                                   Instant at);

}  // namespace ledger
}  // namespace tiendo
