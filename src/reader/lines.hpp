#pragma once

#include "outline.hpp"

#include <optional>
#include <vector>

namespace tiendo::reader {

/// A line of the clean text, or a part of one.
struct Line {
    Span span;               ///< trimmed
    std::size_t blanks = 0;  ///< blank lines and page breaks before it
    bool aside = false;      ///< an aside of the document
    bool joined = false;     ///< goes on with the line that an aside cut
    std::optional<std::size_t> table;
};

/// All lines but those inside tables that are read as such; each of these is one line.
std::vector<Line> lines_of(const OutlineSource& source);

}  // namespace tiendo::reader
