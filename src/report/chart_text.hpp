#pragma once

#include "tiendo/report/report.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace tiendo::report {

/// What tells one series from the other, on a black-and-white printer too.
enum class ChartFill : std::uint8_t { solid, hatched, pale, dotted };

/// What is late is hatched; where nothing is late, nothing is.
ChartFill fill_of(const Chart& chart, std::size_t series);

/// All that the chart shows, in words: the alternative for who does not see it.
std::string chart_description(const Chart& chart);

/// The values of a bar as they are printed beside it: "1.980 / 62".
std::string bar_values(const ChartBar& bar);

}  // namespace tiendo::report
