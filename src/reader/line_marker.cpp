#include "line_marker.hpp"

#include "language_tables.hpp"
#include "words.hpp"

namespace tiendo::reader {

Marker marker_of_line(std::string_view line) {
    const Words words(line);
    const auto& shape = Language::shipped().tables().shape;
    return Markers(line, words, shape).at({0, line.size()});
}

}  // namespace tiendo::reader
