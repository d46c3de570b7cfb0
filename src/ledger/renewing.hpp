#pragma once

#include "heirs.hpp"
#include "settling.hpp"

#include "tiendo/ledger/renew.hpp"

#include <vector>

namespace tiendo::ledger {

/// Which cycles of a plan may be touched.
struct Reach {
    /// Those that are not frozen at this instant; absent: none of those that are there.
    std::optional<Instant> not_frozen_at{};
    int added_after = 0;  ///< without an instant: years later than this one are added
};

/// A changed cycle with what is to be stored for it.
struct CycleTurn {
    ChangedCycle told;
    std::vector<Obligation> before;  ///< all that were owed in it
    std::vector<Obligation> made;
    std::vector<ObligationId> removed;

    /// All that are owed in it afterwards, before the map has its say.
    [[nodiscard]] std::vector<Obligation> after() const;
};

/// What deriving again changes of what is stored; nothing of it is written. Pure.
std::vector<CycleTurn> turns_of(const Holding& holding,
                                const Adoption& derived,
                                const Heirs& heirs,
                                const Reach& reach);

}  // namespace tiendo::ledger
