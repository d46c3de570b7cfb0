#pragma once

#include <poppler-page.h>

#include <vector>

namespace tiendo::pdf_boxes {

/// Points from the top left corner of the page as it is shown.
struct Area {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

/// A straight line or a thin bar on a page.
struct Rule {
    bool upright = false;
    Area area;
};

/// What a drawing of the page tells that its text does not.
struct PagePicture {
    double width = 0;  ///< of the page as it is shown, points
    double height = 0;
    double covered = 0;  ///< share of the paper that something is drawn on, 0..1
    std::vector<Rule> rules;
    std::vector<bool> seen;  ///< for each of the areas asked for: something is drawn there
};

/// Draws the page, small and without smoothing, and looks at it.
/// @param width, height as the page is shown, points; the larger the page, the coarser the drawing
/// @param areas where words stand, to tell whether they are seen: text may be cut off at the edge
///              of what a page shows, or be drawn in no colour
PagePicture look_at(const poppler::page& page,
                    double width,
                    double height,
                    const std::vector<Area>& areas);

}  // namespace tiendo::pdf_boxes
