#pragma once

#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// `text` as one field of CSV (RFC 4180): in quotes where it holds a comma, a quote or a line end.
/// Threads: pure.
std::string csv_field(std::string_view text);

}  // namespace tiendo
