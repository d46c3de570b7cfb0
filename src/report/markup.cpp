#include "markup.hpp"

#include "tiendo/base/text.hpp"

namespace tiendo::report {

std::string svg_figure_attributes(const Run& run) {
    return run.figure.empty() ? std::string() : " data-figure=\"" + html_escaped(run.figure) + "\"";
}

std::string figure_attributes(const Report& report, const Run& run) {
    if (run.figure.empty()) {
        return {};
    }
    const auto* figure = report.find_figure(run.figure);
    const std::string meaning = figure == nullptr ? std::string() : figure->meaning;
    return svg_figure_attributes(run) + " title=\"" + html_escaped(meaning) + " [" +
           html_escaped(run.figure) + "]\"";
}

std::string html_of(const Report& report, const Prose& prose) {
    std::string out;
    for (const auto& run : prose) {
        if (run.figure.empty()) {
            out += html_escaped(run.text);
        } else {
            out += "<span class=\"so\"" + figure_attributes(report, run) + ">" +
                   html_escaped(run.text) + "</span>";
        }
    }
    return out;
}

}  // namespace tiendo::report
