#pragma once

#include "markers.hpp"

#include <string_view>

namespace tiendo::reader {

/// The mark at the begin of one line that has not become part of a document yet; told by the
/// shipped lexicon, for a front-end knows no other.
/// @param line trimmed, not empty; places in the marker count its bytes
Marker marker_of_line(std::string_view line);

}  // namespace tiendo::reader
