#include "reading.hpp"

namespace tiendo::test {

TEST(Deadline, on_a_day_that_no_year_has_is_a_doubt_and_no_date) {
    const auto reading = reading_of(plan_with("- Nộp trước ngày 31 tháng 02 năm 2021."));
    const auto& found = node_at(reading, "II-1")->deadlines;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].date, std::nullopt);
    EXPECT_TRUE(has_doubt(reading, "no-such-day", "II-1"));
}

TEST(Deadline, without_a_year_on_29_february_comes_in_leap_years) {
    const auto reading = reading_of(plan_with("- Nộp trước ngày 29 tháng 02."));
    EXPECT_FALSE(has_doubt(reading, "no-such-day", "II-1"));
}

TEST(Deadline, every_quarter_without_a_day_is_a_doubt) {
    const auto reading = reading_of(plan_with("- Phòng Nội vụ định kỳ hàng quý họp dân."));
    EXPECT_TRUE(has_doubt(reading, "no-day-stated", "II-1"));
}

TEST(Deadline, of_a_report_knows_its_receiver_and_the_office_on_the_way) {
    const auto reading = reading_of(plan_with(
        "- Các phường gửi báo cáo 6 tháng (trước ngày 10 tháng 6) về Ủy ban nhân dân quận (thông qua Phòng Tư pháp)."));
    const auto& found = node_at(reading, "II-1")->deadlines;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].cycle, Period::half_year);
    EXPECT_EQ(found[0].to, std::optional<std::string>("ubnd-quan"));
    EXPECT_EQ(found[0].via, std::optional<std::string>("phong-tu-phap"));
    EXPECT_TRUE(has_doubt(reading, "window-not-stated", "II-1"));
}

TEST(Deadline, that_says_at_the_latest_and_before_is_a_doubt) {
    const auto reading = reading_of(plan_with("- Nộp chậm nhất trước ngày 20/11/2021."));
    EXPECT_TRUE(node_at(reading, "II-1")->deadlines.front().exclusive);
    EXPECT_TRUE(has_doubt(reading, "limit-unclear", "II-1"));
}

TEST(Deadline, earlier_than_the_plan_is_a_doubt) {
    const auto tasks = "- Nộp trước ngày 20/11/2021.\n\n- Nộp trước ngày 20/11/2022.";
    const auto reading = reading_of(dated_plan("Thử nghiệm", tasks));
    EXPECT_TRUE(has_doubt(reading, "due-before-issue", "II-1"));
    EXPECT_FALSE(has_doubt(reading, "due-before-issue", "II-2"));
}

TEST(Deadline, that_tells_how_far_the_work_had_come_before_the_plan_is_none) {
    const auto reading =
        reading_of(dated_plan("Phân loại rác", "- Đến ngày 01/3/2021, mới có 12 hộ ký cam kết."));
    EXPECT_TRUE(node_at(reading, "II-1")->deadlines.empty());
}

TEST(Deadline, of_the_lunar_calendar_is_a_doubt_and_no_date) {
    const auto reading = reading_of(plan_with("- Quét vôi cổng làng trước rằm tháng 7 năm 2026."));
    const auto& deadline = node_at(reading, "II-1")->deadlines.at(0);
    EXPECT_EQ(deadline.surface, "trước rằm tháng 7 năm 2026");
    EXPECT_FALSE(deadline.date);
    EXPECT_TRUE(has_doubt(reading, "lunar-day", "II-1"));
}

TEST(Deadline, of_a_heading_may_be_the_days_in_its_brackets) {
    const auto reading = reading_of(plan_with(
        "1. Đợt một (từ ngày 06/4/2026 đến ngày 17/4/2026)\n\n- Phát tờ rơi.\n\n2. Đợt hai\n\n- Họp dân."));
    const auto* heading = node_at(reading, "II.1");
    ASSERT_EQ(heading->deadlines.size(), 1U);
    EXPECT_EQ(heading->deadlines.front().from, Date::of(2026, 4, 6));
    EXPECT_EQ(heading->deadlines.front().date, Date::of(2026, 4, 17));
}

TEST(Deadline, without_a_year_is_of_the_one_year_that_the_title_names) {
    const auto reading =
        reading_of(dated_plan("Cải cách hành chính năm 2022", "- Họp dân trước ngày 30/6."));
    EXPECT_EQ(node_at(reading, "II-1")->deadlines.front().date, Date::of(2022, 6, 30));
    EXPECT_TRUE(has_doubt(reading, "year-not-stated", "II-1"));
}

TEST(Deadline, without_a_year_comes_every_year_where_the_title_goes_on) {
    const auto reading = reading_of(dated_plan(
        "Cải cách hành chính năm 2022 và những năm tiếp theo", "- Họp dân trước ngày 30/6."));
    EXPECT_EQ(node_at(reading, "II-1")->deadlines.front().recurring, (MonthDay{6, 30}));
}

TEST(Deadline, of_a_report_of_every_year_is_bound_to_no_year) {
    const auto reading = reading_of(
        dated_plan("Cải cách hành chính năm 2022", "- Báo cáo 6 tháng (trước ngày 15 tháng 6)."));
    EXPECT_EQ(node_at(reading, "II-1")->deadlines.front().recurring, (MonthDay{6, 15}));
}

TEST(Deadline, on_a_part_of_a_month_is_a_doubt) {
    const auto reading = reading_of(plan_with("- Bàn giao vào đầu tháng 6/2026."));
    EXPECT_TRUE(has_doubt(reading, "part-of-period", "II-1"));
}

TEST(Deadline, counted_from_nothing_is_a_doubt) {
    const auto reading = reading_of(plan_with("- Trả lời trong vòng 24 giờ."));
    EXPECT_TRUE(has_doubt(reading, "anchor-not-stated", "II-1"));
}

