#pragma once

#include <string>

namespace tiendo::report::docx {

/// The part word/styles.xml: a named style for each kind of paragraph of the paper, so that who
/// edits it changes a style and not a hundred paragraphs.
std::string styles_xml();

}  // namespace tiendo::report::docx
