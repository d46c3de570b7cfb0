#pragma once

#include "declarative/table.hpp"

#include <string_view>

namespace tiendo::declarative {

/// Source: ECMA-376 part 1 (SpreadsheetML, transitional and strict) and part 2 (packages).
/// @pre options.limits.bytes is kept
/// @return config where this build has no libzip or no expat
adapter::Expected<Table> read_xlsx(std::string_view bytes, const TableOptions& options);

}  // namespace tiendo::declarative
