#pragma once

#include "pdf_page.hpp"

#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Has tesseract read the pages that hold a picture of text and (nearly) no text.
/// @param pdf the file that the pages are of
/// @return unsupported where such a page is met and tesseract with Vietnamese, or pdftoppm, is not
///         installed; rejected or malformed_input where one of them fails
Result<void> recognise_pictures(std::string_view pdf,
                                std::vector<PdfPage>& pages,
                                const ReadOptions& options);

/// The words of a page in tesseract's TSV.
/// @param scale points to a pixel
std::vector<PdfWord> words_of_tsv(std::string_view tsv, double scale);

}  // namespace tiendo::reader
