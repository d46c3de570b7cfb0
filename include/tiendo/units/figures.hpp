#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/units/carry.hpp"

#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// Reads a column of figures from a CSV table (RFC 4180) with the columns `unit`, ids, and
/// `amount`, whole numbers of at most 18 digits, with or without a sign.
/// @param name  of the file, for errors
/// @return malformed_input with the line; whether the units exist is found by `carry`
Result<std::vector<Figure>> parse_figures(std::string_view csv, std::string_view name);

}  // namespace units
}  // namespace tiendo
