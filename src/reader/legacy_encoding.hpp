#pragma once

#include "recoded_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The encodings of Vietnamese from before Unicode.
///
/// TCVN3 (TCVN 5712:1993 VN3, "ABC") has one byte a letter and keeps capitals with marks in fonts
/// of their own. VNI sets a byte for the marks behind the vowel. Windows-1258 sets the tone behind
/// a vowel that has its other mark already.
enum class LegacyEncoding : std::uint8_t { tcvn3, vni, windows_1258 };
/// "TCVN3 (ABC)", "VNI", "Windows-1258": as officials know them.
std::string_view to_string(LegacyEncoding encoding) noexcept;

/// Text of a document whose characters are the bytes of an old font: "ngµy" is "ngày" in TCVN3.
/// Characters U+F020..U+F0FF, as Word stores them for symbol fonts, count as their low byte; what
/// the encoding does not know stays as it is. A VNI mark or a tone that begins the text, its vowel
/// having ended the stretch before, becomes a combining mark.
/// @return UTF-8, composed but for such a mark
std::string from_legacy(std::string_view latin1_as_utf8_text, LegacyEncoding encoding);

/// The same for the bytes of a file.
RecodedText from_legacy_bytes(std::string_view bytes, LegacyEncoding encoding);

/// The encoding that a font speaks: ".VnTime" TCVN3, "VNI-Times" VNI; none for fonts of Unicode.
std::optional<LegacyEncoding> legacy_encoding_of_font(std::string_view font_name);
/// Whether an old font draws every letter as a capital: ".VnTimeH", ".VnArialH".
bool is_font_of_capitals(std::string_view font_name);

/// Which old encoding makes Vietnamese of `bytes`: of the words with bytes above ASCII, at least
/// half must come out as syllables, and clearly more than in any other encoding: half as many
/// again, and three at least.
std::optional<LegacyEncoding> guess_legacy_encoding(std::string_view bytes);

/// The doubt that an encoding was guessed.
/// @param name as officials know it; @param more Vietnamese, further sentences with a blank in
/// front, or nothing
Doubt encoding_doubt(std::string_view name, std::string_view more);

/// Puts the letters with marks of words typed in capitals into capitals too, which TCVN3 cannot:
/// "KÕ HO¹CH" reads "Kế HOạCH". Where the letters without marks do not tell, nothing is changed.
/// @param text decoded TCVN3; keeps its length
void raise_capitals(std::string& text);

}  // namespace tiendo::reader
