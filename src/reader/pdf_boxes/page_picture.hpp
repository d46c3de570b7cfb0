#pragma once

#include <poppler-page.h>

#include <vector>

namespace tiendo::pdf_boxes {

/// A straight line or a thin bar on a page; points from the top left corner.
struct Rule {
    bool upright = false;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

/// What a drawing of the page tells that its text does not.
struct PagePicture {
    double width = 0;  ///< of the page as it is shown, points
    double height = 0;
    double covered = 0;  ///< share of the paper that something is drawn on, 0..1
    std::vector<Rule> rules;
};

/// Draws the page, small and without smoothing, and looks at it.
/// @param width, height as the page is shown, points; the larger the page, the coarser the drawing
PagePicture look_at(const poppler::page& page, double width, double height);

}  // namespace tiendo::pdf_boxes
