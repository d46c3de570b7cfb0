#include "tiendo/reader/diff.hpp"

#include "reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

using reader::ChangeKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Units are invented.
constexpr std::string_view first =
    "1. Công khai thủ tục hành chính\n\n"
    "- Phòng Tư pháp niêm yết thủ tục hành chính tại trụ sở trước ngày 15/3/2026.\n\n"
    "- Phòng Nội vụ kiểm tra việc tiếp nhận hồ sơ của các phường.\n\n"
    "2. Tiếp công dân và đối thoại\n\n"
    "- Thanh tra quận tổng hợp kết quả tiếp công dân định kỳ hằng quý.";

std::vector<reader::PlanChange> changes(std::string_view before, std::string_view after) {
    return reader::diff_plans(reading_of(plan_with(before)).plan,
                              reading_of(plan_with(after)).plan);
}

std::string replaced(std::string_view what, std::string_view with) {
    std::string text(first);
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

std::vector<ChangeKind> kinds(const std::vector<reader::PlanChange>& found) {
    std::vector<ChangeKind> list;
    for (const auto& change : found) {
        list.push_back(change.kind);
    }
    return list;
}

TEST(Diff, of_a_plan_with_itself_is_empty) {
    EXPECT_THAT(changes(first, first), IsEmpty());
}

TEST(Diff, new_numbers_alone_change_nothing) {
    auto renumbered = replaced("1. Công khai", "3. Công khai");
    renumbered.replace(renumbered.find("2. Tiếp"), 2, "4.");
    EXPECT_THAT(changes(first, renumbered), IsEmpty());
}

TEST(Diff, tone_placement_and_case_change_nothing) {
    EXPECT_THAT(changes("- Hòa giải cơ sở thường xuyên.", "- HOÀ GIẢI cơ sở thường xuyên."),
                IsEmpty());
}

TEST(Diff, names_what_was_added_and_dropped) {
    const auto found =
        changes(first,
                replaced("- Phòng Nội vụ kiểm tra việc tiếp nhận hồ sơ của các phường.",
                         "- Trung tâm Văn hóa trang bị máy tính cho nhà truyền thống."));
    ASSERT_THAT(kinds(found), ElementsAre(ChangeKind::added, ChangeKind::dropped));
    EXPECT_THAT(found[0].text, HasSubstr("Bổ sung nhiệm vụ II.1-2: “Trung tâm Văn hóa"));
    EXPECT_THAT(found[1].text, HasSubstr("Bỏ nhiệm vụ II.1-2: “Phòng Nội vụ"));
}

TEST(Diff, a_later_day_is_postponed_and_an_earlier_one_is_brought_forward) {
    const auto later = changes(first, replaced("15/3/2026", "30/6/2026"));
    ASSERT_THAT(kinds(later), ElementsAre(ChangeKind::rescheduled));
    EXPECT_EQ(later[0].text,
              "Lùi thời hạn của nhiệm vụ II.1-1: từ “trước ngày 15/3/2026” thành “trước ngày "
              "30/6/2026”.");
    const auto earlier = changes(first, replaced("15/3/2026", "01/3/2026"));
    ASSERT_THAT(kinds(earlier), ElementsAre(ChangeKind::rescheduled));
    EXPECT_THAT(earlier[0].text, HasSubstr("Đẩy sớm thời hạn"));
}

TEST(Diff, another_spelling_of_the_same_day_is_no_change) {
    EXPECT_THAT(changes(first, replaced("15/3/2026", "15 tháng 3 năm 2026")), IsEmpty());
}

TEST(Diff, another_unit_is_a_reassignment_not_a_rewording) {
    const auto found =
        changes(first, replaced("Phòng Nội vụ kiểm tra", "Phòng Tài chính kiểm tra"));
    ASSERT_THAT(kinds(found), ElementsAre(ChangeKind::reassigned));
    EXPECT_THAT(found[0].text,
                HasSubstr("thêm chủ trì: Phòng Tài chính; bớt chủ trì: Phòng Nội vụ"));
}

TEST(Diff, other_words_are_a_rewording) {
    const auto found =
        changes(first, replaced("việc tiếp nhận hồ sơ", "việc tiếp nhận, trả hồ sơ"));
    ASSERT_THAT(kinds(found), ElementsAre(ChangeKind::reworded));
}

TEST(Diff, a_task_under_another_heading_has_moved) {
    const auto found =
        changes(first,
                "1. Công khai thủ tục hành chính\n\n"
                "- Phòng Tư pháp niêm yết thủ tục hành chính tại trụ sở trước ngày 15/3/2026.\n\n"
                "2. Tiếp công dân và đối thoại\n\n"
                "- Phòng Nội vụ kiểm tra việc tiếp nhận hồ sơ của các phường.\n\n"
                "- Thanh tra quận tổng hợp kết quả tiếp công dân định kỳ hằng quý.");
    ASSERT_THAT(kinds(found), ElementsAre(ChangeKind::moved));
    EXPECT_EQ(found[0].text,
              "Chuyển nhiệm vụ II.1-2 sang II.2-1: “Phòng Nội vụ kiểm tra việc tiếp nhận hồ sơ của "
              "các phường.”.");
}

TEST(Diff, of_many_alike_sentences_stays_quick_and_right) {
    std::string before;
    std::string after;
    for (int i = 0; i < 3000; ++i) {
        const auto line =
            "- Phòng Nội vụ kiểm tra hồ sơ số " + std::to_string(i) + " của khu phố.\n\n";
        before += line;
        after += i == 1500 ? "" : line;
    }
    EXPECT_THAT(kinds(changes(before, after)), ElementsAre(ChangeKind::dropped));
}

}  // namespace
}  // namespace tiendo::test
