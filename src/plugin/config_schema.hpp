#pragma once

#include "tiendo/plugin/manifest.hpp"

#include <boost/json/object.hpp>

namespace tiendo::plugin {

/// The settings that a manifest's JSON Schema describes, in its order.
///
/// Of JSON Schema (draft 2020-12) these keywords have a meaning: type (object above; string,
/// integer, boolean below), properties, required, additionalProperties (false), format (uri), enum
/// (texts), minimum, maximum, writeOnly (a secret), description; title, default, examples, $schema
/// and $comment are left to people. Any other is refused: what a host does not check must not look
/// checked.
/// @return malformed_input that names the property
Result<std::vector<ManifestKey>> keys_of_schema(const boost::json::object& schema);

}  // namespace tiendo::plugin
