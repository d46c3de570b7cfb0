#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <string_view>

namespace tiendo::reader {

/// Refuses what would cost a parser of XML more than time and memory in proportion to its input: a
/// DOCTYPE (entities that multiply), deep nesting, tags and references without end.
/// @param max_depth of elements
/// @return malformed_input, naming the byte
Result<void> check_xml_shape(std::string_view xml, int max_depth);

/// Where the markup that begins at `begin` ends: behind its '>'.
/// @return the end of `xml` where it is not closed
std::size_t tag_end(std::string_view xml, std::size_t begin) noexcept;

}  // namespace tiendo::reader
