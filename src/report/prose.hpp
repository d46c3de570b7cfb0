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

/// "Thực hiện" → "thực hiện", for a title inside a sentence.
std::string first_lower(std::string_view text);
/// And back, where a sentence begins.
std::string first_upper(std::string_view text);
/// Without blanks around and a full stop at the end.
std::string without_stop(std::string_view text);
/// With blanks at which no line may break.
std::string in_one_piece(std::string_view text);

}  // namespace tiendo::report
