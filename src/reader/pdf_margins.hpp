#pragma once

#include "pdf_page.hpp"

#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Text of a page that is no part of the body.
struct PdfAside {
    std::string_view reason;  ///< a literal
    std::vector<PdfLine> lines;
};

/// A page taken apart.
struct PdfParts {
    int number = 0;
    double width = 0;
    double height = 0;
    std::vector<PdfRule> rules;
    std::vector<PdfLine> lines;  ///< from top to bottom
    std::vector<PdfTable> tables;
    std::vector<PdfAside> head;
    std::vector<PdfAside> foot;
};

/// Moves page numbers, running heads and feet, and footnotes out of the lines of the pages.
/// @param body_size of most letters of the document, points
void take_margins(std::vector<PdfParts>& pages, double body_size);

}  // namespace tiendo::reader
