#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/units/event.hpp"

#include <span>
#include <vector>

namespace tiendo::units {

/// The events that stand after all entries: amendments worked in, what was taken back left out.
/// @return not_found where an entry names none that stands before it; conflict where it amends what
///         is known or takes back what is taken back already
Result<std::vector<Event>> standing_events(std::span<const Entry> entries);

}  // namespace tiendo::units
