#pragma once

#include "dossier.hpp"
#include "simulator_kit/options.hpp"

#include <vector>

namespace tiendo::simulator {

/// `options.count` dossiers in the order of their reception. Each gets its category first; its
/// dates are then drawn so that they make it so.
std::vector<Dossier> generate_dossiers(const Options& options);

}  // namespace tiendo::simulator
