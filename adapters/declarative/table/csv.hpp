#pragma once

#include "declarative/table.hpp"

#include <string_view>

namespace tiendo::declarative {

/// What may be stated; all but the bar are looked for.
constexpr std::string_view separators = ",;\t|";

/// @pre options.limits.bytes is kept
adapter::Expected<Table> read_csv(std::string_view bytes, const TableOptions& options);

}  // namespace tiendo::declarative
