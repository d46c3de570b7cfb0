#pragma once

#include <string>
#include <string_view>

namespace tiendo::ledger {

/// Does `text` hold `words`, in any case and with tone marks in either place?
bool mentions(std::string_view text, std::string_view words);

/// The sentence of `text` in which `part` stands (all of `text` where it stands in none), without
/// the stars of bold print.
std::string sentence_around(std::string_view text, std::string_view part);

}  // namespace tiendo::ledger
