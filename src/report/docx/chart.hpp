#pragma once

#include "tiendo/report/report.hpp"

#include <cstddef>
#include <string>

namespace tiendo::report::docx {

/// The part word/charts/chartN.xml: the bars as a chart of Word's own, which scales, prints sharp
/// and tells its series apart by pattern.
std::string chart_part(const Chart& chart);

/// The run that places it in a line of the text.
/// @param number        of the chart in the paper; also of the part
/// @param relationship  id by which the document knows the part
std::string chart_run(const Chart& chart, std::size_t number, const std::string& relationship);

}  // namespace tiendo::report::docx
