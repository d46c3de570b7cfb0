#pragma once

#include "unit_map.hpp"

#include <vector>

namespace tiendo::units {

/// Takes the steps of an event into the map's open transaction. On error the map is half changed:
/// the caller rolls back.
/// @return what each step did; an error that names event, step and unit
Result<std::vector<Flow>> apply_steps(UnitMap& map, const Event& event);

}  // namespace tiendo::units
