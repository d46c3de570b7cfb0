#pragma once

#include "tiendo/model/unit.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

/// Whether a body of this kind is meant where only its territory is named: a people's committee.
bool acts_for_territory(UnitKind kind) noexcept;

/// "quận bình an" of "ubnd quận bình an", both as readings; empty where the name has no such head.
std::string area_of_committee(std::string_view reading);

/// "bình an" of "quận bình an"; empty where there is no level, or only a number behind it.
std::string place_of_area(std::string_view area);

/// How many words from `at` on say a level: 1 for "quận", 2 for "thành phố", 0 for others.
std::size_t level_at(const std::vector<std::string>& words, std::size_t at);

/// How the words that someone wrote stand to those of a name.
enum class Marks : std::uint8_t { same, left_out, other };
/// @pre the two are equal without marks
Marks compare_marks(const std::vector<std::string>& text, const std::vector<std::string>& name);

}  // namespace tiendo::units
