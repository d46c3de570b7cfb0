#pragma once

#include "tiendo/ledger/adopt.hpp"

#include <span>

namespace tiendo::ledger {

/// As `derive`, for a plan that has cycles already: the windows that people chose for them stay.
/// @param stored borrowed for the call
Result<Adoption> derive_again(const Plan& plan,
                              const units::Registry& registry,
                              const Reckoning& reckoning,
                              const AdoptOptions& options,
                              std::span<const Cycle> stored);

}  // namespace tiendo::ledger
