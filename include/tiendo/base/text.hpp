#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Vietnamese text. All functions take and give UTF-8, are pure and may be called from any thread.
namespace [[gnu::visibility("default")]] tiendo {

/// Where `text` stops being UTF-8 (no overlong forms, no surrogates): byte offset of the first bad
/// byte.
std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;

/// Composed normal form (dựng sẵn), the form that TCVN 6909:2001 asks of documents.
/// @pre `text` is valid UTF-8; bad bytes come out as U+FFFD
std::string to_nfc(std::string_view text);
bool is_nfc(std::string_view text);

/// Lower case by Unicode's full mapping, locale-independent ("PHƯỜNG" → "phường").
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

/// The key under which two writings of one name are equal: NFC, lower case, single spaces, tone
/// marks moved to one place. "Hòa" = "Hoà" = "HÒA", and "thúy" = "thuý", but "hoa" stays another
/// word.
std::string match_key(std::string_view text);

/// The key for searching as people type without marks: `match_key` with tones and vowel marks taken
/// off and đ as d.
std::string search_key(std::string_view text);

/// Without leading and trailing white space (ASCII blanks and U+00A0).
std::string_view trim(std::string_view text) noexcept;

/// How many columns a terminal needs for `text`: one a character for Vietnamese, none for combining
/// marks.
std::size_t display_width(std::string_view text);

/// `text` for the text and the attributes of HTML and XML: & < > " ' as references, control
/// characters (line ends too) as blanks.
std::string html_escaped(std::string_view text);

}  // namespace tiendo
