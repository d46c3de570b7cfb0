#pragma once

#include "language_tables.hpp"
#include "words.hpp"

#include <cstddef>

namespace tiendo::reader {

/// Where a subject ends that no table knows but that is written like a body ("Các hợp phần …",
/// "Mạng lưới Y tế thôn …") and does what bodies do; 0 where the text does not begin with one.
std::size_t end_of_unknown_subject(const Tokens& tokens, const Language::Tables& language);

}  // namespace tiendo::reader
