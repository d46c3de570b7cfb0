#include "assignee_cases.hpp"

namespace tiendo::test {

namespace {

class NamedBodies : public testing::TestWithParam<AssigneeCase> {};

}  // namespace

TEST_P(NamedBodies, are_found_with_their_whole_names) {
    const auto& [authority, sentence, named] = GetParam();
    EXPECT_EQ(named_in(authority, sentence), named) << sentence;
}

constexpr AssigneeCase names[] = {
    // departments, names with joints and commas
    {province, "Sở Nội vụ mở lớp.", "lead so-noi-vu=Sở Nội vụ"},
    {province,
     "Sở Văn hóa, Thể thao và Du lịch, Sở Nông nghiệp và Môi trường kiểm tra di tích.",
     "lead so-van-hoa-the-thao-du-lich=Sở Văn hóa, Thể thao và Du lịch; "
     "lead so-nong-nghiep-moi-truong=Sở Nông nghiệp và Môi trường"},
    {province,
     "Sở Quy hoạch - Kiến trúc phối hợp Sở Xây dựng lập thiết kế.",
     "lead so-quy-hoach-kien-truc=Sở Quy hoạch - Kiến trúc; coordinate so-xay-dung=Sở Xây dựng"},
    {province,
     "Báo và Phát thanh - Truyền hình Bình Lâm mở chuyên mục.",
     "lead bao-phat-thanh-truyen-hinh-binh-lam=Báo và Phát thanh - Truyền hình Bình Lâm"},
    {province,
     "Ban Quản lý Khu kinh tế rà soát quy hoạch.",
     "lead ban-quan-ly-khu-kinh-te=Ban Quản lý Khu kinh tế"},
    {province,
     "Trung tâm Phục vụ hành chính công tỉnh kéo dài giờ làm việc.",
     "lead trung-tam-phuc-vu-hanh-chinh-cong-tinh=Trung tâm Phục vụ hành chính công tỉnh"},
    {province,
     "Trung tâm Chuyển đổi số tỉnh vận hành hệ thống.",
     "lead trung-tam-chuyen-doi-so-tinh=Trung tâm Chuyển đổi số tỉnh"},
    {province,
     "Sở Dân tộc và Tôn giáo, Ban Dân tộc tỉnh gặp già làng.",
     "lead so-dan-toc-ton-giao=Sở Dân tộc và Tôn giáo; lead ban-dan-toc-tinh=Ban Dân tộc tỉnh"},
    {province,
     "Viện Nghiên cứu phát triển kinh tế - xã hội khảo sát ý kiến cư dân.",
     "lead vien-nghien-cuu-phat-trien-kinh-te-xa-hoi=Viện Nghiên cứu phát triển kinh tế - xã hội"},
    {province,
     "Trường Cao đẳng Nghề Bình Lâm mở lớp hàn.",
     "lead truong-cao-dang-nghe-binh-lam=Trường Cao đẳng Nghề Bình Lâm"},
    {province,
     "Bệnh viện Đa khoa tỉnh khám lưu động.",
     "lead benh-vien-da-khoa-tinh=Bệnh viện Đa khoa tỉnh"},
    {province,
     "Văn phòng Ủy ban nhân dân tỉnh đăng tải danh mục.",
     "lead van-phong-ubnd=Văn phòng Ủy ban nhân dân tỉnh"},
    // central offices in the province
    {province,
     "Công an tỉnh, Bộ Chỉ huy quân sự tỉnh, Bộ đội Biên phòng tỉnh tuần tra biên giới.",
     "lead cong-an-tinh=Công an tỉnh; lead bo-chi-huy-quan-su-tinh=Bộ Chỉ huy quân sự tỉnh; "
     "lead bo-doi-bien-phong-tinh=Bộ đội Biên phòng tỉnh"},
    {province, "Thanh tra tỉnh lập kế hoạch thanh tra.", "lead thanh-tra-tinh=Thanh tra tỉnh"},
    {province, "Thuế tỉnh công khai số nộp ngân sách.", "lead thue-tinh=Thuế tỉnh"},
    {province,
     "Kho bạc Nhà nước khu vực XII thanh toán vốn.",
     "lead kho-bac-nha-nuoc-khu-vuc-xii=Kho bạc Nhà nước khu vực XII"},
    {province,
     "Bảo hiểm xã hội tỉnh rà soát thẻ bảo hiểm.",
     "lead bao-hiem-xa-hoi-tinh=Bảo hiểm xã hội tỉnh"},
    {province,
     "Ngân hàng Nhà nước chi nhánh Khu vực 11 chỉ đạo các tổ chức tín dụng giảm lãi.",
     "lead ngan-hang-nha-nuoc-chi-nhanh-khu-vuc-11=Ngân hàng Nhà nước chi nhánh Khu vực 11; "
     "recipient to-chuc-tin-dung*=các tổ chức tín dụng"},
    {province,
     "Chi cục Kiểm lâm cập nhật bản đồ cháy rừng.",
     "lead chi-cuc-kiem-lam=Chi cục Kiểm lâm"},
    {province,
     "Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh xử nghiêm.",
     "requested vien-kiem-sat-nhan-dan-tinh=Viện kiểm sát nhân dân tỉnh; "
     "requested toa-an-nhan-dan-tinh=Tòa án nhân dân tỉnh"},
    // Party, Front and its members
    {province,
     "Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng tuyên truyền.",
     "requested ban-tuyen-giao-dan-van-tinh-uy=Ban Tuyên giáo và Dân vận Tỉnh ủy"},
    {province,
     "Đề nghị Đảng ủy Ủy ban nhân dân tỉnh quán triệt đến chi bộ.",
     "requested dang-uy-ubnd-tinh=Đảng ủy Ủy ban nhân dân tỉnh"},
    {province,
     "Đề nghị: Tỉnh đoàn, Hội Nông dân tỉnh, Hội LHPN tỉnh, Liên đoàn Lao động tỉnh, Hội Cựu chiến "
     "binh tỉnh cử người dự.",
     "requested tinh-doan=Tỉnh đoàn; requested hoi-nong-dan-tinh=Hội Nông dân tỉnh; "
     "requested hoi-lien-hiep-phu-nu-tinh=Hội LHPN tỉnh; "
     "requested lien-doan-lao-dong-tinh=Liên đoàn Lao động tỉnh; "
     "requested hoi-cuu-chien-binh-tinh=Hội Cựu chiến binh tỉnh"},
    {province,
     "Đề nghị UB MTTQ Việt Nam tỉnh phát động phong trào.",
     "requested ubmttq-tinh=UB MTTQ Việt Nam tỉnh"},
    {province,
     "Đề nghị Đoàn TNCS Hồ Chí Minh tỉnh ra quân.",
     "requested doan-thanh-nien-cong-san-ho-chi-minh-tinh=Đoàn TNCS Hồ Chí Minh tỉnh"},
    {province,
     "Đề nghị Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh mời đại biểu.",
     "requested van-phong-doan-dbqh-hdnd=Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân "
     "tỉnh"},
    {province,
     "Đề nghị Công ty cổ phần Cấp nước Bình Lâm súc rửa đường ống.",
     "requested cong-ty-co-phan-cap-nuoc-binh-lam=Công ty cổ phần Cấp nước Bình Lâm"},
    {province,
     "Đề nghị Hiệp hội Doanh nghiệp tỉnh vận động hội viên.",
     "requested hiep-hoi-doanh-nghiep-tinh=Hiệp hội Doanh nghiệp tỉnh"},
    // communes
    {commune,
     "Phòng Văn hóa - Xã hội phường lập danh sách.",
     "lead phong-van-hoa-xa-hoi=Phòng Văn hóa - Xã hội phường"},
    {commune,
     "Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra công trình.",
     "lead phong-kinh-te-ha-tang-do-thi=Phòng Kinh tế, Hạ tầng và Đô thị"},
    {commune,
     "Văn phòng HĐND và UBND phường, Trung tâm Phục vụ hành chính công phường trực thứ Bảy.",
     "lead van-phong-hdnd-ubnd=Văn phòng HĐND và UBND phường; "
     "lead trung-tam-phuc-vu-hanh-chinh-cong-phuong=Trung tâm Phục vụ hành chính công phường"},
    {commune,
     "Công an phường, Ban Chỉ huy Quân sự phường, Trạm Y tế phường ứng trực.",
     "lead cong-an-phuong=Công an phường; lead ban-chi-huy-quan-su-phuong=Ban Chỉ huy Quân sự "
     "phường; lead tram-y-te-phuong=Trạm Y tế phường"},
    {commune, "Báo cáo Sở Nội vụ kết quả.", "recipient so-noi-vu=Sở Nội vụ"},
    {commune, "Trình UBND tỉnh phương án.", "recipient ubnd-tinh=UBND tỉnh"},
    // short forms
    {province, "Sở KH&CN chủ trì.", "lead so-khoa-hoc-cong-nghe=Sở KH&CN"},
    {province, "Sở NN&MT đo mực nước.", "lead so-nong-nghiep-moi-truong=Sở NN&MT"},
    {province, "Sở GDĐT mở lớp.", "lead so-giao-duc-dao-tao=Sở GDĐT"},
    {province,
     "Sở VHTTDL, VP UBND tỉnh, Bộ CHQS tỉnh, LĐLĐ tỉnh phối hợp tổ chức hội thao.",
     "lead so-van-hoa-the-thao-du-lich=Sở VHTTDL; lead van-phong-ubnd=VP UBND tỉnh; "
     "lead bo-chi-huy-quan-su-tinh=Bộ CHQS tỉnh; "
     "lead lien-doan-lao-dong-tinh=LĐLĐ tỉnh"},
    {province,
     "Chi cục Kiểm lâm (sau đây gọi tắt là CCKL) cập nhật bản đồ; CCKL trực cháy.",
     "lead chi-cuc-kiem-lam=Chi cục Kiểm lâm; lead chi-cuc-kiem-lam=CCKL"},
    {province,
     "Sở Khoa học và Công nghệ (Sở KHCN) dựng phần mềm. Giao Sở KHCN hướng dẫn các xã.",
     "lead so-khoa-hoc-cong-nghe=Sở Khoa học và Công nghệ; lead so-khoa-hoc-cong-nghe=Sở KHCN; "
     "recipient ubnd-xa*=các xã"},
    {province,
     "Ban Quản lý rừng phòng hộ Đông Khê (gọi tắt là Ban QLR) phát băng cản lửa. Ban QLR trực chòi.",
     "lead ban-quan-ly-rung-phong-ho-dong-khe=Ban Quản lý rừng phòng hộ Đông Khê; "
     "lead ban-quan-ly-rung-phong-ho-dong-khe=Ban QLR"},
    // posts and persons
    {province, "Giám đốc Sở Y tế chịu trách nhiệm về kết quả.", "lead so-y-te=Giám đốc Sở Y tế"},
    {province,
     "Chủ tịch UBND các xã, phường chịu trách nhiệm trên địa bàn.",
     "lead ubnd-cap-xa*=Chủ tịch UBND các xã, phường"},
    {district, "Trưởng phòng Nội vụ ký giấy mời.", "lead phong-noi-vu=Trưởng phòng Nội vụ"},
    {province,
     "Chánh Thanh tra tỉnh công bố kết luận.",
     "lead thanh-tra-tinh=Chánh Thanh tra tỉnh"},
    {province,
     "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường, đặc khu tiếp dân.",
     "lead co-quan-chuyen-mon-tinh*=Thủ trưởng các sở, ban, ngành; "
     "lead ubnd-cap-xa*=Chủ tịch UBND các xã, phường, đặc khu"},
    {province,
     "Đề nghị Thường trực Hội đồng nhân dân các xã giám sát.",
     "requested hdnd-xa*=Thường trực Hội đồng nhân dân các xã; "
     "supervise hdnd-xa*=Thường trực Hội đồng nhân dân các xã"},
    {province,
     "Trưởng Ban Chỉ đạo kết luận cuộc họp.",
     "lead truong-ban-chi-dao=Trưởng Ban Chỉ đạo"},
    // working groups
    {province,
     "Tổ công tác Đề án 06 tỉnh họp giao ban.",
     "lead to-cong-tac-de-an-06-tinh=Tổ công tác Đề án 06 tỉnh"},
    {province,
     "Ban Chỉ đạo Chuyển đổi số tỉnh họp hằng quý.",
     "lead ban-chi-dao-chuyen-doi-so-tinh=Ban Chỉ đạo Chuyển đổi số tỉnh"},
    // ministries
    {ministry,
     "Vụ Pháp chế chủ trì, phối hợp với Văn phòng Bộ rà soát văn bản.",
     "lead vu-phap-che=Vụ Pháp chế; coordinate van-phong-bo=Văn phòng Bộ"},
    {ministry,
     "Đề nghị Bộ Văn hóa, Thể thao và Du lịch cho ý kiến.",
     "requested bo-van-hoa-the-thao-du-lich=Bộ Văn hóa, Thể thao và Du lịch"},
    {ministry,
     "UBND các tỉnh, thành phố báo cáo Bộ Nội vụ.",
     "lead ubnd-cap-tinh*=UBND các tỉnh, thành phố; recipient bo-noi-vu=Bộ Nội vụ"},
    {province, "Đề nghị Bộ Tài chính hướng dẫn.", "requested bo-tai-chinh=Bộ Tài chính"},
};
INSTANTIATE_TEST_SUITE_P(Sentences, NamedBodies, testing::ValuesIn(names));

// Names whose own words hold "và", a verb or a place, and bodies of hospitals and schools.
constexpr AssigneeCase long_names[] = {
    {province,
     "Ban Quản lý chợ Bình Tây sắp xếp lại quầy hàng.",
     "lead ban-quan-ly-cho-binh-tay=Ban Quản lý chợ Bình Tây"},
    {province,
     "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh giải ngân vốn.",
     "lead ban-quan-ly-du-an-dau-tu-xay-dung-cac-cong-trinh-giao-thong-tinh="
     "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"},
    {province,
     "Phòng Quản lý bến và bãi đỗ xe kiểm tra giá vé.",
     "lead phong-quan-ly-ben-bai-do-xe=Phòng Quản lý bến và bãi đỗ xe"},
    {province,
     "Cục Công trình biển phối hợp với Phòng Chương trình vẽ bản đồ.",
     "lead cuc-cong-trinh-bien=Cục Công trình biển; "
     "coordinate phong-chuong-trinh=Phòng Chương trình"},
    {province,
     "Phòng Điều dưỡng và các khoa lâm sàng rửa tay.",
     "lead phong-dieu-duong=Phòng Điều dưỡng; lead khoa-phong*=các khoa lâm sàng"},
    {province,
     "Hội Nạn nhân chất độc da cam tỉnh thăm hỏi hội viên.",
     "lead hoi-nan-nhan-chat-doc-da-cam-tinh=Hội Nạn nhân chất độc da cam tỉnh"},
    {province,
     "Công ty TNHH MTV Khai thác công trình thủy lợi Bình Lâm điều tiết nước.",
     "lead cong-ty-tnhh-mtv-khai-thac-cong-trinh-thuy-loi-binh-lam="
     "Công ty TNHH MTV Khai thác công trình thủy lợi Bình Lâm"},
    {province,
     "Đề nghị Công đoàn Viên chức tỉnh thăm đoàn viên.",
     "requested cong-doan-vien-chuc-tinh=Công đoàn Viên chức tỉnh"},
    {province,
     "Khoa Hồi sức cấp cứu, Khoa Dược trực ngày Tết.",
     "lead khoa-hoi-suc-cap-cuu=Khoa Hồi sức cấp cứu; lead khoa-duoc=Khoa Dược"},
    {province,
     "Hiệu trưởng trường THPT, hiệu trưởng các trường mầm non, tiểu học mở cổng.",
     "lead truong-hoc-tinh*=Hiệu trưởng trường THPT; "
     "lead truong-hoc*=hiệu trưởng các trường mầm non, tiểu học"},
    {commune,
     "Ban Công tác Mặt trận các khu phố gõ cửa từng nhà.",
     "lead ban-cong-tac-mat-tran-khu-pho*=Ban Công tác Mặt trận các khu phố"},
    {commune, "Trưởng khu phố gõ cửa từng nhà.", "lead khu-pho*=Trưởng khu phố"},
};
INSTANTIATE_TEST_SUITE_P(LongNames, NamedBodies, testing::ValuesIn(long_names));

// Places in a list behind one word for their level are bodies of their own on one mention.
constexpr AssigneeCase places[] = {
    {province,
     "UBND các xã Hòa Lợi, Phú Mỹ và thị trấn Tân An di dời dân.",
     "lead ubnd-xa-hoa-loi=UBND các xã Hòa Lợi, Phú Mỹ và thị trấn Tân An; "
     "lead ubnd-xa-phu-my=UBND các xã Hòa Lợi, Phú Mỹ và thị trấn Tân An; "
     "lead ubnd-thi-tran-tan-an=UBND các xã Hòa Lợi, Phú Mỹ và thị trấn Tân An"},
    {province,
     "UBND các phường: An Hòa, Bình Thạnh, Sở Xây dựng bàn giao mặt bằng.",
     "lead ubnd-phuong-an-hoa=UBND các phường: An Hòa, Bình Thạnh; "
     "lead ubnd-phuong-binh-thanh=UBND các phường: An Hòa, Bình Thạnh; "
     "lead so-xay-dung=Sở Xây dựng"},
    {province,
     "UBND xã Hòa Lợi, xã Phú Mỹ di dời dân.",
     "lead ubnd-xa-hoa-loi=UBND xã Hòa Lợi, xã Phú Mỹ; "
     "lead ubnd-xa-phu-my=UBND xã Hòa Lợi, xã Phú Mỹ"},
    {province,
     "UBND xã Hòa Lợi, tỉnh Bình Lâm di dời dân.",
     "lead ubnd-xa-hoa-loi=UBND xã Hòa Lợi"},
    {province,
     "Sở Y tế giúp các xã, phường Hòa Lợi, Phú Mỹ phun thuốc.",
     "lead so-y-te=Sở Y tế; recipient ubnd-cap-xa-hoa-loi=các xã, phường Hòa Lợi, Phú Mỹ; "
     "recipient ubnd-cap-xa-phu-my=các xã, phường Hòa Lợi, Phú Mỹ"},
    {province, "UBND các xã: Tổ chức tết trồng cây.", "lead ubnd-xa*=UBND các xã"},
};
INSTANTIATE_TEST_SUITE_P(Places, NamedBodies, testing::ValuesIn(places));

// Collectives, counts and lists that share one head word.
constexpr AssigneeCase collectives[] = {
    {province,
     "UBND các xã, phường, đặc khu bàn giao hồ sơ.",
     "lead ubnd-cap-xa*=UBND các xã, phường, đặc khu"},
    {province,
     "Ủy ban nhân dân cấp xã công khai số máy.",
     "lead ubnd-cap-xa*=Ủy ban nhân dân cấp xã"},
    {province, "40 xã, phường lập phương án.", "lead ubnd-cap-xa*=40 xã, phường"},
    {district, "15 phường gửi danh sách.", "lead ubnd-phuong*=15 phường"},
    {province,
     "Các sở, ban, ngành tỉnh cử công chức hỗ trợ các xã biên giới.",
     "lead co-quan-chuyen-mon-tinh*=Các sở, ban, ngành tỉnh; "
     "recipient ubnd-xa-bien-gioi*=các xã biên giới"},
    {province, "Các địa phương rà soát hộ nghèo.", "lead dia-phuong-tinh*=Các địa phương"},
    {province,
     "Sở Y tế, Sở Nội vụ và UBND các xã, phường lập danh sách.",
     "lead so-y-te=Sở Y tế; lead so-noi-vu=Sở Nội vụ; lead ubnd-cap-xa*=UBND các xã, phường"},
    {province,
     "Các Sở: Tài chính, Nội vụ, Y tế thẩm định dự toán.",
     "lead so-tai-chinh=Tài chính; lead so-noi-vu=Nội vụ; lead so-y-te=Y tế"},
    {province,
     "Giao các Sở Giáo dục và Đào tạo, Khoa học và Công nghệ xây dựng chương trình.",
     "lead so-giao-duc-dao-tao=Giáo dục và Đào tạo; "
     "lead so-khoa-hoc-cong-nghe=Khoa học và Công nghệ"},
    {province,
     "Sở Xây dựng phối hợp với các Sở: Tài chính, Tư pháp và Công an tỉnh kiểm tra.",
     "lead so-xay-dung=Sở Xây dựng; coordinate so-tai-chinh=Tài chính; "
     "coordinate so-tu-phap=Tư pháp; coordinate cong-an-tinh=Công an tỉnh"},
    {province,
     "Các sở, ngành (gồm các Sở: Tài chính, Xây dựng) rà soát dự án.",
     "lead co-quan-chuyen-mon-tinh*=Các sở, ngành; lead so-tai-chinh=Tài chính; "
     "lead so-xay-dung=Xây dựng"},
    {province,
     "UBND các xã, phường (bao gồm cả các xã biên giới) bố trí điểm học.",
     "lead ubnd-cap-xa*=UBND các xã, phường"},
    {province,
     "Sở Y tế phối hợp với các cơ quan, đơn vị có liên quan phun hóa chất.",
     "lead so-y-te=Sở Y tế; coordinate don-vi-lien-quan*=các cơ quan, đơn vị có liên quan"},
    {province,
     "Sở Y tế phối hợp với các sở, ngành, địa phương liên quan phun hóa chất.",
     "lead so-y-te=Sở Y tế; "
     "coordinate don-vi-lien-quan*=các sở, ngành, địa phương liên quan"},
    {province,
     "Các đơn vị trực thuộc Sở Y tế trực cấp cứu.",
     "lead co-quan-don-vi-so-y-te*=Các đơn vị trực thuộc Sở Y tế"},
    {district,
     "Các cơ quan, đơn vị thuộc Ủy ban nhân dân quận niêm yết lịch.",
     "lead co-quan-don-vi-quan*=Các cơ quan, đơn vị thuộc Ủy ban nhân dân quận"},
    {province,
     "Phòng Kinh tế, Hạ tầng và Đô thị các phường xử lý vi phạm.",
     "lead phong-kinh-te-ha-tang-do-thi-phuong*=Phòng Kinh tế, Hạ tầng và Đô thị các phường"},
    {province,
     "Công an các xã, phường cấp căn cước.",
     "lead cong-an-cap-xa*=Công an các xã, phường"},
    {province,
     "Các bộ, ngành và Bộ Công an cho ý kiến thì Sở Nội vụ tiếp thu.",
     "requested bo-nganh*=Các bộ, ngành; requested bo-cong-an=Bộ Công an"},
    {commune,
     "Các phòng, trung tâm căn cứ bảng phân công.",
     "lead co-quan-don-vi-phuong*=Các phòng, trung tâm"},
    {province,
     "Ngành Giáo dục, các lực lượng vũ trang tỉnh ra quân.",
     "lead nganh-giao-duc=Ngành Giáo dục; lead luc-luong*=các lực lượng vũ trang tỉnh"},
    {province,
     "Chi cục Kiểm lâm hướng dẫn các Ban Quản lý rừng phòng hộ trực chòi.",
     "lead chi-cuc-kiem-lam=Chi cục Kiểm lâm; "
     "recipient ban-quan-ly*=các Ban Quản lý rừng phòng hộ"},
    {commune, "Các tổ dân phố vận động hộ gia đình.", "lead to-dan-pho*=Các tổ dân phố"},
};
INSTANTIATE_TEST_SUITE_P(Collectives, NamedBodies, testing::ValuesIn(collectives));

// Words that look like bodies and are none, or bodies of which nothing is wanted.
constexpr AssigneeCase nobody[] = {
    {province, "Bộ Chỉ số PAPI được công bố hằng năm.", ""},
    {province, "Bộ Tiêu chí đánh giá phải rõ ràng.", ""},
    {province, "Bộ phận tiếp nhận phải gọn gàng.", ""},
    {province, "Trường hợp có vướng mắc, sửa quy trình.", ""},
    {province, "Sở hữu trí tuệ được bảo hộ.", ""},
    {province, "Phòng, chống dịch ở mọi nơi.", ""},
    {province, "Thanh tra các dự án chậm tiến độ.", ""},
    {province, "Thống kê các hộ bị thiệt hại.", ""},
    {province, "Khoa học và công nghệ là động lực.", ""},
    {province, "Hội nghị tổng kết được tổ chức trực tuyến.", ""},
    {province, "Đội ngũ cán bộ được trẻ hóa.", ""},
    {province, "Xã hội hóa việc trồng cây.", ""},
    {province, "Tỉnh phấn đấu đứng trong nhóm đầu.", ""},
    {province, "Sửa cầu theo chỉ đạo của Ủy ban nhân dân tỉnh.", ""},
    {province, "Niêm yết danh mục tại trụ sở UBND các xã, phường.", ""},
    {province, "Thực hiện hướng dẫn của Bộ Y tế về tiêm chủng.", ""},
    {province, "Nâng cấp trụ sở làm việc của Công an tỉnh.", ""},
    {province, "Bồi dưỡng cán bộ, công chức các sở, ban, ngành về kỹ năng số.", ""},
    {province, "Thực hiện chương trình phối hợp với Hội Nông dân tỉnh.", ""},
    {province, "Ký quy chế phối hợp giữa Sở Y tế và Công an tỉnh.", ""},
    {province, "Tăng cường phối hợp giữa gia đình, nhà trường và xã hội.", ""},
    {province, "Nguồn kinh phí giao cho Sở Y tế được quyết toán đúng hạn.", ""},
    {province, "Đáp ứng yêu cầu các đơn vị nêu ra.", ""},
    {province, "Hoàn thành chỉ tiêu do Bộ Nội vụ giao.", ""},
    {province, "Tham gia cuộc thi do Sở Tư pháp tổ chức.", ""},
    {province, "Khen thưởng tập thể, cá nhân thuộc Sở Nội vụ.", ""},
    {province, "Chương trình được Bộ Công an phê duyệt.", ""},
    {province, "Số hóa trên 90% hồ sơ của các sở, ngành.", ""},
    {province, "Kết nối dữ liệu giữa Sở Tư pháp và Thuế tỉnh.", ""},
    {commune, "Thực hiện ý kiến của Chủ tịch UBND tỉnh.", ""},
    {commune, "Tổ chức tập huấn ở các tổ dân phố.", ""},
    {commune, "Căn cứ hướng dẫn của Sở Nội vụ, sắp xếp lại vị trí việc làm.", ""},
    {ministry, "Bộ luật Lao động được phổ biến rộng rãi.", ""},
    {ministry, "Hội đồng khoa học của Bộ Nội vụ được kiện toàn.", ""},
    {district, "Học tập cách làm của Phường 7.", ""},
    {district, "Vận động người dân sống trong quận, phường.", ""},
    {district, "Thành lập Tổ công tác liên ngành.", ""},
};
INSTANTIATE_TEST_SUITE_P(Nobody, NamedBodies, testing::ValuesIn(nobody));

}  // namespace tiendo::test
