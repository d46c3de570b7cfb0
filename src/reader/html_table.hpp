#pragma once

#include <gumbo.h>

#include <vector>

namespace tiendo::reader {

struct HtmlCell {
    const GumboNode* node = nullptr;
    int column = 0;
    int columns = 1;
    int rows = 1;  ///< no more than its part of the table has
};
struct HtmlRow {
    std::vector<HtmlCell> cells;
    bool header = false;  ///< in `thead`, or of heading cells alone
};
struct HtmlTableShape {
    std::vector<const GumboNode*> captions;
    std::vector<HtmlRow> rows;
};

/// Where the cells of a table stand, by the rules of HTML for `colspan` and `rowspan`; spans end at
/// 1,000.
HtmlTableShape shape_of(const GumboNode& table);

}  // namespace tiendo::reader
