#pragma once

#include "pdf_margins.hpp"
#include "pdf_page.hpp"

#include <optional>

namespace tiendo::reader {

/// Whether `lower`, at the top of a page, has the columns of `upper`, at the bottom of the page
/// before it.
bool goes_on_in(const PdfTable& upper, const PdfTable& lower);

/// Makes the two one table; a row that the page break cut becomes whole.
/// @pre goes_on_in(upper, lower)
/// @return the heading that `lower` repeated
std::optional<PdfAside> append(PdfTable& upper, PdfTable lower);

}  // namespace tiendo::reader
