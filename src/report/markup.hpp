#pragma once

#include "tiendo/report/report.hpp"

#include <string>
#include <string_view>

namespace tiendo::report {

/// ` data-figure="…" title="…"` for a run that prints a figure; empty for words. In SVG, where
/// `title` is no attribute, only the first.
std::string figure_attributes(const Report& report, const Run& run);
std::string svg_figure_attributes(const Run& run);

/// Running text with each figure in an element of its own.
std::string html_of(const Report& report, const Prose& prose);

/// The chart as an inline SVG with title and description: what is drawn can be read too.
std::string chart_svg(const Chart& chart);

}  // namespace tiendo::report
