#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <map>
#include <span>

/// How often what is owed has changed since it was fixed.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// How often one paper changed up to an instant. Never counts back: it counts entries of the
/// journal, which is append-only, and a due instant that passed.
struct Revision {
    std::int64_t count = 0;  ///< 0: as it was fixed
    Instant fixed_at;        ///< when it came into being
    Instant changed_at;      ///< last change; `fixed_at` where there was none
    bool operator==(const Revision&) const = default;
};

/// A paper changes where it is sent, returned, accepted, excused, corrected or moved (entries
/// "report.", "obligation." and "cycle." that name it), where its due instant passes with nothing
/// filed, and with each reorganisation that changed papers of any plan (entries "units."): the
/// journal does not say which, so it counts for all.
/// @param rows  borrowed for the call
/// @param at    what was entered later does not count
Result<std::map<ObligationId, Revision>> revisions_of(store::Transaction& tx,
                                                      std::span<const Owed> rows,
                                                      Instant at);

}  // namespace ledger
}  // namespace tiendo
