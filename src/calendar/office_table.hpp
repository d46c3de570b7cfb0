#pragma once

#include "tiendo/calendar/office_hours.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tiendo::calendar {

/// One `[[hours]]` table.
struct OfficeRow {
    std::optional<UnitKind> kind;  ///< absent: any
    OfficeWeek week;
    std::size_t line = 0;
};

/// The tables by kind, then by date; within a kind without overlap and without gap.
/// @return malformed_input that names the line
Result<std::vector<OfficeRow>> parse_office_table(std::string_view toml);

}  // namespace tiendo::calendar
