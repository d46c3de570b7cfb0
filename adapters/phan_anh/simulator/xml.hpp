#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace tiendo::simulator {

/// The XML that the "Spark" convention turns into `value`: an array's entries become elements named
/// by the singular of their container, null becomes an empty element.
/// @param entry name of the entries where `value` is an array
std::string to_xml(const boost::json::value& value, std::string_view root, std::string_view entry);

}  // namespace tiendo::simulator
