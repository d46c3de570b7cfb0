#include "assignee_cases.hpp"

namespace tiendo::test {

namespace {

class RolesOfBodies : public testing::TestWithParam<AssigneeCase> {};

}  // namespace

TEST_P(RolesOfBodies, are_read_from_the_sentence) {
    const auto& [authority, sentence, named] = GetParam();
    EXPECT_EQ(named_in(authority, sentence), named) << sentence;
}

constexpr AssigneeCase lead_and_coordinate[] = {
    {province,
     "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng, Sở Nội vụ và UBND các xã, phường hướng dẫn "
     "kiểm kê.",
     "lead so-tai-chinh=Sở Tài chính; coordinate so-xay-dung=Sở Xây dựng; "
     "coordinate so-noi-vu=Sở Nội vụ; coordinate ubnd-cap-xa*=UBND các xã, phường"},
    {province,
     "Giao Sở Y tế chủ trì, phối hợp Công an tỉnh kiểm tra cơ sở hành nghề.",
     "lead so-y-te=Sở Y tế; coordinate cong-an-tinh=Công an tỉnh"},
    {province,
     "Sở Y tế phối hợp chặt chẽ với Sở Tư pháp lập hồ sơ.",
     "lead so-y-te=Sở Y tế; coordinate so-tu-phap=Sở Tư pháp"},
    {district,
     "Phòng Tài chính - Kế hoạch phối hợp Phòng Nội vụ chấm thầu.",
     "lead phong-tai-chinh-ke-hoach=Phòng Tài chính - Kế hoạch; coordinate phong-noi-vu=Phòng Nội "
     "vụ"},
    {province,
     "Sở Y tế cùng Sở Tư pháp ký biên bản.",
     "lead so-y-te=Sở Y tế; lead so-tu-phap=Sở Tư pháp"},
    {province,
     "Công an tỉnh bảo đảm an ninh, phân luồng giao thông; phối hợp với Sở Y tế trực cấp cứu.",
     "lead cong-an-tinh=Công an tỉnh; coordinate so-y-te=Sở Y tế"},
    {province,
     "Sở Xây dựng chủ trì; Sở Tài chính, Sở Tư pháp phối hợp.",
     "lead so-xay-dung=Sở Xây dựng; coordinate so-tai-chinh=Sở Tài chính; "
     "coordinate so-tu-phap=Sở Tư pháp"},
    {province,
     "Sở Xây dựng chủ trì, Sở Tài chính phối hợp thực hiện.",
     "lead so-xay-dung=Sở Xây dựng; coordinate so-tai-chinh=Sở Tài chính"},
    {province,
     "Sở Xây dựng (chủ trì), Sở Tài chính, Sở Tư pháp (phối hợp).",
     "lead so-xay-dung=Sở Xây dựng; coordinate so-tai-chinh=Sở Tài chính; "
     "coordinate so-tu-phap=Sở Tư pháp"},
    {province,
     "Xây cầu. Cơ quan chủ trì: Sở Xây dựng; cơ quan phối hợp: Sở Tài chính, Công ty Điện lực Bình Lâm.",
     "lead so-xay-dung=Sở Xây dựng; coordinate so-tai-chinh=Sở Tài chính; "
     "partner cong-ty-dien-luc-binh-lam=Công ty Điện lực Bình Lâm"},
    {province, "Việc cấp phép do Sở Xây dựng thực hiện.", "lead so-xay-dung=Sở Xây dựng"},
    {province,
     "Nội dung này do Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp.",
     "lead so-noi-vu=Sở Nội vụ; coordinate so-tu-phap=Sở Tư pháp"},
    {province,
     "Sở Nội vụ được giao chủ trì, theo dõi cải cách hành chính.",
     "lead so-noi-vu=Sở Nội vụ"},
    {province,
     "Thuế tỉnh là cơ quan đầu mối tiếp nhận số liệu; giúp Ủy ban nhân dân tỉnh theo dõi, đôn đốc.",
     "lead thue-tinh=Thuế tỉnh; recipient ubnd-tinh=Ủy ban nhân dân tỉnh"},
    {province,
     "Sở Khoa học và Công nghệ chịu trách nhiệm triển khai phần mềm, phối hợp Sở Tài chính tập "
     "huấn.",
     "lead so-khoa-hoc-cong-nghe=Sở Khoa học và Công nghệ; coordinate so-tai-chinh=Sở Tài chính"},
    {province,
     "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo chủ trì, phối hợp với Sở Nội vụ chấm điểm.",
     "lead so-tai-chinh=Sở Tài chính; coordinate so-noi-vu=Sở Nội vụ"},
    {province,
     "Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành và UBND các xã, phường xây dựng kế "
     "hoạch.",
     "lead co-quan-chuyen-mon-tinh*=các sở, ban, ngành; lead ubnd-cap-xa*=UBND các xã, phường"},
    {province, "Hằng quý, Sở Nội vụ công bố bảng xếp hạng.", "lead so-noi-vu=Sở Nội vụ"},
    {province,
     "Trên cơ sở kết quả rà soát, Sở Tư pháp đề xuất bãi bỏ văn bản.",
     "lead so-tu-phap=Sở Tư pháp"},
    {province, "Rà soát quy trình. Giao Sở Tư pháp thẩm định.", "lead so-tu-phap=Sở Tư pháp"},
    {province,
     "Phối hợp với Viettel Bình Lâm phủ sóng vùng lõm.",
     "partner viettel-binh-lam=Viettel Bình Lâm"},
    {province,
     "Chủ trì, phối hợp với Hội Nông dân tỉnh mở lớp.",
     "coordinate hoi-nong-dan-tinh=Hội Nông dân tỉnh"},
    {commune,
     "Phòng Kinh tế phối hợp Công an phường, các tổ dân phố kiểm tra vỉa hè.",
     "lead phong-kinh-te=Phòng Kinh tế; coordinate cong-an-phuong=Công an phường; "
     "coordinate to-dan-pho*=các tổ dân phố"},
    {commune, "Đối với Phòng Kinh tế: thẩm định hồ sơ.", "lead phong-kinh-te=Phòng Kinh tế"},
    {province,
     "Ủy ban nhân dân tỉnh giao Sở Tài chính cân đối ngân sách.",
     "lead so-tai-chinh=Sở Tài chính"},
    {province,
     "Sở Tài chính: Chủ trì, phối hợp với các đơn vị liên quan bố trí kinh phí.",
     "lead so-tai-chinh=Sở Tài chính; coordinate don-vi-lien-quan*=các đơn vị liên quan"},
    {province, "Đề nghị phối hợp với Sở Nội vụ nhập số liệu.", "coordinate so-noi-vu=Sở Nội vụ"},
};
INSTANTIATE_TEST_SUITE_P(LeadAndCoordinate, RolesOfBodies, testing::ValuesIn(lead_and_coordinate));

constexpr AssigneeCase advise_watch_and_ask[] = {
    {province,
     "Giao Sở Nội vụ tham mưu UBND tỉnh ban hành quy chế.",
     "advise so-noi-vu=Sở Nội vụ; recipient ubnd-tinh=UBND tỉnh"},
    {province,
     "Sở Nội vụ tham mưu Ủy ban nhân dân tỉnh ban hành quy chế.",
     "advise so-noi-vu=Sở Nội vụ; recipient ubnd-tinh=Ủy ban nhân dân tỉnh"},
    {province, "Sở Nội vụ tham mưu bố trí biên chế.", "advise so-noi-vu=Sở Nội vụ"},
    {province,
     "Sở Nội vụ tổng hợp, tham mưu bố trí biên chế.",
     "lead so-noi-vu=Sở Nội vụ; advise so-noi-vu=Sở Nội vụ"},
    {province,
     "Sở Tài chính chủ trì tham mưu Ủy ban nhân dân tỉnh phương án xử lý.",
     "advise so-tai-chinh=Sở Tài chính; recipient ubnd-tinh=Ủy ban nhân dân tỉnh"},
    {province,
     "Sở Y tế chủ trì rà soát định mức. Tham mưu UBND tỉnh ban hành quyết định.",
     "lead so-y-te=Sở Y tế; recipient ubnd-tinh=UBND tỉnh; advise so-y-te=Sở Y tế"},
    {province,
     "Giao Sở Tư pháp tham mưu công tác pháp chế; hướng dẫn các xã, phường.",
     "advise so-tu-phap=Sở Tư pháp; recipient ubnd-cap-xa*=các xã, phường; "
     "lead so-tu-phap=Sở Tư pháp"},
    {province,
     "Thanh tra tỉnh giám sát việc chấp hành Kế hoạch, kiến nghị xử lý sai phạm.",
     "supervise thanh-tra-tinh=Thanh tra tỉnh"},
    {province,
     "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc phổ biến pháp luật.",
     "requested ubmttq-tinh=Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; "
     "supervise ubmttq-tinh=Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"},
    {province,
     "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động Nhân dân; giám sát kết quả.",
     "requested ubmttq-tinh=Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; "
     "supervise ubmttq-tinh=Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"},
    {province, "Đề nghị Công an tỉnh chia sẻ dữ liệu.", "requested cong-an-tinh=Công an tỉnh"},
    {province,
     "Đề nghị Công ty Điện lực Bình Lâm: Khẩn trương đóng điện cho các xã vùng cao.",
     "requested cong-ty-dien-luc-binh-lam=Công ty Điện lực Bình Lâm; "
     "recipient ubnd-xa-vung-cao*=các xã vùng cao"},
    {province,
     "Đề nghị Liên đoàn Lao động tỉnh, Hội Chữ thập đỏ tỉnh phối hợp với Sở Y tế hiến máu.",
     "requested lien-doan-lao-dong-tinh=Liên đoàn Lao động tỉnh; "
     "requested hoi-chu-thap-do-tinh=Hội Chữ thập đỏ tỉnh; coordinate so-y-te=Sở Y tế"},
    {commune, "Đề nghị Sở Nội vụ tập huấn cho công chức.", "requested so-noi-vu=Sở Nội vụ"},
    {province,
     "Trên đây là yêu cầu chung, đề nghị các sở, ngành thực hiện.",
     "lead co-quan-chuyen-mon-tinh*=các sở, ngành"},
    {province,
     "Phát huy vai trò giám sát của Hội đồng nhân dân các xã, phường.",
     "supervise hdnd-cap-xa*=Hội đồng nhân dân các xã, phường"},
};
INSTANTIATE_TEST_SUITE_P(AdviseWatchAndAsk, RolesOfBodies, testing::ValuesIn(advise_watch_and_ask));

// Who has to do it stands in brackets, at the end or behind "được".
constexpr AssigneeCase told_late[] = {
    {province,
     "Dựng kho dữ liệu dùng chung (Sở Khoa học và Công nghệ chủ trì, các sở, ngành phối hợp).",
     "lead so-khoa-hoc-cong-nghe=Sở Khoa học và Công nghệ; "
     "coordinate co-quan-chuyen-mon-tinh*=các sở, ngành"},
    {province,
     "Dán lịch xe buýt (UBND cấp xã thực hiện trước ngày 15/4/2026).",
     "lead ubnd-cap-xa*=UBND cấp xã"},
    {province,
     "Dựng kho dữ liệu, Sở Khoa học và Công nghệ chủ trì, xong trong quý II.",
     "lead so-khoa-hoc-cong-nghe=Sở Khoa học và Công nghệ"},
    {province,
     "Kết quả thi được Sở Nội vụ tổng hợp, báo cáo UBND tỉnh.",
     "lead so-noi-vu=Sở Nội vụ; recipient ubnd-tinh=UBND tỉnh"},
    {province, "Việc thu phí giao Sở Xây dựng chủ trì.", "lead so-xay-dung=Sở Xây dựng"},
    {province, "Căn cứ hướng dẫn của Bộ Y tế, Sở Y tế mở điểm tiêm.", "lead so-y-te=Sở Y tế"},
    {province,
     "Theo chỉ đạo của UBND tỉnh, các sở, ngành nộp Sở Nội vụ danh sách.",
     "lead co-quan-chuyen-mon-tinh*=các sở, ngành; recipient so-noi-vu=Sở Nội vụ"},
    {province,
     "UBND tỉnh cơ bản thống nhất phương án; giao Sở Tài chính ứng vốn.",
     "lead so-tai-chinh=Sở Tài chính"},
    {province,
     "Thừa lệnh Chủ tịch UBND tỉnh mời Hội Luật gia tỉnh dự họp.",
     "requested hoi-luat-gia-tinh=Hội Luật gia tỉnh"},
    {commune,
     "Phòng Kinh tế ký hợp đồng với Công ty Vệ sinh Vĩnh An quét đường.",
     "lead phong-kinh-te=Phòng Kinh tế; partner cong-ty-ve-sinh-vinh-an=Công ty Vệ sinh Vĩnh An"},
};
INSTANTIATE_TEST_SUITE_P(ToldLate, RolesOfBodies, testing::ValuesIn(told_late));

constexpr AssigneeCase later_advice[] = {
    {province,
     "Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan tham mưu UBND tỉnh giao biên chế.",
     "lead so-noi-vu=Sở Nội vụ; advise so-noi-vu=Sở Nội vụ; "
     "coordinate don-vi-lien-quan*=các đơn vị liên quan; recipient ubnd-tinh=UBND tỉnh"},
    {province,
     "Sở Nội vụ chấm điểm hằng quý, tham mưu UBND tỉnh khen thưởng.",
     "lead so-noi-vu=Sở Nội vụ; advise so-noi-vu=Sở Nội vụ; recipient ubnd-tinh=UBND tỉnh"},
    {province,
     "Sở Xây dựng chấm điểm hằng quý; chủ động tham mưu UBND tỉnh khen thưởng.",
     "lead so-xay-dung=Sở Xây dựng; recipient ubnd-tinh=UBND tỉnh; "
     "advise so-xay-dung=Sở Xây dựng"},
    {province,
     "UBND tỉnh kính đề nghị Bộ Tài chính cấp vốn.",
     "requested bo-tai-chinh=Bộ Tài chính"},
    {province,
     "Sở Tư pháp thẩm định, gửi Văn phòng UBND tỉnh tham mưu ký ban hành.",
     "lead so-tu-phap=Sở Tư pháp; recipient van-phong-ubnd=Văn phòng UBND tỉnh"},
    {province,
     "Sở Công Thương nắm giá cả, kịp thời tham mưu UBND tỉnh mở kho.",
     "lead so-cong-thuong=Sở Công Thương; advise so-cong-thuong=Sở Công Thương; "
     "recipient ubnd-tinh=UBND tỉnh"},
    {commune,
     "Phòng Kinh tế: tham mưu UBND phường mở chợ đêm.",
     "advise phong-kinh-te=Phòng Kinh tế; recipient ubnd-phuong=UBND phường"},
    {province,
     "Đề nghị Hội Luật gia tỉnh cử hội viên tư vấn và giám sát việc trả đơn.",
     "requested hoi-luat-gia-tinh=Hội Luật gia tỉnh; supervise hoi-luat-gia-tinh=Hội Luật gia tỉnh"},
};
INSTANTIATE_TEST_SUITE_P(LaterAdvice, RolesOfBodies, testing::ValuesIn(later_advice));

// A department can order neither committees nor its equals; its own head has no other name.
constexpr AssigneeCase of_a_department[] = {
    {department,
     "Đề nghị UBND các xã, phường cử công chức dự lớp.",
     "requested ubnd-cap-xa*=UBND các xã, phường"},
    {department, "Đề nghị Sở Tài chính bố trí kinh phí.", "requested so-tai-chinh=Sở Tài chính"},
    {department,
     "Đề nghị các phòng chuyên môn, đơn vị thuộc Sở gửi danh sách.",
     "lead co-quan-chuyen-mon-co-quan-don-vi-tinh*=các phòng chuyên môn, đơn vị thuộc Sở"},
    {department, "Giám đốc Sở ký kế hoạch.", "lead so-tu-phap=Giám đốc Sở"},
    {hospital,
     "Giám đốc Bệnh viện duyệt lịch trực; trưởng các khoa, phòng báo cáo Hội đồng Khoa học.",
     "lead benh-vien-da-khoa-binh-lam=Giám đốc Bệnh viện; "
     "lead khoa-phong*=trưởng các khoa, phòng; recipient hoi-dong-khoa-hoc=Hội đồng Khoa học"},
};
INSTANTIATE_TEST_SUITE_P(OfADepartment, RolesOfBodies, testing::ValuesIn(of_a_department));

// A deputy is a person; the head of a body stands for it, whatever his name.
constexpr AssigneeCase persons[] = {
    {province,
     "Phân công đồng chí Trần Văn Bình, Phó Chủ tịch UBND tỉnh đi kiểm tra.",
     "lead pho-chu-tich-ubnd-tinh=Phó Chủ tịch UBND tỉnh"},
    {province,
     "Giao đồng chí Lê Thị Hoa, Giám đốc Sở Y tế họp giao ban.",
     "lead so-y-te=Giám đốc Sở Y tế"},
    {province, "Giao ông Trần Văn Bình trông kho.", "lead ong-tran-van-binh=ông Trần Văn Bình"},
};
INSTANTIATE_TEST_SUITE_P(Persons, RolesOfBodies, testing::ValuesIn(persons));

constexpr AssigneeCase receivers[] = {
    {province,
     "UBND các xã, phường báo cáo UBND tỉnh (qua Sở Nội vụ).",
     "lead ubnd-cap-xa*=UBND các xã, phường; recipient ubnd-tinh=UBND tỉnh; "
     "recipient so-noi-vu=Sở Nội vụ"},
    {province,
     "Các sở, ban, ngành gửi kết quả về Sở Nội vụ để tổng hợp.",
     "lead co-quan-chuyen-mon-tinh*=Các sở, ban, ngành; recipient so-noi-vu=Sở Nội vụ"},
    {province,
     "Tổng hợp, báo cáo Ủy ban nhân dân tỉnh, Bộ Nội vụ trước ngày 15 tháng 12.",
     "recipient ubnd-tinh=Ủy ban nhân dân tỉnh; recipient bo-noi-vu=Bộ Nội vụ"},
    {province,
     "Sở Nội vụ theo dõi, báo cáo Chủ tịch Ủy ban nhân dân tỉnh hằng tuần.",
     "lead so-noi-vu=Sở Nội vụ; recipient ubnd-tinh=Chủ tịch Ủy ban nhân dân tỉnh"},
    {province,
     "Sở Tư pháp hướng dẫn, đôn đốc các sở, ngành và UBND các xã, phường.",
     "lead so-tu-phap=Sở Tư pháp; recipient co-quan-chuyen-mon-tinh*=các sở, ngành; "
     "recipient ubnd-cap-xa*=UBND các xã, phường"},
    {province,
     "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ.",
     "lead co-quan-don-vi-tinh*=các đơn vị; recipient so-noi-vu=Sở Nội vụ"},
    {province,
     "Trình Thủ tướng Chính phủ hồ sơ công nhận.",
     "recipient chinh-phu=Thủ tướng Chính phủ"},
    {province,
     "Sở Tài chính phân bổ cho các xã, phường kinh phí.",
     "lead so-tai-chinh=Sở Tài chính; recipient ubnd-cap-xa*=các xã, phường"},
    {commune,
     "Phòng Văn hóa - Xã hội gửi danh sách về Văn phòng HĐND và UBND phường.",
     "lead phong-van-hoa-xa-hoi=Phòng Văn hóa - Xã hội; "
     "recipient van-phong-hdnd-ubnd=Văn phòng HĐND và UBND phường"},
};
INSTANTIATE_TEST_SUITE_P(Receivers, RolesOfBodies, testing::ValuesIn(receivers));

TEST(RoleDoubts, are_raised_where_a_person_must_decide) {
    struct Case {
        std::string_view sentence;
        std::string_view code;
    };
    for (const auto& [sentence, code] : std::vector<Case>{
             {"Giao Bộ Tài chính hướng dẫn.", "order-to-higher-body"},
             {"Giao Hội Nông dân tỉnh mở lớp.", "order-to-outside-body"},
             {"Trưởng Ban Chỉ đạo kết luận cuộc họp.", "person-not-unit"},
             {"Phó Chủ tịch UBND tỉnh kết luận cuộc họp.", "person-not-unit"},
             {"Sở Nội vụ chủ trì tham mưu UBND tỉnh quy chế.", "lead-or-advise"},
             {"Đề nghị các sở, ngành góp ý.", "polite-request"},
             {"Sở Nội vụ phối hợp với các đơn vị liên quan mở lớp.", "collective-unresolvable"},
             {"Sở Nội vụ phối hợp với Sở Nội vụ mở lớp.", "lead-and-coordinate"}}) {
        const auto reading = reading_of(plan_of(province, "- " + std::string(sentence)));
        EXPECT_TRUE(has_doubt(reading, code, "II-1")) << sentence;
    }
}

TEST(RoleDoubts, of_a_collective_nobody_can_resolve_are_told_once_for_the_document) {
    const auto reading = reading_of(plan_of(
        province,
        "- Phối hợp với các đơn vị liên quan mở lớp.\n\n- Phối hợp với đơn vị liên quan thi."));
    EXPECT_EQ(std::ranges::count(reading.doubts, "collective-unresolvable", &Doubt::code), 1);
}

TEST(RoleDoubts, of_several_leads_spare_collectives_and_shared_duties) {
    struct Case {
        std::string_view leads;
        bool doubtful;
    };
    for (const auto& [leads, doubtful] :
         std::vector<Case>{{"Sở Y tế, Sở Nội vụ", true},
                           {"Sở Y tế; UBND các xã, phường", false},
                           {"Sở Y tế, Sở Nội vụ theo chức năng, nhiệm vụ", false}}) {
        const auto reading = reading_of(
            plan_of(province, "- Mở lớp.\n\nCơ quan chủ trì: " + std::string(leads) + "."));
        EXPECT_EQ(has_doubt(reading, "several-leads", "II-1"), doubtful) << leads;
    }
}

TEST(Headings, of_a_letter_without_parts_give_their_collectives_to_a_list_that_runs_on) {
    const auto reading = reading_of(
        "SỞ NỘI VỤ TỈNH BÌNH LÂM\nSố: 5/SNV\nBình Lâm, ngày 05 tháng 01 năm 2026\n\n"
        "Kính gửi: Các sở, ban, ngành.\n\nSở Nội vụ đề nghị:\n\n"
        "1. Các sở, ban, ngành thực hiện: a) Chấm điểm; b) Gửi kết quả.\n\n"
        "2. Trung tâm Chuyển đổi số mở phần mềm.\n");
    for (const auto* id : {"1.a", "1.b"}) {
        const auto* node = node_at(reading, id);
        ASSERT_NE(node, nullptr) << id;
        ASSERT_EQ(node->assignees.size(), 1U) << id;
        EXPECT_EQ(node->assignees.front().surface, "Các sở, ban, ngành");
        EXPECT_EQ(node->assignees.front().source, AssigneeSource::inherited);
    }
}

TEST(RoleDoubts, tell_of_a_task_that_names_another_body_than_its_heading) {
    const auto reading =
        reading_of(plan_of(province, "1. Sở Y tế\n\n- Sở Nội vụ tuyển bác sĩ.\n\n- Mở lớp."));
    EXPECT_TRUE(has_doubt(reading, "other-than-heading", "II.1-1"));
    EXPECT_FALSE(has_doubt(reading, "other-than-heading", "II.1-2"));
    EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")), "lead so-noi-vu");
}

TEST(Headings, of_units_give_their_items_somebody_to_act) {
    struct Case {
        std::string_view heading;
        std::string_view roles;
    };
    for (const auto& [heading, roles] : std::vector<Case>{
             {"1. Sở Y tế", "lead so-y-te (inherited)"},
             {"1. Giao Sở Y tế:", "lead so-y-te (inherited)"},
             {"1. Sở Y tế - Cơ quan thường trực Ban Chỉ đạo", "lead so-y-te (inherited)"},
             {"1. UBND các xã, phường (bao gồm cả các xã biên giới)",
              "lead ubnd-cap-xa* (inherited)"},
             {"1. Công an tỉnh, Sở Y tế:",
              "lead cong-an-tinh (inherited); lead so-y-te (inherited)"},
             {"1. Đề nghị Hội Nông dân tỉnh", "requested hoi-nong-dan-tinh (inherited)"},
             {"1. Tăng cường kiểm tra", "lead ubnd-tinh (implicit)"}}) {
        const auto reading = reading_of(plan_of(province, std::string(heading) + "\n\n- Mở lớp."));
        EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")), roles) << heading;
    }
}

TEST(Headings, leave_their_units_the_role_that_an_item_tells) {
    struct Case {
        std::string_view heading;
        std::string_view item;
        std::string_view roles;
    };
    for (const auto& [heading, item, roles] : std::vector<Case>{
             {"1. Sở Y tế", "Tham mưu đề án.", "advise so-y-te (inherited)"},
             {"1. Sở Y tế",
              "Tham mưu đề án; mở lớp.",
              "advise so-y-te (inherited); lead so-y-te (inherited)"},
             {"1. Sở Y tế",
              "Mở lớp, tham mưu đề án.",
              "lead so-y-te (inherited); advise so-y-te (inherited)"},
             {"1. Đề nghị Hội Nông dân tỉnh",
              "Giám sát việc thu phí.",
              "requested hoi-nong-dan-tinh (inherited); supervise hoi-nong-dan-tinh (inherited)"},
             {"1. Sở Y tế",
              "Yêu cầu nhà thầu sửa mái.",
              "lead so-y-te (inherited); recipient nha-thau*"},
             {"1. Nâng cấp bệnh viện", "Yêu cầu nhà thầu sửa mái.", "requested nha-thau*"},
             {"1. Giám đốc (Thủ trưởng) các sở, ngành",
              "Mở lớp.",
              "lead co-quan-chuyen-mon-tinh* (inherited)"}}) {
        const auto reading =
            reading_of(plan_of(province, std::string(heading) + "\n\n- " + std::string(item)));
        EXPECT_EQ(roles_of(*node_at(reading, "II.1-1")), roles) << heading << " " << item;
    }
}

TEST(Receivers, behind_qua_are_only_the_office_on_the_way) {
    const auto reading =
        reading_of(plan_of(province, "- Các sở báo cáo UBND tỉnh (qua Sở Nội vụ)."));
    const auto& found = node_at(reading, "II-1")->assignees;
    ASSERT_EQ(found.size(), 3U);
    EXPECT_FALSE(found[1].via);
    EXPECT_TRUE(found[2].via);
}

TEST(Collectives, keep_the_count_that_the_text_states) {
    const auto reading = reading_of(plan_of(province, "- 40 xã, phường lập phương án."));
    const auto& found = node_at(reading, "II-1")->assignees;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].stated_count, 40);
    EXPECT_EQ(found[0].collective, std::optional<std::string>("cap-xa"));
}

}  // namespace tiendo::test
