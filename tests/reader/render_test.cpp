#include "tiendo/reader/render.hpp"

#include "reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tiendo::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view hostile =
    "- Phòng Nội vụ xử lý <script>alert(1)</script> & \"dấu\" 'nháy' trước ngày 15/5/2026.\n\n"
    "- Phòng Tư pháp tổng hợp:\n\n+ số liệu quý I;\n\n+ số liệu quý II.";

reader::Document document_of(const std::string& text) {
    auto document = reader::parse_document(text, "ke-hoach.txt", {});
    EXPECT_TRUE(document) << document.error();
    return *std::move(document);
}

/// Text without tags, references read back.
std::string text_of(std::string_view html) {
    std::string out;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            i = html.find('>', i) + 1;
            continue;
        }
        if (html[i] == '&') {
            const auto end = html.find(';', i);
            const auto name = html.substr(i + 1, end - i - 1);
            out += name == "amp"    ? '&'
                   : name == "lt"   ? '<'
                   : name == "gt"   ? '>'
                   : name == "quot" ? '"'
                                    : '\'';
            i = end + 1;
            continue;
        }
        out += html[i++];
    }
    return out;
}

TEST(SideBySide, shows_the_whole_source_and_runs_nothing_of_it) {
    const auto plan = plan_with(hostile);
    const auto html = reader::to_side_by_side_html(document_of(plan), reading_of(plan));
    const auto begin = html.find("<section class=\"source\"");
    const auto end = html.find("</section>", begin);
    EXPECT_EQ(text_of(std::string_view(html).substr(begin, end - begin)), plan);
    EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(html, Not(HasSubstr("http")));
}

TEST(SideBySide, joins_each_node_with_its_words) {
    const auto plan = plan_with(hostile);
    const auto reading = reading_of(plan);
    const auto html = reader::to_side_by_side_html(document_of(plan), reading);
    for (std::size_t i = 0; i < reading.plan.nodes.size(); ++i) {
        EXPECT_THAT(html, HasSubstr("id=\"s" + std::to_string(i) + "\""));
        EXPECT_THAT(html, HasSubstr("<a href=\"#s" + std::to_string(i) + "\">"));
    }
    EXPECT_THAT(html, HasSubstr("<b>thời hạn:</b> trước ngày 15/5/2026"));
}

TEST(AkomaNtoso, ids_are_names_and_stay_when_a_task_is_added_behind) {
    const auto before = reader::to_akoma_ntoso(reading_of(plan_with(hostile)).plan);
    EXPECT_THAT(before, HasSubstr("eId=\"n-ii-2_1\""));
    const auto after = reader::to_akoma_ntoso(
        reading_of(plan_with(std::string(hostile) + "\n\n- Phòng Y tế báo cáo.")).plan);
    for (std::size_t at = before.find("eId="); at != std::string::npos;
         at = before.find("eId=", at + 1)) {
        EXPECT_THAT(after, HasSubstr(before.substr(at, before.find('>', at) - at)));
    }
}

TEST(AkomaNtoso, has_no_character_that_xml_forbids) {
    const auto xml = reader::to_akoma_ntoso(
        reading_of(plan_with("- Phòng Nội vụ\x01 báo cáo \x0B số liệu.")).plan);
    for (const char c : xml) {
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << static_cast<int>(c);
    }
}

}  // namespace
}  // namespace tiendo::test
