#pragma once

#include "csv.hpp"

#include "tiendo/report/board.hpp"
#include "tiendo/report/report.hpp"

#include <vector>

namespace tiendo::report::data_package {

/// The tables of the package; one without rows is left out, but for obligations and figures.
std::vector<Table> tables_of(const Report& report, const BoardTable& board);

}  // namespace tiendo::report::data_package
