#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/units/event.hpp"
#include "tiendo/units/history.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// Reads entries (các lần sắp xếp): one `[[event]]` table each, in their order, and nothing beside
/// them. An event has `day` and `[[event.step]]` tables; an amendment has `amends` and
/// `[[event.state]]` tables; a reversal has `reverses` (docs/units.md has the fields).
/// @param name  of the file, for errors
/// @return malformed_input that names file, line, event and remedy. Whether the entries fit the map
///         is found by `History::apply`
Result<std::vector<Entry>> parse_events(std::string_view text, std::string_view name);

/// Reads a list of units and, after it in the same file, the entries that changed it.
/// @param name  as for `parse_units`; a table holds no entries
/// @return as `parse_units`, `parse_events` and `History::apply`
Result<History> parse_history(std::string_view text, std::string_view name);

/// The entry as `parse_events` reads it: for keeping it. Share and order of steps stay exact.
std::string write_entry(const Entry& entry);

}  // namespace units
}  // namespace tiendo
