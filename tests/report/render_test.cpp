#include "tiendo/report/render.hpp"

#include "report/golden.hpp"
#include "report/sample_report.hpp"

#include "tiendo/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace tiendo::report {
namespace {

using test::attribute_values;
using test::sample_report;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> ids_of(const Report& report) {
    std::vector<std::string> ids;
    for (const auto& figure : report.figures) {
        ids.push_back(figure.id);
    }
    return ids;
}

TEST(ReportRender, markdown_meets_the_golden_file) {
    test::meets_golden(render_markdown(sample_report()), "sample.md");
}

TEST(ReportRender, html_meets_the_golden_file) {
    test::meets_golden(render_html(sample_report()), "sample.html");
}

TEST(ReportRender, the_same_report_gives_the_same_bytes) {
    EXPECT_EQ(render_html(sample_report()), render_html(sample_report()));
    EXPECT_EQ(render_markdown(sample_report()), render_markdown(sample_report()));
}

TEST(ReportRender, the_html_fetches_nothing_and_runs_nothing) {
    const auto html = render_html(sample_report());
    for (const char* word : {"http:",
                             "https:",
                             "src=",
                             "href=",
                             "@import",
                             "<script",
                             "<link",
                             "<iframe",
                             "javascript:",
                             "onload"}) {
        EXPECT_THAT(html, Not(HasSubstr(word)));
    }
    // The one url() there may be points at a pattern in the same document.
    for (auto at = html.find("url("); at != std::string::npos; at = html.find("url(", at + 4)) {
        EXPECT_EQ(html[at + 4], '#');
    }
}

TEST(ReportRender, the_figures_in_the_html_are_those_of_the_report) {
    const auto report = sample_report();
    const auto printed = attribute_values(render_html(report), "data-figure");
    const std::set<std::string> once(printed.begin(), printed.end());
    EXPECT_THAT(ids_of(report), testing::ElementsAreArray(once));
}

TEST(ReportRender, markdown_lists_every_figure_with_its_id) {
    const auto report = sample_report();
    const auto text = render_markdown(report);
    for (const auto& figure : report.figures) {
        EXPECT_THAT(text, HasSubstr("| " + figure.id + " | " + figure.text + " |"));
    }
}

TEST(ReportRender, a_unit_name_with_mark_up_stays_a_name) {
    auto report = sample_report();
    report.dimensions[0].narratives[0].unit_name = "<script>alert('x')</script>";
    report.dimensions[0].chart.bars[0].label = "</svg><img src=x onerror=\"y\">";
    report.letterhead.authority = "A & B";
    const auto html = render_html(report);
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_THAT(html, HasSubstr("A &amp; B"));
    const auto text = render_markdown(report);
    for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
        EXPECT_EQ(text[at - 1], '\\') << text.substr(at, 20);
    }
}

TEST(ReportRender, a_figure_id_with_a_quote_cannot_leave_its_attribute) {
    auto report = sample_report();
    report.summary[0][1].figure = "x\" onclick=\"y";
    EXPECT_THAT(render_html(report), HasSubstr("data-figure=\"x&quot; onclick=&quot;y\""));
}

TEST(ReportRender, a_pipe_in_a_cell_does_not_make_a_column) {
    auto report = sample_report();
    report.obligations.rows[0].cells[0] = {{"A|B", ""}};
    EXPECT_THAT(render_markdown(report), HasSubstr("| A\\|B | đúng hạn |"));
}

TEST(ReportRender, quoted_lines_that_look_like_mark_up_stay_words) {
    const auto text = render_markdown(sample_report());
    EXPECT_THAT(text, HasSubstr("> \\- Niêm yết 100% thủ tục."));
    EXPECT_THAT(text, HasSubstr("> 1\\. Gửi 03 thư xin lỗi."));
}

TEST(ReportRender, output_is_composed_even_where_a_text_was_not) {
    auto report = sample_report();
    report.subject = "Ke\xCC\x82\xCC\x81t qua\xCC\x89";  // decomposed "Kết quả"
    EXPECT_TRUE(is_nfc(render_html(report)));
    EXPECT_TRUE(is_nfc(render_markdown(report)));
    EXPECT_THAT(render_html(report), HasSubstr("Kết quả"));
}

TEST(ReportRender, bytes_that_are_no_text_do_not_reach_the_page) {
    auto report = sample_report();
    report.subject = std::string(
        "a\x00"
        "b\xFF\x1B",
        5);
    const auto html = render_html(report);
    EXPECT_FALSE(first_invalid_utf8(html).has_value());
    EXPECT_EQ(html.find('\0'), std::string::npos);
    EXPECT_EQ(html.find('\x1B'), std::string::npos);
}

TEST(ReportRender, what_turns_the_direction_of_writing_is_seen) {
    auto report = sample_report();
    report.subject = "Kết \u202Equả\u2066 06\u200F tháng\u0085năm \uFFFE 2021";
    const auto html = render_html(report);
    const auto text = render_markdown(report);
    for (const char* turn : {"\u202E", "\u2066", "\u200F", "\uFFFE"}) {
        EXPECT_THAT(html, Not(HasSubstr(turn)));
        EXPECT_THAT(text, Not(HasSubstr(turn)));
    }
    EXPECT_THAT(html, HasSubstr("Kết \uFFFDquả\uFFFD 06\uFFFD tháng"));
    EXPECT_THAT(text, HasSubstr("Kết \uFFFDquả\uFFFD 06\uFFFD tháng"));
}

TEST(ReportRender, tables_say_what_heads_what) {
    const auto html = render_html(sample_report());
    EXPECT_THAT(html, HasSubstr("<html lang=\"vi\">"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Đúng hạn</th>"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"row\" class=\"t\">ubnd-phuong-1</th>"));
}

TEST(ReportRender, each_chart_can_be_read_without_seeing_it) {
    const auto html = render_html(sample_report());
    EXPECT_THAT(html, HasSubstr("aria-labelledby=\"c5-t c5-d\""));
    EXPECT_THAT(html, HasSubstr("ubnd-phuong-1: Đúng hạn 1.980, Trễ hạn 62;"));
    EXPECT_THAT(html, HasSubstr("<title id=\"c6-t\">Đơn vị có báo cáo về nội dung này</title>"));
}

/// Of a printed bar only lightness and pattern are left; two series must differ in them.
TEST(ReportRender, no_series_of_a_chart_is_told_by_colour_alone) {
    const auto html = render_html(sample_report());
    EXPECT_THAT(html, HasSubstr("fill=\"#1f4e79\""));     // dark
    EXPECT_THAT(html, HasSubstr("fill=\"url(#c5-v)\""));  // hatched
    EXPECT_THAT(html, HasSubstr("<pattern id=\"c5-v\""));
    EXPECT_THAT(html, HasSubstr("<tspan data-figure=\"F5.ubnd-phuong-1.late\">62</tspan>"));
}

}  // namespace
}  // namespace tiendo::report
