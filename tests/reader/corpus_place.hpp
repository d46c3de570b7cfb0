#pragma once

#include "corpus_sheet.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// A document searched by a person's wording: any run of white space is one blank.
class Wording {
public:
    explicit Wording(std::string_view document);
    /// Every occurrence that lies in `range`, as bytes of the document.
    [[nodiscard]] std::vector<Span> all(std::string_view words, Span range) const;
    [[nodiscard]] Span whole() const { return {.begin = 0, .end = origin_.back()}; }

private:
    std::string text_;
    std::vector<std::size_t> origin_;  ///< of each byte of `text_`, and the end
};

/// Where a node of a sheet stands: its text behind the mark or ordinal, and where that begins.
struct Placed {
    Span span;
    std::size_t marker_start = 0;
};

/// Finds every node of the sheet, in the order of the sheet.
/// @return malformed_input naming the node whose beginning does not occur exactly once, whose end
///         does not follow, or that stands before the end of the node above it
Result<std::vector<Placed>> places_of(const Sheet& sheet, std::string_view document);

}  // namespace tiendo::test