TEST(Deadline, of_a_heading_is_kept_with_the_heading) {
    const auto reading = reading_of(
        plan_with("1. Việc phải xong trước ngày 30/6/2022\n\n- Họp dân.\n\n- Sửa đường."));
    ASSERT_EQ(node_at(reading, "II.1")->deadlines.size(), 1U);
    EXPECT_EQ(node_at(reading, "II.1")->deadlines.front().date, Date::of(2022, 6, 30));
}

TEST(Citations, of_one_instrument_are_one_entry_with_two_mentions) {
    const auto reading = reading_of(plan_with(
        "- Thi hành Nghị định số 8/2020/NĐ-CP ngày 08 tháng 01 năm 2020 của Chính phủ.\n\n"
        "- Phổ biến Nghị định 8/2020/NĐ-CP, khoản 2 Điều 5 Luật Tiếp công dân."));
    ASSERT_EQ(reading.plan.citations.size(), 2U);
    EXPECT_EQ(reading.plan.citations[0].id, "8-2020-nd-cp");
    EXPECT_EQ(reading.plan.citations[0].mentions.size(), 2U);
    EXPECT_EQ(reading.plan.citations[0].issuer, std::optional<std::string>("Chính phủ"));
    EXPECT_EQ(reading.plan.citations[1].name, std::optional<std::string>("Luật Tiếp công dân"));
    EXPECT_EQ(reading.plan.citations[1].mentions[0].surface, "khoản 2 Điều 5 Luật Tiếp công dân");
}

TEST(Citations, keep_a_number_that_a_blank_cuts) {
    const auto reading =
        reading_of(plan_with("- Thi hành Nghị quyết số 27/NQ- TW ngày 09/11/2022."));
    ASSERT_EQ(reading.plan.citations.size(), 1U);
    EXPECT_EQ(reading.plan.citations[0].number, std::optional<std::string>("27/NQ-TW"));
    EXPECT_EQ(reading.plan.citations[0].date, Date::of(2022, 11, 9));
}

TEST(Citations, of_a_law_by_name_and_number_keep_both_and_the_day) {
    const auto plan = plan_with(
        "- Phổ biến Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024 đến Nhân dân.");
    const auto reading = reading_of(plan);
    ASSERT_EQ(reading.plan.citations.size(), 1U);
    const auto& law = reading.plan.citations.front();
    EXPECT_EQ(law.number, "31/2024/QH15");
    EXPECT_EQ(law.date, Date::of(2024, 1, 18));
    EXPECT_EQ(law.name, "Luật Đất đai");
}

/// "number name date; …" of all that a task cites.
std::string cited_in(std::string_view sentence) {
    const auto reading = reading_of(plan_with("- " + std::string(sentence)));
    std::string text;
    for (const auto& each : reading.plan.citations) {
        text += (text.empty() ? "" : "; ") + each.number.value_or(each.name.value_or(""));
        text += each.date ? " " + each.date->iso() : "";
    }
    return text;
}

TEST(Citations, of_several_numbers_share_the_kind_and_the_day_behind_the_last) {
    EXPECT_EQ(cited_in("Rà soát các Quyết định số 31/QĐ-UBND, số 32/QĐ-UBND và 45/QĐ-UBND ngày "
                       "02/02/2026 của Ủy ban nhân dân tỉnh."),
              "31/QĐ-UBND 2026-02-02; 32/QĐ-UBND 2026-02-02; 45/QĐ-UBND 2026-02-02");
    EXPECT_EQ(cited_in("Thực hiện Công văn số 7/UBND-NC ngày 05/01/2026 và số 19/UBND-NC ngày "
                       "12/01/2026."),
              "7/UBND-NC 2026-01-05; 19/UBND-NC 2026-01-12");
}

TEST(Citations, of_a_law_keep_the_whole_of_its_name) {
    EXPECT_EQ(cited_in("Phổ biến Luật Thi đua, khen thưởng năm 2022, Luật Hòa giải ở cơ sở."),
              "Luật Thi đua, khen thưởng; Luật Hòa giải ở cơ sở");
    EXPECT_EQ(cited_in("Thi hành Luật Tiếp công dân trên toàn quận."), "Luật Tiếp công dân");
    EXPECT_EQ(cited_in("Phổ biến Luật Đất đai, niêm yết bảng giá đất."), "Luật Đất đai");
}

TEST(Citations, of_a_law_that_changes_another_name_both_as_one) {
    EXPECT_EQ(cited_in("Góp ý Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 12/2026/QH16."),
              "12/2026/QH16");
    EXPECT_EQ(cited_in("Góp ý Luật sửa đổi, bổ sung một số điều của Luật Nhà ở."),
              "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở");
}

TEST(Citations, of_a_law_that_changes_two_others_are_one) {
    EXPECT_EQ(cited_in("Phổ biến Luật sửa đổi, bổ sung một số điều của Luật Quảng cáo và Luật Báo "
                       "chí ngày 16 tháng 6 năm 2026."),
              "Luật sửa đổi, bổ sung một số điều của Luật Quảng cáo và Luật Báo chí 2026-06-16");
}

TEST(Citations, keep_a_number_whose_mark_stands_apart) {
    EXPECT_EQ(cited_in("Thực hiện Kế hoạch số 277 /KH-UBND ngày 03/3/2026."),
              "277/KH-UBND 2026-03-03");
}

TEST(Citations, with_one_number_and_two_days_are_two_instruments) {
    const auto reading = reading_of(plan_with(
        "- Thi hành Nghị quyết số 71/NQ-CP ngày 01/4/2025; Nghị quyết số 71/NQ-CP ngày 01/5/2025."));
    EXPECT_EQ(reading.plan.citations.size(), 2U);
}

}  // namespace tiendo::test
