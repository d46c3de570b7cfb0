#include "tiendo/model/plan.hpp"

#include "tiendo/model/unit.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <sstream>
#include <string>

namespace tiendo {
namespace {

std::string printed(const Doubt& doubt) {
    std::ostringstream out;
    out << doubt;
    return out.str();
}

TEST(Plan, finds_a_node_by_its_id) {
    Plan plan;
    plan.nodes.resize(2);
    plan.nodes[0].id = NodeId::of("I");
    plan.nodes[1].id = NodeId::of("I.1");
    EXPECT_EQ(plan.find(NodeId::of("I.1")), &plan.nodes[1]);
}

TEST(Plan, has_no_node_of_an_unknown_id) {
    EXPECT_EQ(Plan().find(NodeId::of("I")), nullptr);
}

struct Numbers {
    const char* one;
    const char* other;
};
void PrintTo(const Numbers& each, std::ostream* out) {
    *out << each.other;
}
class SameNumber : public testing::TestWithParam<Numbers> {};
TEST_P(SameNumber, has_one_key) {
    EXPECT_EQ(citation_key(GetParam().one), citation_key(GetParam().other));
}
INSTANTIATE_TEST_SUITE_P(CitationKey,
                         SameNumber,
                         testing::Values(Numbers{"61/2018/NĐ-CP", "61/2018/nđ-cp"},
                                         Numbers{"61/2018/NĐ-CP", " 61 / 2018 /\n\tNĐ-CP "},
                                         Numbers{"61/2018/NĐ-CP", "61/2018\u00A0/NĐ\u202F-CP"},
                                         Numbers{"11/CT-UBND", "11/CT-\u200BUBND"},
                                         Numbers{"05/HD-VPĐU\u031B", "05/hd-vpđư"}));

TEST(CitationKey, keeps_what_tells_two_numbers_apart) {
    EXPECT_EQ(citation_key("61/2018/NĐ-CP"), "61/2018/nđ-cp");
    EXPECT_NE(citation_key("61/2018/NĐ-CP"), citation_key("61/2018/ND-CP"));
    EXPECT_NE(citation_key("22/CT-UBND"), citation_key("2/2CT-UBND"));
    EXPECT_EQ(citation_key(""), "");
}

TEST(Doubt, prints_code_place_text_and_choice) {
    EXPECT_EQ(printed({.code = "unit-count-differs",
                       .where = "II.1",
                       .text = "văn bản ghi 15 phường, danh sách có 14",
                       .choice = "lấy 14 theo danh sách",
                       .span = {}}),
              "nghi vấn [unit-count-differs] II.1: văn bản ghi 15 phường, danh sách có 14; "
              "tạm hiểu: lấy 14 theo danh sách");
}

TEST(Doubt, joins_a_whole_sentence_and_the_choice_into_one) {
    EXPECT_EQ(printed({.code = "no-day-stated",
                       .where = "II.3-3",
                       .text = "Văn bản không nêu ngày.",
                       .choice = "không tính ngày hết hạn",
                       .span = {}}),
              "nghi vấn [no-day-stated] II.3-3: Văn bản không nêu ngày; "
              "tạm hiểu: không tính ngày hết hạn");
    EXPECT_EQ(
        printed({.code = "x", .where = "", .text = "Văn bản ghi “…...", .choice = "a", .span = {}}),
        "nghi vấn [x]: Văn bản ghi “…...; tạm hiểu: a");
    EXPECT_EQ(printed({.code = "x", .where = "", .text = "Câu này.", .choice = "", .span = {}}),
              "nghi vấn [x]: Câu này.");
}

TEST(Doubt, leaves_out_a_choice_that_was_not_made) {
    EXPECT_EQ(printed({.code = "no-day",
                       .where = "II.3-3",
                       .text = "không nêu ngày",
                       .choice = "",
                       .span = {}}),
              "nghi vấn [no-day] II.3-3: không nêu ngày");
}

TEST(Doubt, of_the_whole_document_names_no_place) {
    EXPECT_EQ(
        printed(
            {.code = "no-number", .where = "", .text = "không có số", .choice = "", .span = {}}),
        "nghi vấn [no-number]: không có số");
}

TEST(Span, is_half_open) {
    EXPECT_EQ((Span{3, 7}).size(), 4U);
    EXPECT_TRUE((Span{3, 3}).empty());
    EXPECT_FALSE((Span{3, 4}).empty());
}

TEST(Unit, is_on_each_day_as_its_latest_state_says) {
    // A name of 2015 is no answer to a question about 2023.
    Unit office;
    office.states.front().name = "Phòng Lao động";
    UnitState later;
    later.from = Date::of(2020, 7, 1);
    later.name = "Phòng Lao động - Thương binh và Xã hội";
    office.states.push_back(later);
    EXPECT_EQ(office.on(Date::of(1, 1, 1)).name, "Phòng Lao động");
    EXPECT_EQ(office.on(Date::of(2020, 6, 30)).name, "Phòng Lao động");
    EXPECT_EQ(office.on(Date::of(2020, 7, 1)).name, later.name);
    EXPECT_EQ(office.on(Date::of(9999, 12, 31)).name, later.name);
}

TEST(Unit, exists_from_its_first_to_its_last_day) {
    Unit ward;
    EXPECT_TRUE(ward.exists_on(Date::of(1, 1, 1)));
    ward.valid_from = Date::of(2020, 1, 1);
    ward.valid_to = Date::of(2020, 12, 31);
    EXPECT_FALSE(ward.exists_on(Date::of(2019, 12, 31)));
    EXPECT_TRUE(ward.exists_on(Date::of(2020, 1, 1)));
    EXPECT_TRUE(ward.exists_on(Date::of(2020, 12, 31)));
    EXPECT_FALSE(ward.exists_on(Date::of(2021, 1, 1)));
}

}  // namespace
}  // namespace tiendo
