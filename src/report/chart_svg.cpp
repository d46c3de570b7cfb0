#include "chart_text.hpp"
#include "markup.hpp"
#include "phrases.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tiendo::report {

namespace {

// One unit is about a third of a millimetre on the printed page.
constexpr int width = 620;
constexpr int label_width = 180;
constexpr int value_width = 100;
constexpr int plot_width = width - label_width - value_width;
constexpr int bar_height = 13;
constexpr int bar_pitch = 20;
constexpr int legend_pitch = 18;
constexpr int legend_gap = 18;
constexpr int swatch_width = 29;
constexpr int letter_width = 7;
constexpr int axis_height = 34;
constexpr std::size_t label_columns = 30;

std::string svg_fill(const Chart& chart, std::size_t series) {
    switch (fill_of(chart, series)) {
        case ChartFill::solid: return "#1f4e79";
        case ChartFill::hatched: return fmt::format("url(#{}-v)", chart.id);
        case ChartFill::pale: return "#b9c4d0";
        case ChartFill::dotted: return fmt::format("url(#{}-c)", chart.id);
    }
    return "none";
}

std::int64_t total_of(const ChartBar& bar) {
    return std::accumulate(
        bar.values.begin(),
        bar.values.end(),
        std::int64_t{0},
        [](std::int64_t sum, const ChartValue& value) { return sum + value.value; });
}

/// The smallest of 1, 2, 5 × 10^k of which at most five steps reach `top`.
std::int64_t step_for(std::int64_t top) {
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t factor : {1, 2, 5}) {
            if (power * factor * 5 >= top) {
                return power * factor;
            }
        }
    }
}

struct Scale {
    std::int64_t step;
    std::int64_t top;

    explicit Scale(const Chart& chart) {
        std::int64_t longest = 1;
        for (const auto& bar : chart.bars) {
            longest = std::max(longest, total_of(bar));
        }
        step = step_for(longest);
        top = (longest + step - 1) / step * step;
    }
    /// Tenths of a unit, so that no floating point decides a byte.
    [[nodiscard]] std::string at(std::int64_t value) const {
        const std::int64_t tenths = value * plot_width * 10 / top;
        return fmt::format("{}.{}", tenths / 10, tenths % 10);
    }
};

std::string patterns(const Chart& chart) {
    return fmt::format(
        "<defs><pattern id=\"{0}-v\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#f4d9cf\"/>"
        "<rect width=\"2\" height=\"4\" fill=\"#a63d1f\"/></pattern>"
        "<pattern id=\"{0}-c\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"4\" height=\"4\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\"1\" "
        "fill=\"#555\"/></pattern></defs>\n",
        chart.id);
}

/// Where each entry of the legend stands: side by side while there is room.
struct Legend {
    std::vector<std::pair<int, int>> places;  // x, line
    int height = 0;

    explicit Legend(const Chart& chart) {
        if (chart.series.size() < 2) {
            return;
        }
        int x = 0;
        int line = 0;
        for (const auto& name : chart.series) {
            const int need = swatch_width + static_cast<int>(display_width(name)) * letter_width;
            if (x > 0 && x + need > width) {
                x = 0;
                ++line;
            }
            places.emplace_back(x, line);
            x += need + legend_gap;
        }
        height = (line + 1) * legend_pitch + 8;
    }
};

std::string legend_svg(const Chart& chart, const Legend& legend) {
    std::string out;
    for (std::size_t i = 0; i < legend.places.size(); ++i) {
        const auto [x, line] = legend.places[i];
        const int y = line * legend_pitch;
        out += fmt::format(
            "<rect x=\"{}\" y=\"{}\" width=\"22\" height=\"11\" fill=\"{}\" stroke=\"#444\" "
            "stroke-width=\"0.5\"/><text x=\"{}\" y=\"{}\">{}</text>\n",
            x + 1,
            y + 2,
            svg_fill(chart, i),
            x + swatch_width,
            y + 12,
            html_escaped(chart.series[i]));
    }
    return out;
}

std::string bar_svg(const Chart& chart, const ChartBar& bar, const Scale& scale, int y) {
    std::string out = fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                                  label_width - 8,
                                  y + bar_height - 2,
                                  html_escaped(shortened(bar.label, label_columns)));
    std::int64_t before = 0;
    std::string values;
    for (std::size_t i = 0; i < bar.values.size(); ++i) {
        const auto& value = bar.values[i];
        if (value.value > 0) {
            out += fmt::format(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"#444\" "
                "stroke-width=\"0.4\" transform=\"translate({} 0)\"/>",
                scale.at(before),
                y,
                scale.at(value.value),
                bar_height,
                svg_fill(chart, i),
                label_width);
        }
        before += value.value;
        values += fmt::format("{}<tspan{}>{}</tspan>",
                              i > 0 ? " / " : "",
                              svg_figure_attributes(value.label),
                              html_escaped(value.label.text));
    }
    out += fmt::format("<text x=\"{}\" y=\"{}\" transform=\"translate({} 0)\">{}</text>\n",
                       scale.at(before),
                       y + bar_height - 2,
                       label_width + 6,
                       values);
    return out;
}

std::string axis(const Chart& chart, const Scale& scale, int top, int bottom) {
    std::string out;
    for (std::int64_t value = 0; value <= scale.top; value += scale.step) {
        out += fmt::format(
            "<line x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\" stroke=\"{3}\" "
            "stroke-width=\"0.6\" transform=\"translate({4} 0)\"/><text x=\"{0}\" y=\"{5}\" "
            "text-anchor=\"middle\" fill=\"#444\" transform=\"translate({4} 0)\">{6}</text>\n",
            scale.at(value),
            top,
            bottom,
            value == 0 ? "#222" : "#ccc",
            label_width,
            bottom + 14,
            number_text(value));
    }
    out += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-style=\"italic\" "
        "fill=\"#444\">{}</text>\n",
        label_width + plot_width / 2,
        bottom + 29,
        html_escaped(chart.axis));
    return out;
}

}  // namespace

std::string chart_svg(const Chart& chart) {
    const Scale scale(chart);
    const auto rows = static_cast<int>(chart.bars.size());
    const Legend legend(chart);
    const int bottom = legend.height + rows * bar_pitch;
    std::string out = fmt::format(
        "<svg viewBox=\"0 0 {0} {1}\" role=\"img\" aria-labelledby=\"{2}-t {2}-d\" "
        "font-size=\"12.5\">\n<title id=\"{2}-t\">{3}</title>\n<desc id=\"{2}-d\">{4}</desc>\n",
        width,
        bottom + axis_height,
        chart.id,
        html_escaped(chart.title),
        html_escaped(chart_description(chart)));
    out += patterns(chart);
    out += legend_svg(chart, legend);
    out += axis(chart, scale, legend.height, bottom);
    for (int i = 0; i < rows; ++i) {
        out += bar_svg(chart,
                       chart.bars[static_cast<std::size_t>(i)],
                       scale,
                       legend.height + i * bar_pitch + (bar_pitch - bar_height) / 2);
    }
    return out + "</svg>\n";
}

}  // namespace tiendo::report
