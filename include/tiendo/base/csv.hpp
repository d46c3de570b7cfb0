#pragma once

#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// `text` as one field of CSV (RFC 4180): in quotes where it holds a comma, a quote or a line end.
/// Threads: pure.
std::string csv_field(std::string_view text);

/// `text` as a value that no spreadsheet takes for a formula when it opens the file: one apostrophe
/// stands before a text that begins, after any apostrophes of its own, with = + - @, a tab, a line
/// end or the wide forms of the signs. A program takes exactly one away again. Not for numbers.
/// Source: OWASP, "CSV Injection".
/// Threads: pure.
std::string csv_literal(std::string_view text);

}  // namespace tiendo
