#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/result.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tiendo::cli {

enum class ListingFormat : std::uint8_t { table = 0, json = 1, csv = 2 };
Result<ListingFormat> parse_listing_format(std::string_view text);

/// A cell: nothing, a text or a number. In JSON null, a string or a number; in CSV a text is never
/// a formula, and a number is written as it is.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Decimal>;

/// What every listing command prints: rows under named columns.
struct Listing {
    std::vector<std::string> columns;  ///< snake_case: keys in JSON, header in CSV
    std::vector<std::vector<Cell>> rows;
};

/// Prints `listing`: columns aligned by display width, a JSON array of objects, or CSV by RFC 4180.
void print(std::ostream& out, const Listing& listing, ListingFormat format);

/// `text` as a JSON string with its quotes.
std::string json_string(std::string_view text);

}  // namespace tiendo::cli
