#pragma once

#include "tiendo/ledger/adopt.hpp"
#include "tiendo/store/store.hpp"

#include <string>

namespace tiendo::ledger {

/// What a plan's cycles follow from besides its text: day of its units, years, rules that were
/// ordered. Windows are none of it: they stand in the cycles.
///
/// As JSON, for store and journal.
std::string write_terms(const AdoptOptions& terms);
/// @return not_found where there are none: an unknown plan
Result<AdoptOptions> terms_of(store::Transaction& tx, const PlanId& plan);
Result<void> put_terms(store::Transaction& tx, const AdoptOptions& terms);

}  // namespace tiendo::ledger
