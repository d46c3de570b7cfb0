#pragma once

#include "tiendo/reader/document.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The usual ending of an office file from before 2007: "doc" for a compound file, "rtf".
/// @return nothing for anything else
std::optional<std::string_view> old_office_kind(std::string_view bytes);

/// Has LibreOffice turn an old office file into a docx, in a folder of its own that is removed.
/// @param extension of the file, without the point
/// @return the bytes of the docx; unsupported where LibreOffice is not installed, rejected (the
///         file is encrypted; it took too long), malformed_input (LibreOffice cannot read it),
///         storage (no room for its files)
Result<std::string> office_to_docx(std::string_view bytes,
                                   std::string_view extension,
                                   const ReadOptions& options);

}  // namespace tiendo::reader
