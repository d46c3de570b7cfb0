#pragma once

#include "toml_fields.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/units/event.hpp"

namespace tiendo::units {

/// Reads one `[[unit]]` table with its `[[unit.change]]` tables.
Result<Unit> parse_unit(const toml::table& table);

/// Reads what a table says of a unit that becomes different; without `unit` and days.
Change read_change(Fields& fields);

}  // namespace tiendo::units
