#pragma once

#include "tiendo/http/message.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::simulator {

http::Response json_response(unsigned status, const boost::json::value& body);
http::Response html_response(unsigned status, std::string_view sentence);

/// The body as a JSON object; nothing where it is none.
std::optional<boost::json::object> parse_object(std::string_view body);

/// Decoded name-value pairs, as `http::parse_query` gives them.
using Pairs = std::vector<std::pair<std::string, std::string>>;
/// The value of `name`; empty where it is absent or empty, which peers must not tell apart.
std::string value_of(const Pairs& pairs, std::string_view name);

/// Digits only, at most `limit`.
std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t limit);

}  // namespace tiendo::simulator
