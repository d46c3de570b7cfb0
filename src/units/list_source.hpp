#pragma once

#include "tiendo/model/unit.hpp"
#include "tiendo/units/event.hpp"
#include "tiendo/units/report.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

inline constexpr std::size_t limit_units = 50'000;
inline constexpr std::size_t limit_events = 10'000;

/// What could be read of a file of units, with the lines on which it stands.
struct ListSource {
    std::vector<Unit> units;
    std::vector<std::size_t> lines;  ///< of the units
    std::vector<Entry> entries;
    std::vector<std::size_t> entry_lines;
    std::set<std::string> unread;   ///< ids of units that could not be read
    std::vector<Finding> findings;  ///< why
};

[[nodiscard]] inline bool is_csv(std::string_view name) {
    return name.ends_with(".csv") || name.ends_with(".CSV");
}

ListSource read_toml_list(std::string_view text);
ListSource read_csv_list(std::string_view text);

/// A finding of an error: its line is the narrowest place that names one, else `line`.
Finding finding_of(const Error& error, std::size_t line, std::string unit);

}  // namespace tiendo::units
