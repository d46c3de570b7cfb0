// Doers that no table of offices knows: parts of organisations, names that the document settles,
// and subjects of which nothing is known but where they stand.
#include "assignee_cases.hpp"

namespace tiendo::test {

namespace {

constexpr std::string_view firm = "UBND TỈNH BÌNH LÂM\nCÔNG TY CẤP NƯỚC BÌNH LÂM\nSố: 5/KH-CN";
constexpr std::string_view school = "UBND XÃ HÒA LỢI\nTRƯỜNG THCS HÒA LỢI\nSố: 5/KH-THCSHL";

class PartsOfBodies : public testing::TestWithParam<AssigneeCase> {};

TEST_P(PartsOfBodies, are_doers_by_where_they_stand) {
    const auto& [authority, sentence, named] = GetParam();
    EXPECT_EQ(named_in(authority, sentence), named);
}

constexpr AssigneeCase parts[] = {
    {province,
     "Tổ Khuyến ngư cộng đồng phát lịch thả giống.",
     "lead to-khuyen-ngu-cong-dong=Tổ Khuyến ngư cộng đồng"},
    {firm, "Các xí nghiệp súc rửa đường ống.", "lead xi-nghiep*=Các xí nghiệp"},
    {firm, "Giám đốc các nhà máy ký sổ trực ca.", "lead nha-may*=Giám đốc các nhà máy"},
    {school,
     "Các tổ chuyên môn, bộ phận nộp kế hoạch.",
     "lead to-chuyen-mon-bo-phan*=Các tổ chuyên môn, bộ phận"},
    {commune,
     "Các chi bộ trực thuộc sinh hoạt chuyên đề.",
     "lead chi-bo-truc-thuoc*=Các chi bộ trực thuộc"},
    {commune,
     "Đội Dân phòng ấp Hạ tuần tra ban đêm.",
     "lead doi-dan-phong-ap-ha=Đội Dân phòng ấp Hạ"},
    {province,
     "Chi đoàn Trung tâm Y tế Hòa Lợi hiến máu.",
     "lead chi-doan-trung-tam-y-te-hoa-loi=Chi đoàn Trung tâm Y tế Hòa Lợi"},
    {school,
     "Ban Quản lý dự án của Trường nghiệm thu phòng học.",
     "lead ban-quan-ly-du-an=Ban Quản lý dự án của Trường"},
    {school, "Văn phòng bố trí phòng họp.", "lead van-phong=Văn phòng"},
    // What falls to each is no order to them.
    {commune, "Tổ chức tập huấn; mỗi chi hội ít nhất 02 buổi.", ""},
};
INSTANTIATE_TEST_SUITE_P(Parts, PartsOfBodies, testing::ValuesIn(parts));

constexpr AssigneeCase restricted[] = {
    {province,
     "Các cơ quan nêu tại Mục II gửi số liệu.",
     "lead cac-co-quan-neu-tai-muc-ii*=Các cơ quan nêu tại Mục II"},
    {province,
     "UBND các xã vùng hạ lưu và Công an tỉnh cắm biển cấm.",
     "lead ubnd-xa-vung-ha-luu*=UBND các xã vùng hạ lưu; lead cong-an-tinh=Công an tỉnh"},
    {province,
     "Các trường có bếp ăn bán trú báo cáo kết quả.",
     "lead cac-truong-co-bep-an-ban-tru*=Các trường có bếp ăn bán trú"},
    {province, "Các phòng có trách nhiệm báo cáo.", "lead co-quan-chuyen-mon-tinh*=Các phòng"},
};
INSTANTIATE_TEST_SUITE_P(Restrictions, PartsOfBodies, testing::ValuesIn(restricted));

constexpr AssigneeCase names[] = {
    {province,
     "Đề nghị Hội Bảo vệ quyền lợi người đi biển tỉnh phát áo phao.",
     "requested hoi-bao-ve-quyen-loi-nguoi-di-bien-tinh=Hội Bảo vệ quyền lợi người đi biển tỉnh"},
    {province,
     "Trung tâm Văn hóa và Đọc sách phối hợp mở lớp.",
     "lead trung-tam-van-hoa-doc-sach=Trung tâm Văn hóa và Đọc sách"},
    {province, "Phòng Nội vụ và Nhân dân cùng dọn vệ sinh.", "lead phong-noi-vu=Phòng Nội vụ"},
    {province,
     "Phòng Chăm sóc người bệnh thuê nhà bạt.",
     "lead phong-cham-soc-nguoi-benh=Phòng Chăm sóc người bệnh"},
};
INSTANTIATE_TEST_SUITE_P(Names, PartsOfBodies, testing::ValuesIn(names));

constexpr AssigneeCase clauses[] = {
    {province,
     "Đề nghị Hội Nông dân tỉnh vận động hội viên; Hội Cựu chiến binh tỉnh giám sát.",
     "requested hoi-nong-dan-tinh=Hội Nông dân tỉnh; requested "
     "hoi-cuu-chien-binh-tinh=Hội Cựu chiến binh tỉnh; supervise "
     "hoi-cuu-chien-binh-tinh=Hội Cựu chiến binh tỉnh"},
    {province,
     "Sở Y tế giám sát bếp ăn; lấy 30 mẫu mỗi quý.",
     "supervise so-y-te=Sở Y tế; lead so-y-te=Sở Y tế"},
    {province, "Sở Y tế tham mưu thành lập tổ; xong trong tháng 6.", "advise so-y-te=Sở Y tế"},
    {province,
     "Xử lý 12 điểm đen (Sở Xây dựng; trước ngày 30/9/2026).",
     "lead so-xay-dung=Sở Xây dựng"},
    {province,
     "Chiều thứ Sáu hằng tuần Sở Xây dựng cập nhật tiến độ.",
     "lead so-xay-dung=Sở Xây dựng"},
    {province,
     "Sở Tư pháp chủ trì, Sở Nội vụ phối hợp biên soạn sổ tay.",
     "lead so-tu-phap=Sở Tư pháp; coordinate so-noi-vu=Sở Nội vụ"},
    {province, "Thống nhất cho Sở Nội vụ tổ chức hội thao.", "lead so-noi-vu=Sở Nội vụ"},
    {firm, "Đề nghị Sở Công Thương cấp phép đào đường.", "requested so-cong-thuong=Sở Công Thương"},
};
INSTANTIATE_TEST_SUITE_P(Clauses, PartsOfBodies, testing::ValuesIn(clauses));

}  // namespace

TEST(UnknownSubject, written_like_a_body_is_the_doer_with_a_doubt) {
    const auto reading =
        reading_of(plan_of(province, "- Các hộ dân xóm chài đăng ký chỗ neo đậu."));
    EXPECT_EQ(named_in(*node_at(reading, "II-1")), "lead cac-ho-dan-xom-chai=Các hộ dân xóm chài");
    EXPECT_TRUE(has_doubt(reading, "unknown-body", "II-1"));
}

TEST(UnknownSubject, with_the_word_for_a_part_of_a_body_may_be_in_small_letters) {
    const auto reading = reading_of(plan_of(province, "- Đội liên ngành chợ kiểm tra cân."));
    EXPECT_EQ(named_in(*node_at(reading, "II-1")), "lead doi-lien-nganh-cho=Đội liên ngành chợ");
    EXPECT_TRUE(has_doubt(reading, "unknown-body", "II-1"));
}

TEST(UnknownSubject, that_names_a_thing_leaves_the_duty_to_the_authority) {
    const auto reading =
        reading_of(plan_of(province, "- Các công trình xây dựng năm trước phải gắn biển."));
    EXPECT_EQ(roles_of(*node_at(reading, "II-1")), "lead ubnd-tinh (implicit)");
    EXPECT_FALSE(has_doubt(reading, "unknown-body", "II-1"));
}

TEST(WholeNames, that_stand_in_a_heading_and_elsewhere_are_never_cut) {
    const auto reading = reading_of(plan_of(
        province,
        "1. Nhiệm vụ của Phòng Đón tiếp, chăm sóc khách hàng\n\n- Trực tổng đài.\n\n2. Báo cáo\n\n"
        "- Sở Y tế gửi số liệu về Phòng Đón tiếp, chăm sóc khách hàng."));
    const auto& inherited = node_at(reading, "II.1-1")->assignees;
    ASSERT_EQ(inherited.size(), 1U);
    EXPECT_EQ(inherited.front().surface, "Phòng Đón tiếp, chăm sóc khách hàng");
    const auto& sent = node_at(reading, "II.2-1")->assignees;
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent.back().surface, "Phòng Đón tiếp, chăm sóc khách hàng");
}

TEST(WholeNames, behind_a_label_end_with_their_piece_of_the_list) {
    const auto reading = reading_of(plan_of(
        province,
        "1. Kiểm định đồng hồ nước\n\n- Cơ quan chủ trì: Tổ Kiểm tra giám sát mua bán nước."));
    EXPECT_EQ(named_in(*node_at(reading, "II.1")).substr(0, 5), "lead ");
    EXPECT_EQ(node_at(reading, "II.1")->assignees.front().surface,
              "Tổ Kiểm tra giám sát mua bán nước");
}

TEST(Headings, give_their_coordinators_to_the_items_below) {
    const auto reading = reading_of(plan_of(
        province,
        "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp thực hiện:\n\n- Mở lớp kỹ năng."));
    EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")),
              "lead so-noi-vu (inherited); coordinate so-tu-phap (inherited)");
}

TEST(Headings, demand_of_others_through_those_whom_they_name) {
    const auto reading = reading_of(
        plan_of(province, "1. Sở Y tế\n\n- Yêu cầu các bệnh viện báo cáo số giường trống."));
    EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")),
              "lead so-y-te (inherited); recipient benh-vien*");
}

}  // namespace tiendo::test
