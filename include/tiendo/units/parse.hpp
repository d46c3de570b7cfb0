#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/unit.hpp"

#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// Reads a list of units (danh mục đơn vị): one `[[unit]]` table each, with the fields of its first
/// state and its life, and one `[[unit.change]]` table for each day on which it changed, with what
/// became different (docs/units.md). `[[event]]` tables below the list are applied to it (see
/// `parse_history`, which keeps them apart).
///
/// id, name and kind must stand; unknown fields are refused, so that a misspelt `valid_to` is not
/// lost. Days are TOML dates or texts "2020-12-31". At most 32 MiB and 50,000 units.
/// A name that ends with ".csv" stands for a table instead: one line for each unit, or for each of
/// its states, columns as the fields (docs/units.md).
/// @param name  of the file, for errors and for its format
/// @return malformed_input that names file, line, unit and remedy; further findings of
/// `check_units`
///         are its causes
Result<std::vector<Unit>> parse_units(std::string_view text, std::string_view name);

/// All that is wrong between units, in the order of the list: an id twice, two units of one name
/// under one parent or with one code on the same day, a parent, territory or successor that is not
/// listed, parents in a circle, a life that ends before it begins, a change outside the life, a
/// statistical code on a body or another one on a territory, a code of the wrong shape, successors
/// of a unit that has not ended or that are not there the day after, duties that are inherited by
/// nobody. Empty where all is well.
std::vector<Error> check_units(const std::vector<Unit>& units);

}  // namespace units
}  // namespace tiendo
