#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tiendo::declarative {

/// The key under which two writings of a header are equal: compatibility composed, folded in case,
/// single blanks for white space and line ends.
/// @pre UTF-8
std::string name_key(std::string_view name);

/// Whether a first cell is the label of a total: one of the words alone or with a colon, a number
/// or a bracket behind it ("Tổng cộng: 14 hồ sơ").
/// @param word_keys `name_key` of each
bool is_total_label(std::string_view cell, std::span<const std::string> word_keys);

}  // namespace tiendo::declarative
