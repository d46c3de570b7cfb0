#pragma once

#include "tiendo/report/report.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tiendo::report {

/// A figure as a number again, for programs that calculate.
struct FigureValue {
    std::int64_t number = 0;  ///< of a rate: tenths of a per cent
    bool rate = false;
    bool operator==(const FigureValue&) const = default;
};

/// Reads what `number_text`, `count_text` and `percent` write.
/// @return nothing for "–" and for what none of them writes
std::optional<FigureValue> figure_value(std::string_view text);

/// Entries of the journal as the report prints them; nothing where it does not.
std::optional<std::int64_t> journal_entries(const Report& report);

}  // namespace tiendo::report
