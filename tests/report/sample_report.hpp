#pragma once

#include "tiendo/report/report.hpp"

namespace tiendo::test {

/// A small consolidated report of an invented district: three wards and two offices, written by
/// hand, so that the renderers are tested without a ledger.
report::Report sample_report();

}  // namespace tiendo::test
