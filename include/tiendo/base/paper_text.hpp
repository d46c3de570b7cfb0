#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What a person typed, made fit to be kept and printed.
struct CleanText {
    std::string text;
    std::vector<std::string> notices;  ///< what was taken out and where, one sentence each
    bool operator==(const CleanText&) const = default;
};

/// Text that a person gave for a paper: NFC, lines ended by a line feed, nothing unseen in it.
///
/// Characters that are not seen (U+200B, U+FEFF, U+00AD and their like, which word processors and
/// web pages leave behind) are taken out with a notice. Those that change the direction of writing
/// (U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C) are refused: what is read would not
/// be what is stored, and nobody writes Vietnamese with them. Control characters but tab and line
/// feed, and bytes that are not UTF-8, are refused as well.
/// @param most_bytes  of `text` as given
/// @return malformed_input that names the code point, the line and the character in it
/// Threads: pure.
Result<CleanText> clean_text(std::string_view text, std::size_t most_bytes);

}  // namespace tiendo
