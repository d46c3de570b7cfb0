#pragma once

#include "facts.hpp"

#include "tiendo/report/compose.hpp"

namespace tiendo::report {

/// Letterhead, subject, grounds, opening and closing, recipients, signature.
void compose_frame(const Facts& facts, const ComposeOptions& options, Report& report);
/// What is corrected, where the report takes the place of another; after all figures.
void compose_correction(const ComposeOptions& options, Report& report);
/// Journal head and time of composing.
void compose_provenance(const Facts& facts, FigureBook& book, Report& report);

}  // namespace tiendo::report
