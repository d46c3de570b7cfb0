#include "page_picture.hpp"

#include <poppler-image.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tiendo::pdf_boxes {

namespace {

// A colour that no drawing is likely to use, so that blank paper is told from white paint. Red and
// blue are alike: their order differs between versions of poppler.
constexpr std::uint32_t paper = 0xFFFDFEFDU;
constexpr int darkest_light = 160;
constexpr double points_per_inch = 72;

class Drawing {
public:
    Drawing(const poppler::image& image, bool turned)
        : data_(reinterpret_cast<const unsigned char*>(image.const_data())),
          row_bytes_(image.bytes_per_row()),
          width_(image.width()),
          height_(image.height()),
          turned_(turned) {}

    [[nodiscard]] int width() const { return turned_ ? height_ : width_; }
    [[nodiscard]] int height() const { return turned_ ? width_ : height_; }
    [[nodiscard]] bool blank(int x, int y) const {
        const auto* at = pixel(x, y);
        return at[0] == ((paper >> 16U) & 0xFFU) && at[1] == ((paper >> 8U) & 0xFFU) &&
               at[2] == (paper & 0xFFU);
    }
    [[nodiscard]] bool dark(int x, int y) const {
        const auto* at = pixel(x, y);
        return std::max({at[0], at[1], at[2]}) < darkest_light;
    }

private:
    [[nodiscard]] const unsigned char* pixel(int x, int y) const {
        constexpr std::ptrdiff_t channels = 3;
        const auto column = turned_ ? y : x;
        const auto row = turned_ ? x : y;
        return data_ + static_cast<std::ptrdiff_t>(row) * row_bytes_ + column * channels;
    }

    const unsigned char* data_;
    int row_bytes_;
    int width_;
    int height_;
    bool turned_;
};

/// A bar on its way: runs of dark pixels in rows below each other.
struct Bar {
    int begin = 0;
    int end = 0;
    int top = 0;
    int bottom = 0;  ///< the last row, inclusive
    long pixels = 0;
    int last_begin = 0;  ///< the run in the last row
    int last_end = 0;
};

bool goes_on(const Bar& bar, int y, int begin, int end) {
    return bar.bottom + 1 == y && begin <= bar.last_end + 1 && bar.last_begin <= end + 1;
}

void add_run(std::vector<Bar>& open, int y, int begin, int end) {
    const auto bar =
        std::ranges::find_if(open, [&](const Bar& each) { return goes_on(each, y, begin, end); });
    if (bar == open.end()) {
        open.push_back({begin, end, y, y, end - begin, begin, end});
        return;
    }
    bar->begin = std::min(bar->begin, begin);
    bar->end = std::max(bar->end, end);
    bar->pixels += end - begin;
    bar->bottom = y;
    bar->last_begin = begin;
    bar->last_end = end;
}

/// Level bars that are long and thin. A drawing that is looked at turned gives the upright ones.
std::vector<Bar> bars_of(const Drawing& drawing, int shortest, int thickest) {
    std::vector<Bar> done;
    std::vector<Bar> open;
    for (int y = 0; y < drawing.height(); ++y) {
        for (int x = 0; x < drawing.width();) {
            const int begin = x;
            while (x < drawing.width() && drawing.dark(x, y)) {
                ++x;
            }
            if (x - begin >= shortest) {
                add_run(open, y, begin, x);
            }
            x = std::max(x, begin + 1);
        }
        std::erase_if(open, [&](const Bar& bar) {
            const bool ended = bar.bottom < y;
            if (ended) {
                done.push_back(bar);
            }
            return ended;
        });
    }
    done.insert(done.end(), open.begin(), open.end());
    std::erase_if(done, [&](const Bar& bar) {
        return bar.pixels > static_cast<long>(thickest) * (bar.end - bar.begin);
    });
    return done;
}

bool seen(const Drawing& drawing, const Area& area, double scale) {
    const auto first = [&](double points) {
        return std::max(0, static_cast<int>(points / scale) - 1);
    };
    const auto last = [&](double points, int most) {
        return std::min(most - 1, static_cast<int>(points / scale) + 1);
    };
    for (int y = first(area.top); y <= last(area.bottom, drawing.height()); ++y) {
        for (int x = first(area.left); x <= last(area.right, drawing.width()); ++x) {
            if (!drawing.blank(x, y)) {
                return true;
            }
        }
    }
    return false;
}

double covered(const Drawing& drawing) {
    std::size_t painted = 0;
    for (int y = 0; y < drawing.height(); ++y) {
        for (int x = 0; x < drawing.width(); ++x) {
            painted += drawing.blank(x, y) ? 0 : 1;
        }
    }
    const auto all = static_cast<double>(drawing.width()) * drawing.height();
    return all > 0 ? static_cast<double>(painted) / all : 0;
}

}  // namespace

PagePicture look_at(const poppler::page& page,
                    double width,
                    double height,
                    const std::vector<Area>& areas) {
    constexpr double usual_dpi = 96;
    constexpr double most_pixels_a_side = 3000;
    constexpr double shortest_level = 18;    // points; dashes and underlined words are shorter
    constexpr double shortest_upright = 12;  // no letter of running text is as tall
    constexpr int thickest = 4;              // pixels
    PagePicture picture{width, height, 0, {}, std::vector<bool>(areas.size(), true)};
    const double longest = std::max({width, height, 1.0});
    const double dpi = std::min(usual_dpi, most_pixels_a_side * points_per_inch / longest);
    poppler::page_renderer renderer;
    renderer.set_paper_color(paper);
    renderer.set_image_format(poppler::image::format_rgb24);
    const auto image = renderer.render_page(&page, dpi, dpi);
    if (!image.is_valid() || image.const_data() == nullptr) {
        return picture;
    }
    const double scale = points_per_inch / dpi;
    const auto pixels = [&](double points) { return static_cast<int>(points / scale); };
    const Drawing level(image, false);
    const Drawing upright(image, true);
    picture.covered = covered(level);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        picture.seen[i] = seen(level, areas[i], scale);
    }
    for (const auto& bar : bars_of(level, pixels(shortest_level), thickest)) {
        picture.rules.push_back(
            {false,
             {bar.begin * scale, bar.top * scale, bar.end * scale, (bar.bottom + 1) * scale}});
    }
    for (const auto& bar : bars_of(upright, pixels(shortest_upright), thickest)) {
        picture.rules.push_back(
            {true,
             {bar.top * scale, bar.begin * scale, (bar.bottom + 1) * scale, bar.end * scale}});
    }
    return picture;
}

}  // namespace tiendo::pdf_boxes
