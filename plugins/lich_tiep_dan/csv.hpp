#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lich_tiep_dan {

using Row = std::vector<std::string>;

/// Reads CSV after RFC 4180, with bare line feeds accepted. Empty lines are skipped.
/// @return nothing where a quote is left open or misplaced, a row has over 64 columns, or there are
/// over 100,001 rows
std::optional<std::vector<Row>> parse_csv(std::string_view text);

}  // namespace lich_tiep_dan
