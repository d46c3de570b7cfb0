#include "chart_text.hpp"

#include <array>

namespace tiendo::report {

ChartFill fill_of(const Chart& chart, std::size_t series) {
    constexpr std::array fills = {ChartFill::solid, ChartFill::hatched, ChartFill::pale};
    constexpr std::array mild_fills = {ChartFill::solid, ChartFill::pale, ChartFill::dotted};
    const auto& set = chart.basis == ChartBasis::statements ? mild_fills : fills;
    return set[series % set.size()];
}

std::string chart_description(const Chart& chart) {
    std::string text = chart.axis + ". ";
    for (const auto& bar : chart.bars) {
        text += bar.label + ": ";
        for (std::size_t i = 0; i < bar.values.size(); ++i) {
            text += (i > 0 ? ", " : "") +
                    (chart.series.size() > 1 ? chart.series[i] + " " : std::string()) +
                    bar.values[i].label.text;
        }
        text += "; ";
    }
    return text;
}

std::string bar_values(const ChartBar& bar) {
    std::string text;
    for (const auto& value : bar.values) {
        text += (text.empty() ? "" : " / ") + value.label.text;
    }
    return text;
}

}  // namespace tiendo::report
