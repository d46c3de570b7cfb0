#pragma once

#include "draft.hpp"
#include "shape_words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tiendo::reader {

/// What the lines above the title state.
struct Letterhead {
    std::string authority;
    std::optional<std::string> number;
    std::optional<Date> date;
    std::string subject;  ///< behind "V/v"
};

/// Reads the blocks of a letterhead in any arrangement: one column, two columns, flattened lines.
Letterhead read_letterhead(const Draft& draft,
                           const std::vector<Block>& blocks,
                           std::size_t begin,
                           std::size_t end);

/// Whether a block can only be a line of a letterhead, wherever it stands.
bool is_letterhead(const Draft& draft, const Block& block);
/// Whether a line holds the name or the motto of the state.
bool names_state(const Draft& draft, Span line);

}  // namespace tiendo::reader
