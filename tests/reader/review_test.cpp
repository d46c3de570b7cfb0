#include "tiendo/reader/review.hpp"

#include "reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace tiendo::test {
namespace {

using testing::HasSubstr;

// Units and places are invented.
constexpr std::string_view tasks =
    "1. Công khai thủ tục\n\n"
    "- Niêm yết thủ tục hành chính tại trụ sở.\n\n"
    "- Ủy ban nhân dân phường thông báo kết quả định kỳ hằng năm tại khu phố.\n\n"
    "2. Tiếp công dân\n\n"
    "- Phòng Nội vụ tổng hợp, báo cáo định kỳ.";

reader::ReviewItem* item_of(reader::Review& review, std::string_view code) {
    const auto found = std::ranges::find_if(
        review.items, [&](const reader::ReviewItem& item) { return item.doubt.code == code; });
    return found == review.items.end() ? nullptr : &*found;
}

reader::Reading reading() {
    return reading_of(plan_with(tasks));
}

reader::Answered answered(const reader::Reading& read, const reader::Review& review) {
    auto done = reader::apply_answers(read, review);
    if (!done) {
        ADD_FAILURE() << done.error().explain();
        return {};
    }
    return *std::move(done);
}

TEST(Review, file_of_a_reading_reads_back_as_written) {
    auto review = reader::review_of(reading());
    ASSERT_GE(review.items.size(), 3U);
    review.items.front().answer = "đồng ý";
    review.items.front().answered_by = "Nguyễn Văn A \"Nội vụ\" \\ (tên giả định)";
    const auto back = reader::parse_review(reader::to_toml(review), "phieu.toml");
    ASSERT_TRUE(back) << back.error().explain();
    for (auto& item : review.items) {
        item.doubt.span.reset();  // a place in one document, not part of the question
    }
    EXPECT_EQ(*back, review);
}

TEST(Review, tells_an_official_in_vietnamese_what_may_be_answered) {
    const auto toml = reader::to_toml(reader::review_of(reading()));
    EXPECT_THAT(toml, HasSubstr("# PHIẾU RÀ SOÁT VĂN BẢN"));
    EXPECT_THAT(toml, HasSubstr("# có thể trả lời: tên đơn vị chủ trì, ví dụ: Phòng Nội vụ"));
    EXPECT_THAT(toml, HasSubstr("trich = \"định kỳ hằng năm\""));
}

TEST(Review, an_answered_day_becomes_the_day_of_the_task_and_ends_the_doubt) {
    const auto read = reading();
    auto review = reader::review_of(read);
    auto* item = item_of(review, "no-day-stated");
    ASSERT_NE(item, nullptr);
    item->answer = "trước ngày 15/6";
    const auto done = answered(read, review);
    const auto* node = node_at(done.reading, item->doubt.where);
    ASSERT_NE(node, nullptr);
    const auto& deadline = node->deadlines.front();
    EXPECT_EQ(deadline.recurring, (MonthDay{6, 15}));
    EXPECT_TRUE(deadline.exclusive);
    EXPECT_EQ(done.reading.doubts.size() + 1, read.doubts.size());
    ASSERT_EQ(done.used.size(), 1U);
    EXPECT_TRUE(done.unused.empty());
}

TEST(Review, a_day_that_the_text_leaves_unclear_is_set_by_the_answer) {
    const auto read = reading_of(plan_with("- Phòng Nội vụ nộp chậm nhất trước ngày 20/11/2026."));
    auto review = reader::review_of(read);
    auto* item = item_of(review, "limit-unclear");
    ASSERT_NE(item, nullptr);
    item->answer = "chậm nhất 20/11/2026";
    const auto done = answered(read, review);
    const auto& deadline = node_at(done.reading, "II-1")->deadlines.front();
    EXPECT_EQ(deadline.date, Date::of(2026, 11, 20));
    EXPECT_FALSE(deadline.exclusive);
}

TEST(Review, a_unit_named_for_a_heading_leads_the_tasks_that_named_nobody_and_no_other) {
    const auto read = reading();
    auto review = reader::review_of(read);
    auto* item = item_of(review, "no-lead-named");
    ASSERT_NE(item, nullptr);
    item->answer = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân";
    const auto done = answered(read, review);
    const auto& lead = node_at(done.reading, "II.1-1")->assignees.front();
    EXPECT_EQ(lead.source, AssigneeSource::reviewed);
    EXPECT_EQ(lead.surface, item->answer);
    EXPECT_EQ(lead.unit_key, "van-phong-hdnd-ubnd");
    EXPECT_EQ(node_at(done.reading, "II.2-1")->assignees, node_at(read, "II.2-1")->assignees);
}

TEST(Review, agreeing_or_noting_settles_a_doubt_and_changes_nothing) {
    const auto read = reading();
    for (const auto* answer : {"đồng ý", "Đồng ý (theo cách tạm hiểu)", "ghi chú: đã hỏi lại"}) {
        auto review = reader::review_of(read);
        review.items.front().answer = answer;
        const auto done = answered(read, review);
        EXPECT_EQ(done.reading.plan, read.plan);
        EXPECT_EQ(done.reading.doubts.size() + 1, read.doubts.size()) << answer;
    }
}

TEST(Review, answers_survive_new_numbers_and_small_corrections_of_the_document) {
    auto review = reader::review_of(reading());
    item_of(review, "no-day-stated")->answer = "chậm nhất 20/12";
    // The corrected document: a new first block, and a word mended in the sentence.
    const auto corrected = reading_of(plan_with(
        "1. Tuyên truyền\n\n- Phòng Tư pháp tuyên truyền pháp luật.\n\n2. Công khai thủ tục\n\n"
        "- Ủy ban nhân dân phường thông báo công khai kết quả định kỳ hằng năm tại khu phố."));
    const auto done = answered(corrected, review);
    ASSERT_EQ(done.used.size(), 1U);
    const auto* node = node_at(done.reading, "II.2-1");
    ASSERT_NE(node, nullptr);
    EXPECT_EQ(node->deadlines.front().recurring, (MonthDay{12, 20}));
}

TEST(Review, an_answer_whose_doubt_is_gone_is_reported_and_not_lost) {
    auto review = reader::review_of(reading());
    item_of(review, "no-cycle-stated")->answer = "hằng quý";
    const auto other = reading_of(plan_with("- Phòng Tư pháp tuyên truyền pháp luật."));
    const auto done = answered(other, review);
    EXPECT_TRUE(done.used.empty());
    ASSERT_EQ(done.unused.size(), 1U);
    EXPECT_EQ(done.unused.front().answer, "hằng quý");
}

TEST(Review, an_answer_that_means_nothing_is_refused_with_the_choices) {
    const auto read = reading();
    for (const auto& [code, answer] :
         std::vector<std::pair<std::string, std::string>>{{"no-day-stated", "sau này"},
                                                          {"no-day-stated", "31/4"},
                                                          {"no-cycle-stated", "thỉnh thoảng"},
                                                          {"no-lead-named", "???"}}) {
        auto review = reader::review_of(read);
        item_of(review, code)->answer = answer;
        const auto done = reader::apply_answers(read, review);
        ASSERT_FALSE(done) << code << ' ' << answer;
        EXPECT_THAT(done.error().explain(), HasSubstr("means nothing"));
        EXPECT_THAT(done.error().explain(), HasSubstr("đồng ý"));
    }
}

TEST(Review, a_file_with_a_fault_is_refused_with_its_line) {
    for (const auto& [toml, told] : std::vector<std::pair<std::string, std::string>>{
             {"x = [", "line 1"},
             {"a = 1", "this is no review file"},
             {"van_ban = \"a\"\n[[nghi_van]]\nma = \"x\"\n", "line 2"},
             {"van_ban = \"a\"\n[[nghi_van]]\nkhoa = \"k\"\nma = \"x\"\ntra_loi = 5\n", "line 5"},
             {"van_ban = \"a\"\nnghi_van = [1]\n", "line 2"}}) {
        const auto review = reader::parse_review(toml, "phieu.toml");
        ASSERT_FALSE(review) << toml;
        EXPECT_THAT(review.error().explain(), HasSubstr(told));
    }
}

}  // namespace
}  // namespace tiendo::test
