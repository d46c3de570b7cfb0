#pragma once

#include <string_view>

namespace tiendo::reader {

/// Whether `word` can be a syllable of Vietnamese: an onset, a rime that the language has, and a
/// tone that the rime allows. "nghiệp", "GIẾNG", "Đ" is none, "hoạc" is one though no word.
/// @param word UTF-8 in composed form, letters only, any case
/// Threads: pure, any thread.
bool is_vietnamese_syllable(std::string_view word);

}  // namespace tiendo::reader
