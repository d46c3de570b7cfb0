#include "reading.hpp"

#include <ostream>

namespace tiendo::test {

namespace {

struct RoleCase {
    std::string_view sentence;
    std::string_view roles;
};
void PrintTo(const RoleCase& each, std::ostream* out) {
    *out << each.sentence;
}

class Roles : public testing::TestWithParam<RoleCase> {};

}  // namespace

TEST_P(Roles, are_read_from_the_words_around_a_body) {
    const auto reading = reading_of(plan_with("- " + std::string(GetParam().sentence)));
    EXPECT_EQ(roles_of(*node_at(reading, "II-1")), GetParam().roles) << GetParam().sentence;
}

// Sentences of the kind that plans hold, none of them from the real one.
constexpr RoleCase role_cases[] = {
    {"Phòng Nội vụ mở lớp kỹ năng.", "lead phong-noi-vu"},
    {"Phòng Y tế chủ trì, phối hợp với Phòng Nội vụ và Phòng Tư pháp rà soát.",
     "lead phong-y-te; coordinate phong-noi-vu; coordinate phong-tu-phap"},
    {"Giao Phòng Giáo dục và Đào tạo tham mưu Ủy ban nhân dân quận mở lớp.",
     "advise phong-giao-duc-dao-tao; recipient ubnd-quan"},
    {"Phòng Lao động - Thương binh và Xã hội lập danh sách hộ nghèo.",
     "lead phong-lao-dong-thuong-binh-xa-hoi"},
    {"Phòng Quản lý đô thị kiểm tra 15 phường về trật tự xây dựng.",
     "lead phong-quan-ly-do-thi; recipient ubnd-phuong*"},
    {"Công an quận phối hợp Ban Chỉ huy Quân sự quận tuần tra.",
     "lead cong-an-quan; coordinate ban-chi-huy-quan-su-quan"},
    {"Đề nghị Liên đoàn Lao động quận vận động đoàn viên.", "requested lien-doan-lao-dong-quan"},
    {"Phối hợp với Công ty Cấp nước Sông Xanh sửa đường ống.",
     "lead ubnd-quan (implicit); partner cong-ty-cap-nuoc-song-xanh"},
    {"Trước ngày 15 tháng 6, Phòng Nội vụ gửi danh sách.", "lead phong-noi-vu"},
    {"Ủy ban nhân dân các phường gửi báo cáo về Phòng Tư pháp.",
     "lead ubnd-phuong*; recipient phong-tu-phap"},
    {"Sửa đường theo chỉ đạo của Ủy ban nhân dân Thành phố.", "lead ubnd-quan (implicit)"},
    {"Dán thông báo tại trụ sở Ủy ban nhân dân 15 phường.", "lead ubnd-quan (implicit)"},
    {"Ủy ban nhân dân Phường 7 thí điểm trả hồ sơ tại nhà.", "lead ubnd-phuong-7"},
    {"Giám đốc Trung tâm Y tế quận trực đường dây nóng.", "lead trung-tam-y-te-quan"},
    {"Thực hiện Luật Thanh tra và Nghị định số 1/2021/NĐ-CP ngày 02/01/2021 của Chính phủ.",
     "lead ubnd-quan (implicit)"},
};
INSTANTIATE_TEST_SUITE_P(Sentences, Roles, testing::ValuesIn(role_cases));

TEST(Assignees, of_a_block_are_inherited_where_a_bullet_names_nobody) {
    const auto reading =
        reading_of(plan_with("1. Đối với Ủy ban nhân dân 15 phường\n\n- Mở sổ góp ý."));
    const auto* node = node_at(reading, "II.1-1");
    EXPECT_EQ(roles_of(*node), "lead ubnd-phuong* (inherited)");
    EXPECT_EQ(node->assignees.front().inherited_from, NodeId::of("II.1"));
    EXPECT_EQ(node->assignees.front().collective, std::optional<std::string>("phuong"));
    EXPECT_EQ(node->assignees.front().stated_count, 15);
}

TEST(Assignees, of_a_block_give_way_to_those_that_a_bullet_begins_with) {
    const auto reading = reading_of(plan_with(
        "1. Đối với các cơ quan, đơn vị thuộc Ủy ban nhân dân quận\n\n- Phòng Nội vụ mở lớp."));
    EXPECT_EQ(node_at(reading, "II.1")->assignees.front().collective,
              std::optional<std::string>("co-quan-don-vi"));
    EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")), "lead phong-noi-vu");
}

TEST(Assignees, of_two_levels_in_one_name_are_two_units_on_one_span) {
    const auto reading = reading_of(plan_with(
        "- Phòng Tư pháp phối hợp Ủy ban Mặt trận Tổ quốc Việt Nam quận, phường mở lớp."));
    const auto& found = node_at(reading, "II-1")->assignees;
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[1].unit_key, "ubmttq-quan");
    EXPECT_EQ(found[2].unit_key, "ubmttq-phuong*");
    EXPECT_EQ(found[1].span, found[2].span);
}

TEST(Assignees, asked_politely_though_they_take_orders_are_a_doubt) {
    const auto reading =
        reading_of(plan_with("- Đề nghị các phòng ban, đơn vị phản ánh vướng mắc."));
    EXPECT_EQ(roles_of(*node_at(reading, "II-1")), "lead co-quan-don-vi-quan*");
    EXPECT_TRUE(has_doubt(reading, "polite-request", "II-1"));
}

TEST(Assignees, behind_thong_qua_are_only_the_office_on_the_way) {
    const auto reading = reading_of(
        plan_with("- Các phường báo cáo về Ủy ban nhân dân quận (thông qua Phòng Nội vụ)."));
    const auto& found = node_at(reading, "II-1")->assignees;
    ASSERT_EQ(found.size(), 3U);
    EXPECT_FALSE(found[1].via);
    EXPECT_TRUE(found[2].via);
}

TEST(Assignees, named_by_their_heads_are_the_bodies_themselves) {
    const auto reading = reading_of(plan_with("- Chủ tịch Ủy ban nhân dân 15 phường tiếp dân."));
    const auto& found = node_at(reading, "II-1")->assignees;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].head);
    EXPECT_EQ(found[0].unit_key, "ubnd-phuong*");
    EXPECT_EQ(found[0].surface, "Chủ tịch Ủy ban nhân dân 15 phường");
}

TEST(Assignees, nobody_named_is_one_doubt_for_each_heading) {
    const auto reading =
        reading_of(plan_with("1. Đào tạo\n\n- Mở lớp.\n\n- Thi.\n\n2. Sửa chữa\n\n- Sơn cửa."));
    const auto count = std::ranges::count(reading.doubts, "no-lead-named", &Doubt::code);
    EXPECT_EQ(count, 2) << "one for each block";
}

}  // namespace tiendo::test
