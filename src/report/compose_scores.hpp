#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/report/report.hpp"
#include "tiendo/store/store.hpp"

namespace tiendo::report {

/// An annex with the official scores of the one province whose scores were imported, the last two
/// years before the report's: nothing where there are none, or those of several provinces.
Result<void> compose_scores(store::Transaction& tx, Report& report);

}  // namespace tiendo::report
