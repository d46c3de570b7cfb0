#pragma once

#include "holding.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/store/connections.hpp"

namespace tiendo::ledger {

/// Settings of connections that name one of the units, or a code of theirs on the map's day or the
/// day before.
std::vector<NamingSetting> naming_settings(const std::vector<store::Connection>& connections,
                                           const units::Preview& map,
                                           const units::History& before,
                                           const units::History& after);

/// Papers of units that end which wait for somebody.
std::vector<OpenPaper> open_papers(const Holding& holding, const units::Preview& map);

}  // namespace tiendo::ledger
