#include "reading.hpp"

namespace tiendo::test {

namespace {

struct DeadlineCase {
    std::string_view sentence;
    std::string_view deadlines;
};

/// "surface|type|date or month-day|<|cycle", "<" where the stated day is late itself.
std::string deadlines_of(const Node& node) {
    std::string text;
    for (const auto& deadline : node.deadlines) {
        text += (text.empty() ? "" : "; ") + deadline.surface + "|" +
                std::string(to_string(deadline.type)) + "|";
        text += deadline.date        ? deadline.date->iso()
                : deadline.recurring ? std::to_string(deadline.recurring->month) + "-" +
                                           std::to_string(deadline.recurring->day)
                                     : "";
        text += deadline.exclusive ? "|<|" : "||";
        text += deadline.cycle ? to_string(*deadline.cycle) : "";
    }
    return text;
}

class Deadlines : public testing::TestWithParam<DeadlineCase> {};

}  // namespace

TEST_P(Deadlines, are_read_as_they_are_stated) {
    const auto reading = reading_of(plan_with("- " + std::string(GetParam().sentence)));
    EXPECT_EQ(deadlines_of(*node_at(reading, "II-1")), GetParam().deadlines) << GetParam().sentence;
}

constexpr DeadlineCase deadline_cases[] = {
    {"Nộp danh sách trước ngày 05 tháng 3 năm 2021.",
     "trước ngày 05 tháng 3 năm 2021|before_date|2021-03-05|<|"},
    {"Nộp danh sách trước ngày 05/3/2021.", "trước ngày 05/3/2021|before_date|2021-03-05|<|"},
    {"Nộp chậm nhất ngày 20/11/2021.", "chậm nhất ngày 20/11/2021|before_date|2021-11-20||"},
    {"Báo cáo quý (trước ngày 25 tháng 3) cho Phòng Nội vụ.",
     "trước ngày 25 tháng 3|periodic|3-25|<|quarter"},
    {"Báo cáo trước ngày 01/6 và 15/11 hằng năm.",
     "trước ngày 01/6|periodic|6-1|<|year; 15/11|periodic|11-15|<|year"},
    {"Hoàn thành trong quý IV/2021.", "trong quý IV/2021|before_date|2021-12-31||"},
    {"Hoàn thành trong tháng 02 năm 2021.", "trong tháng 02 năm 2021|before_date|2021-02-28||"},
    {"Hằng tháng đăng số liệu.", "Hằng tháng|periodic|||month"},
    {"Thường xuyên dọn vệ sinh.", "Thường xuyên|ongoing|||"},
    {"Cân đối chi thường xuyên của quận.", ""},
    {"Kịp thời trả lời, không để hồ sơ trễ hạn.", ""},
    {"Làm theo Quyết định số 5/QĐ-UBND ngày 09 tháng 3 năm 2020 của Ủy ban nhân dân Thành phố.",
     ""},
};
INSTANTIATE_TEST_SUITE_P(Sentences, Deadlines, testing::ValuesIn(deadline_cases));

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

TEST(Citations, with_one_number_and_two_days_are_two_instruments) {
    const auto reading = reading_of(plan_with(
        "- Thi hành Nghị quyết số 71/NQ-CP ngày 01/4/2025; Nghị quyết số 71/NQ-CP ngày 01/5/2025."));
    EXPECT_EQ(reading.plan.citations.size(), 2U);
}

}  // namespace tiendo::test
