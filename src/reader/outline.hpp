#pragma once

#include "source_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::reader {

/// The mark in front of a line.
enum class MarkerKind : std::uint8_t {
    none,
    roman,       ///< "II."
    decimal,     ///< "1.", "1.1."
    letter,      ///< "a)"
    bullet,      ///< "-"
    sub_bullet,  ///< "+"
};

struct Marker {
    MarkerKind kind = MarkerKind::none;
    std::string label;           ///< "II", "1.1", "a", "-"
    std::size_t text_begin = 0;  ///< of the words behind it, in the clean text
};

/// The mark at the begin of a line; emphasis before it is passed over.
/// @param line a trimmed line of `clean`, not empty
Marker marker_of(std::string_view clean, Span line);

/// A paragraph, list item or heading: one or more lines of the clean text.
struct Block {
    Block(Span line, Marker mark) : span(line), marker(std::move(mark)), lines{line} {}

    Span span;  ///< from the begin of its first line, mark included
    Marker marker;
    std::vector<Span> lines;       ///< trimmed
    std::vector<Span> split_gaps;  ///< page breaks inside a sentence that were mended
    bool page_number = false;
};

/// Cuts a text into blocks: at blank lines, marks and line ends that end a sentence. A sentence
/// that goes on behind a blank line or a page number is put together again.
std::vector<Block> outline_of(std::string_view clean);

/// Whether `text` ends as a sentence does, behind closing quotes, brackets and emphasis.
bool ends_sentence(std::string_view text) noexcept;

}  // namespace tiendo::reader
