#include "chart.hpp"

#include "chart_text.hpp"
#include "layout.hpp"
#include "phrases.hpp"
#include "xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tiendo::report::docx {

namespace {

constexpr std::string_view outline =
    "<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"444444\"/></a:solidFill></a:ln>";

std::string solid(std::string_view colour) {
    return fmt::format("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", colour);
}
std::string pattern(std::string_view kind, std::string_view front, std::string_view back) {
    return fmt::format(
        "<a:pattFill prst=\"{}\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr "
        "val=\"{}\"/></a:bgClr></a:pattFill>",
        kind,
        front,
        back);
}

std::string fill_xml(ChartFill fill) {
    switch (fill) {
        case ChartFill::solid: return solid("1F4E79");
        case ChartFill::hatched: return pattern("wdUpDiag", "A63D1F", "F4D9CF");
        case ChartFill::pale: return solid("B9C4D0");
        case ChartFill::dotted: return pattern("pct20", "555555", "FFFFFF");
    }
    return {};
}

std::string text_properties(int points) {
    return fmt::format(
        "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"{}\" b=\"0\">{}<a:latin typeface=\"Times "
        "New Roman\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>",
        100 * points,
        solid("000000"));
}

/// Each bar under its name and its values as they are printed: Word would write the numbers by the
/// reader's settings, "1,980" on one machine and "1.980" on the next.
std::string categories(const Chart& chart) {
    auto out = fmt::format(
        "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{}\"/>",
        chart.bars.size() + 1,
        chart.bars.size());
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        out += fmt::format("<c:pt idx=\"{}\"><c:v>{}: {}</c:v></c:pt>",
                           i,
                           xml_text(bar.label),
                           xml_text(bar_values(bar)));
    }
    return out + "</c:strCache></c:strRef></c:cat>";
}

std::string values(const Chart& chart, std::size_t series) {
    const char column = static_cast<char>('B' + series % 25);
    auto out = fmt::format(
        "<c:val><c:numRef><c:f>Sheet1!${0}$2:${0}${1}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode>"
        "<c:ptCount val=\"{2}\"/>",
        column,
        chart.bars.size() + 1,
        chart.bars.size());
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        const auto value = series < bar.values.size() ? bar.values[series].value : 0;
        out += fmt::format("<c:pt idx=\"{}\"><c:v>{}</c:v></c:pt>", i, value);
    }
    return out + "</c:numCache></c:numRef></c:val>";
}

std::string axes(const Chart& chart) {
    return fmt::format(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>"
        "<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorTickMark val=\"none\"/><c:minorTickMark "
        "val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{0}<c:crossAx val=\"2\"/><c:crosses "
        "val=\"autoZero\"/><c:auto val=\"0\"/><c:lblOffset val=\"100\"/><c:tickLblSkip val=\"1\"/>"
        "<c:noMultiLvlLbl val=\"1\"/></c:catAx>\n"
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/>"
        "</c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:majorGridlines><c:spPr><a:ln "
        "w=\"6350\">{1}</a:ln></c:spPr></c:majorGridlines><c:title><c:tx><c:rich><a:bodyPr/><a:p>"
        "<a:pPr><a:defRPr sz=\"1000\" b=\"0\" i=\"1\"/></a:pPr><a:r><a:rPr lang=\"vi-VN\" "
        "sz=\"1000\" b=\"0\" i=\"1\"><a:latin typeface=\"Times New Roman\"/></a:rPr><a:t>{2}</a:t>"
        "</a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:numFmt "
        "formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark "
        "val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{0}<c:crossAx val=\"1\"/><c:crosses "
        "val=\"max\"/><c:crossBetween val=\"between\"/></c:valAx>\n",
        text_properties(10),
        solid("CCCCCC"),
        xml_text(chart.axis));
}

/// Room for a bar, and for axis and legend; no chart is higher than a page.
std::int64_t height_mm(const Chart& chart) {
    const auto rows = static_cast<std::int64_t>(chart.bars.size());
    return std::min<std::int64_t>(215, 30 + 7 * rows);
}

}  // namespace

std::string chart_part(const Chart& chart) {
    std::string out(xml_head);
    out +=
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
        "<c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>"
        "<c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/>"
        "<c:varyColors val=\"0\"/>\n";
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        out += fmt::format(
            "<c:ser><c:idx val=\"{0}\"/><c:order val=\"{0}\"/><c:tx><c:strRef><c:f>Sheet1!${1}$1</c:f>"
            "<c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{2}</c:v></c:pt></c:strCache>"
            "</c:strRef></c:tx><c:spPr>{3}{4}</c:spPr><c:invertIfNegative val=\"0\"/>{5}{6}"
            "</c:ser>\n",
            i,
            static_cast<char>('B' + i % 25),
            xml_text(chart.series[i]),
            fill_xml(fill_of(chart, i)),
            outline,
            categories(chart),
            values(chart, i));
    }
    out +=
        "<c:gapWidth val=\"50\"/><c:overlap val=\"100\"/><c:axId val=\"1\"/><c:axId val=\"2\"/>"
        "</c:barChart>\n";
    out += axes(chart) + "</c:plotArea>";
    if (chart.series.size() > 1) {
        out += "<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>" + text_properties(11) +
               "</c:legend>";
    }
    return out +
           "<c:plotVisOnly val=\"1\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>"
           "</c:spPr></c:chartSpace>\n";
}

std::string chart_run(const Chart& chart, std::size_t number, const std::string& relationship) {
    constexpr std::int64_t units_of_mm = 36'000;
    constexpr std::int64_t units_of_twip = 635;
    return fmt::format(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent "
        "cx=\"{}\" cy=\"{}\"/><wp:docPr id=\"{}\" name=\"{} {}\" title=\"{}\" descr=\"{}\"/>"
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        "uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"{}\"/>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        text_width * units_of_twip,
        height_mm(chart) * units_of_mm,
        number,
        phrases::chart_word,
        number,
        xml_text(chart.title),
        xml_text(chart_description(chart)),
        relationship);
}

}  // namespace tiendo::report::docx
