#pragma once

#include "heirs.hpp"
#include "holding.hpp"

#include "tiendo/ledger/reorganise.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace tiendo::ledger {

/// What becomes of each obligation that adopting made, in their order; those that were inherited
/// follow from these.
struct Fates {
    std::vector<ObligationFate> obligations;
    /// Of an obligation that passes: heir → the unit that passed it on last.
    std::map<ObligationId, std::map<UnitId, UnitId>> passed_by;
    /// Units that ended with nobody stated in their place, and the cycles whose paper they keep.
    std::set<std::pair<UnitId, CycleId>> kept;
    /// Such units, and the places in `obligations` of what they, or others before them, left
    /// overdue.
    std::vector<std::pair<UnitId, std::size_t>> unanswered;
};
/// Pure. @param at  decides the standings
Fates fates_of(const Holding& holding, const Heirs& heirs, Instant at);

/// What becomes of each stored duty. Pure.
std::vector<DutyFate> duty_fates_of(const Holding& holding, const Heirs& heirs);
/// What becomes of each stored obligation, the inherited ones too. Pure.
std::vector<ObligationFate> paper_fates_of(const Holding& holding, const Heirs& heirs, Instant at);

/// What has to be stored so that it fits the map, but for the doubts. Pure.
Settlement settlement_of(const Holding& holding, const Heirs& heirs, const Fates& fates);

/// One doubt for each ended unit of which something is left that nobody has.
/// @param duties  as they are settled
std::vector<Doubt> lost_heirs(const Holding& holding,
                              const std::vector<Duty>& duties,
                              const Heirs& heirs,
                              const Fates& fates);

/// Doubts where a paper passes to a unit that is excused from it, so that nobody owes it.
std::vector<Doubt> excused_heirs(const Holding& holding, const Heirs& heirs, const Fates& fates);

/// Doubts where a paper's receiver, or the office on the way, is gone on the last day on which it
/// is on time, and nobody has stated who is there in its place.
std::vector<Doubt> lost_receivers(const Holding& holding,
                                  const units::Registry& registry,
                                  const Heirs& heirs);

}  // namespace tiendo::ledger
