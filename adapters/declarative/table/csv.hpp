#pragma once

#include "declarative/table.hpp"

#include <string_view>

namespace tiendo::declarative {

/// @pre options.limits.bytes is kept
adapter::Expected<Table> read_csv(std::string_view bytes, const TableOptions& options);

}  // namespace tiendo::declarative
