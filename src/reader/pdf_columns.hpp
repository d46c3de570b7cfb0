#pragma once

#include "pdf_page.hpp"

#include <vector>

namespace tiendo::reader {

/// Lines that are read one after the other.
struct PdfRun {
    std::vector<PdfLine> lines;
    bool narrow = false;  ///< one of two columns beside each other
};

/// Lines of a page in the order in which they are read: where two columns stand beside each other
/// (letterhead, recipients and signature), the left one first.
/// @param lines from top to bottom
std::vector<PdfRun> runs_of(std::vector<PdfLine> lines);

}  // namespace tiendo::reader
