#pragma once

#include "markers.hpp"
#include "source_text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::reader {

/// A paragraph, list item or heading: one or more lines of the clean text.
struct Block {
    Block(Span line, Marker mark) : span(line), marker(std::move(mark)), lines{line} {}

    Span span;  ///< from the begin of its first line, mark included
    Marker marker;
    std::vector<Span> lines;           ///< trimmed
    std::vector<Span> split_gaps;      ///< page breaks inside a sentence that were mended
    bool page_number = false;          ///< a page number or an aside of the document
    bool aside = false;                ///< an aside: told by the document, with its own reason
    bool run_in = false;               ///< an item of a list that runs on in one paragraph
    std::optional<std::size_t> table;  ///< a whole table, not laid out as lines

    /// Behind the mark.
    [[nodiscard]] Span words() const noexcept {
        return {std::clamp(marker.text_begin, span.begin, span.end), span.end};
    }
};

/// A table of the document that is read as one, clean.
struct TableRegion {
    Span span;
    std::size_t table = 0;
};

/// What the outline is made of.
struct OutlineSource {
    std::string_view clean;
    const Words& words;
    const ShapeWords& shape;
    std::vector<Span> asides;         ///< clean, in order
    std::vector<TableRegion> tables;  ///< in order
};

/// Cuts a text into blocks: at blank lines, marks and line ends that end a sentence. A sentence
/// that goes on behind a blank line, a page number or an aside is put together again; a list that
/// runs on in one paragraph becomes a block for each item.
std::vector<Block> outline_of(const OutlineSource& source);

/// Whether `text` ends as a sentence does, behind closing quotes, brackets and emphasis.
bool ends_sentence(std::string_view text) noexcept;
/// Whether it ends in a colon.
bool ends_in_colon(std::string_view text) noexcept;
/// Whether a line holds nothing but dashes, dots or bars.
bool is_rule(std::string_view text) noexcept;

/// Takes the items of lists that run on in one paragraph out of it: "… như sau: a) …; b) …".
std::vector<Block> split_run_in_lists(std::vector<Block> blocks, const OutlineSource& source);

}  // namespace tiendo::reader
