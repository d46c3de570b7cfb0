#include "tiendo/reader/lint.hpp"

#include "reading.hpp"

#include "tiendo/units/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

reader::LintReport linted(const std::string& plan, const reader::LintOptions& options) {
    auto report = reader::lint_plan(reading_of(plan), options);
    if (!report) {
        ADD_FAILURE() << report.error().explain();
        return {};
    }
    return *std::move(report);
}

std::vector<std::string> codes(const reader::LintReport& report) {
    std::vector<std::string> list;
    for (const auto& finding : report.findings) {
        list.push_back(finding.code);
    }
    return list;
}

const reader::Finding* finding(const reader::LintReport& report, std::string_view code) {
    const auto found = std::ranges::find(report.findings, code, &reader::Finding::code);
    return found == report.findings.end() ? nullptr : &*found;
}

/// A dated plan of an invented district.
std::string dated(std::string_view title, std::string_view tasks) {
    return "ỦY BAN NHÂN DÂN QUẬN BÌNH AN\nSố: 12/KH-UBND\nBình An, ngày 10 tháng 02 năm 2026\n\n"
           "KẾ HOẠCH\n\n" +
           std::string(title) + "\n\nI. NHIỆM VỤ\n\n" + std::string(tasks) + "\n";
}

TEST(Lint, a_task_that_names_nobody_no_day_and_no_product_is_told_so) {
    const auto report = linted(plan_with("- Nâng cao chất lượng phục vụ người dân."), {});
    EXPECT_THAT(codes(report), Contains("nobody-responsible"));
    EXPECT_THAT(codes(report), Contains("no-due-date"));
    EXPECT_THAT(codes(report), Contains("no-product"));
    ASSERT_EQ(report.clarity.size(), 1U);
    EXPECT_EQ(report.clarity.front().score(), 1) << "only the work is clear";
    EXPECT_TRUE(report.clarity.front().work);
}

TEST(Lint, a_task_with_a_unit_and_a_day_is_clear_in_both) {
    const auto report =
        linted(plan_with("- Phòng Nội vụ gửi báo cáo về Ủy ban nhân dân quận trước ngày "
                         "15/5/2026."),
               {});
    ASSERT_EQ(report.clarity.size(), 1U);
    const auto& clarity = report.clarity.front();
    EXPECT_TRUE(clarity.person && clarity.work && clarity.time && clarity.responsibility &&
                clarity.authority);
    EXPECT_THAT(codes(report), Not(Contains("nobody-responsible")));
    EXPECT_THAT(codes(report), Not(Contains("no-due-date")));
}

TEST(Lint, two_leads_in_one_sentence_are_one_too_many) {
    const auto report = linted(
        plan_with("- Phòng Nội vụ và Phòng Tư pháp tổ chức tập huấn trước ngày 15/5/2026."), {});
    const auto* found = finding(report, "several-leads");
    ASSERT_NE(found, nullptr);
    EXPECT_THAT(found->sentence, HasSubstr("‹Phòng Tư pháp›"));
}

TEST(Lint, a_day_before_the_plan_or_after_its_years_is_told_with_the_words) {
    const auto early = linted(
        dated("Cải cách hành chính năm 2026", "- Phòng Nội vụ báo cáo trước ngày 15/01/2026."), {});
    ASSERT_NE(finding(early, "due-before-plan"), nullptr);
    EXPECT_THAT(finding(early, "due-before-plan")->sentence, HasSubstr("‹trước ngày 15/01/2026›"));
    const auto late = linted(
        dated("Cải cách hành chính năm 2026", "- Phòng Nội vụ báo cáo trước ngày 15/3/2027."), {});
    EXPECT_NE(finding(late, "due-after-end"), nullptr);
    const auto open = linted(dated("Cải cách hành chính năm 2026 và những năm tiếp theo",
                                   "- Phòng Nội vụ báo cáo trước ngày 15/3/2027."),
                             {});
    EXPECT_EQ(finding(open, "due-after-end"), nullptr);
}

TEST(Lint, an_order_to_a_body_that_can_only_be_asked) {
    const auto ordered = linted(
        plan_with("- Giao Ủy ban Mặt trận Tổ quốc Việt Nam quận tuyên truyền trong hội viên."), {});
    EXPECT_NE(finding(ordered, "order-to-outsider"), nullptr);
    const auto asked = linted(
        plan_with("- Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam quận tuyên truyền trong hội viên."),
        {});
    EXPECT_EQ(finding(asked, "order-to-outsider"), nullptr);
}

// The curse of trackers: "15 phường" in a plan signed two months before a merger.
TEST(Lint, a_count_that_the_list_of_units_does_not_have_on_the_day_it_is_owed) {
    auto units =
        units::parse_units(content_of(source_path("examples/district/units.toml")), "units.toml");
    ASSERT_TRUE(units) << units.error();
    const auto registry = units::Registry::make(*std::move(units));
    ASSERT_TRUE(registry) << registry.error();
    const auto plan = plan_with("- Ủy ban nhân dân 15 phường gửi kế hoạch trước ngày 01/02/2021.");
    const auto after = linted(plan, {.units = &*registry, .as_of = Date::of(2020, 12, 31)});
    const auto* found = finding(after, "unit-count-differs");
    ASSERT_NE(found, nullptr);
    EXPECT_THAT(found->text, HasSubstr("ngày 31/1/2021 có 14"));
    const auto before =
        linted(plan_with("- Ủy ban nhân dân 15 phường gửi kế hoạch trước ngày 01/12/2020."),
               {.units = &*registry, .as_of = Date::of(2020, 12, 31)});
    EXPECT_EQ(finding(before, "unit-count-differs"), nullptr);
}

TEST(Lint, a_collective_that_nobody_can_resolve) {
    const auto report = linted(
        plan_with("- Phòng Nội vụ phối hợp với các đơn vị có liên quan kiểm tra hồ sơ."), {});
    EXPECT_NE(finding(report, "collective-unresolvable"), nullptr);
}

TEST(Lint, an_instrument_that_has_lapsed_on_the_day_of_the_plan) {
    const auto tasks =
        "- Phòng Nội vụ thực hiện Pháp lệnh số 34/2007/PL-UBTVQH11 về thực hiện dân chủ.";
    const auto now = linted(plan_with(tasks), {.as_of = Date::of(2026, 1, 1)});
    const auto* found = finding(now, "citation-lapsed");
    ASSERT_NE(found, nullptr);
    EXPECT_THAT(found->text, HasSubstr("10/2022/QH15"));
    const auto then = linted(plan_with(tasks), {.as_of = Date::of(2020, 12, 31)});
    EXPECT_EQ(finding(then, "citation-lapsed"), nullptr);
}

TEST(Lint, one_number_with_two_dates) {
    const auto report = linted(
        plan_with(
            "- Phòng Nội vụ thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính "
            "phủ.\n\n- Phòng Tư pháp phổ biến Nghị quyết số 71/NQ-CP ngày 01/5/2025 của Chính "
            "phủ."),
        {});
    ASSERT_NE(finding(report, "citation-dates-differ"), nullptr);
    EXPECT_EQ(finding(report, "citation-dates-differ")->where, "II-2");
}

}  // namespace
}  // namespace tiendo::test
