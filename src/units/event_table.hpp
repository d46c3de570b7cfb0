#pragma once

#include "toml_fields.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/units/event.hpp"

namespace tiendo::units {

/// Reads one `[[event]]` table.
Result<Entry> parse_entry(const toml::table& table);

}  // namespace tiendo::units
