#pragma once

#include "tiendo/report/report.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::report {

inline Run words(std::string text) {
    return Run{std::move(text), {}};
}

/// `pattern` with each "{}" replaced by the next run.
/// @pre as many runs as holes (asserted)
Prose prose(std::string_view pattern, std::initializer_list<Run> runs);

/// `more` behind `text`.
void append(Prose& text, const Prose& more);

}  // namespace tiendo::report
