#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Queries and form bodies of those who call us: decoded, and UTF-8 or refused. Pure.
namespace tiendo::phan_anh {

/// Names and values in order.
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool is_utf8(std::string_view text);

/// "a=1&b=2" decoded; nothing for a broken escape, for what is not UTF-8 or holds a NUL, and for
/// more than 200 pairs.
std::optional<Pairs> parse_form(std::string_view text);

/// The first value called `name`; empty where there is none, as the standard wants both read alike.
std::string_view value_of(const Pairs& pairs, std::string_view name);

/// The parts of "a,b,c", empty ones left out.
std::vector<std::string> parts_of(std::string_view list);

/// How many characters (not bytes) a text has.
std::size_t characters(std::string_view text);

/// Without blanks at either end.
std::string_view trimmed(std::string_view text);

}  // namespace tiendo::phan_anh
