#include "output_text.hpp"
#include "reading.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace tiendo::test {

namespace {

/// A task of an invented plan and all that must come out of it, decided by a person.
struct OutputCase {
    std::string_view sentence;
    std::vector<std::string> outputs;
};
void PrintTo(const OutputCase& each, std::ostream* out) {
    *out << each.sentence;
}

std::vector<std::string> outputs_of_task(std::string_view sentence) {
    // A figure alone is an aim; a plan needs a task besides.
    const auto reading = reading_of(plan_with("- " + std::string(sentence) + "\n\n- Họp dân."));
    return outputs_of(*node_at(reading, "II-1"));
}

class Outputs : public testing::TestWithParam<OutputCase> {};
class NoOutputs : public testing::TestWithParam<std::string_view> {};

}  // namespace

TEST_P(Outputs, are_read_as_they_are_stated) {
    EXPECT_EQ(outputs_of_task(GetParam().sentence), GetParam().outputs) << GetParam().sentence;
}

const OutputCase output_cases[] = {
    {"Ban hành Kế hoạch truyền thông về dịch vụ công trước ngày 15/5/2026.",
     {"product: Kế hoạch truyền thông về dịch vụ công"}},
    {"Xây dựng Đề án chợ đêm an toàn, báo cáo sau.", {"product: Đề án chợ đêm an toàn"}},
    {"Phòng Tư pháp biên soạn sổ tay hòa giải để phát cho tổ dân phố.",
     {"product: sổ tay hòa giải"}},
    {"Xây dựng và ban hành Quy chế phối hợp và bảo vệ dữ liệu.",
     {"product: Quy chế phối hợp và bảo vệ dữ liệu"}},
    {"Lập danh mục thủ tục chưa trực tuyến và công bố rộng rãi.",
     {"product: danh mục thủ tục chưa trực tuyến"}},
    {"Tham mưu ban hành Quyết định thành lập tổ giúp việc.",
     {"product: Quyết định thành lập tổ giúp việc"}},
    {"Mở lớp cho cán bộ. Sản phẩm: Báo cáo kết quả.", {"product: Báo cáo kết quả"}},
    {"Mở lớp cho cán bộ. Kết quả: 100% công chức có chứng nhận.",
     {"product: 100% công chức có chứng nhận", "target: 100% = exactly 100 %"}},
    {"Xây dựng 03 kịch bản diễn tập cứu nạn.", {"product: kịch bản diễn tập cứu nạn"}},
    {"Hoàn thiện dự thảo Nghị quyết về hỗ trợ chuyển đổi số.",
     {"product: Nghị quyết về hỗ trợ chuyển đổi số"}},
    {"Tỷ lệ hồ sơ trực tuyến đạt tối thiểu 80%.", {"target: tối thiểu 80% = at_least 80 %"}},
    {"Mức độ hài lòng đạt từ 95% trở lên.", {"target: đạt từ 95% trở lên = at_least 95 %"}},
    {"100% hồ sơ thủ tục hành chính được số hóa.", {"target: 100% = exactly 100 %"}},
    {"Mỗi phường tổ chức ít nhất 02 cuộc đối thoại.",
     {"target: ít nhất 02 cuộc = at_least 2 cuộc"}},
    {"Tỷ lệ hồ sơ trễ không quá 5%.", {"target: không quá 5% = at_most 5 %"}},
    {"Kinh phí hội họp giảm 20%.", {"target: 20% = falling 20 %"}},
    {"Điểm chỉ số năm sau cao hơn năm trước.", {"target: năm sau cao hơn năm trước = rising"}},
    {"Bảo đảm tỷ lệ đúng hạn đạt 99,5%.", {"target: 99,5% = exactly 99.5 %"}},
    {"Thời gian chờ của người dân không quá 15 phút.",
     {"target: không quá 15 phút = at_most 15 phút"}},
    {"Số hóa ít nhất 1.200 hồ sơ đất đai.", {"target: ít nhất 1.200 hồ sơ = at_least 1200 hồ sơ"}},
    {"Tăng ít nhất 10% số tài khoản so với năm trước.", {"target: ít nhất 10% = rising 10 %"}},
    {"Kéo giảm số vụ trộm cắp vặt.", {"target: Kéo giảm số vụ trộm cắp vặt = falling"}},
    {"Các thành viên dành ít nhất một buổi đi cơ sở.",
     {"target: ít nhất một buổi = at_least 1 buổi"}},
    {"Tặng tối thiểu 40 suất quà.", {"target: tối thiểu 40 suất = at_least 40 suất"}},
    {"Không để tồn đơn quá hạn.", {"target: Không để tồn đơn quá hạn = at_most 0"}},
    {"Phấn đấu trên 90% hộ dân phân loại rác tại nguồn.", {"target: trên 90% = at_least 90 %"}},
    {"Tỷ lệ khiếu nại dưới 1%.", {"target: dưới 1% = at_most 1 %"}},
    {"Tối thiểu 01 lần/năm đối thoại với thanh niên.",
     {"target: Tối thiểu 01 lần/năm = at_least 1 lần/năm"}},
    {"Rút ngắn ít nhất 30% thời gian xử lý hồ sơ.", {"target: ít nhất 30% = falling 30 %"}},
    {"Đạt 85% trở lên số hộ dùng nước sạch.", {"target: 85% trở lên = at_least 85 %"}},
    {"Nâng tỷ lệ người dân biết số điện thoại đường dây nóng.",
     {"target: Nâng tỷ lệ người dân biết số điện thoại đường dây nóng = rising",
      "system: đường dây nóng"}},
    {"Tiếp nhận hồ sơ qua Cổng Dịch vụ công quốc gia.", {"system: Cổng Dịch vụ công quốc gia"}},
    {"Nhập hồ sơ vào Hệ thống thông tin giải quyết thủ tục hành chính của thành phố.",
     {"system: Hệ thống thông tin giải quyết thủ tục hành chính"}},
    {"Hướng dẫn người dân kích hoạt VNeID.", {"system: VNeID"}},
    {"Đăng trên Trang thông tin điện tử của phường và bảng tin khu phố.",
     {"system: Trang thông tin điện tử", "system: bảng tin"}},
    {"Gửi văn bản qua trục liên thông văn bản quốc gia.",
     {"system: trục liên thông văn bản quốc gia"}},
    {"Dùng phần mềm quản lý văn bản để giao việc.", {"system: phần mềm quản lý văn bản"}},
    {"Làm sạch Cơ sở dữ liệu quốc gia về dân cư.", {"system: Cơ sở dữ liệu quốc gia về dân cư"}},
    {"Công khai tại Bộ phận tiếp nhận và trả kết quả.",
     {"system: Bộ phận tiếp nhận và trả kết quả"}},
    {"Nhận góp ý qua Zalo, thư điện tử.", {"system: Zalo", "system: thư điện tử"}},
    {"Trường hợp hồ sơ thiếu, công chức hướng dẫn một lần.", {"condition: Trường hợp hồ sơ thiếu"}},
    {"Công chức xin lỗi bằng văn bản nếu hồ sơ trễ.", {"condition: nếu hồ sơ trễ"}},
    {"Khi có thay đổi về nhân sự, phường cập nhật danh sách.",
     {"condition: Khi có thay đổi về nhân sự"}},
    {"Đối thoại với dân khi phát sinh khiếu nại đông người.",
     {"condition: khi phát sinh khiếu nại đông người"}},
    {"Báo cáo Ủy ban nhân dân quận trước ngày 15/6/2026.", {"report to ubnd-quan deadlines 0"}},
    {"Các phường báo cáo hằng quý về Ủy ban nhân dân quận (thông qua Phòng Nội vụ).",
     {"report to ubnd-quan via phong-noi-vu cycle quarter deadlines 0"}},
    {"Các phường gửi báo cáo 6 tháng (trước ngày 10 tháng 6) về Ủy ban nhân dân quận (thông qua Phòng Tư pháp).",
     {"report to ubnd-quan via phong-tu-phap cycle half_year deadlines 0"}},
    {"Định kỳ hằng tháng, tổng hợp, báo cáo Ủy ban nhân dân quận.",
     {"report to ubnd-quan cycle month deadlines 0"}},
    {"Gửi báo cáo về Phòng Nội vụ trước ngày 20 hằng tháng để tổng hợp.",
     {"report to phong-noi-vu cycle month deadlines 0"}},
    {"Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12 về Ủy ban nhân dân quận.",
     {"report to ubnd-quan cycle half_year deadlines 0",
      "report to ubnd-quan cycle year deadlines 1"}},
    {"Tăng tỷ lệ thanh toán không tiền mặt lên trên 85%.", {"target: trên 85% = at_least 85 %"}},
    {"Xây dựng Đề án “Phường không giấy tờ” trình Ban Thường vụ.",
     {"product: Đề án “Phường không giấy tờ”"}},
    {"Trình Ủy ban nhân dân quận phê duyệt Đề án tuyến phố đi bộ.",
     {"product: Đề án tuyến phố đi bộ"}},
    {"Giảm tối thiểu 20% số cuộc họp và 15% giấy tờ in.",
     {"target: tối thiểu 20% = falling 20 %", "target: 15% = exactly 15 %"}},
    {"Các chợ xây dựng phương án của đơn vị, gửi Phòng Kinh tế.",
     {"product: phương án của đơn vị"}},
    {"Trực cổng trường giờ tan học, không để học sinh phải băng qua quốc lộ.",
     {"target: không để học sinh phải băng qua quốc lộ = at_most 0"}},
    {"Nâng điểm hài lòng của người bệnh từ 4,25 trở lên.",
     {"target: từ 4,25 trở lên = at_least 4.25"}},
    {"Tỷ lệ phiếu xét nghiệm điện tử ≥ 92%.", {"target: ≥ 92% = at_least 92 %"}},
    {"Mở lớp cho cán bộ. Sản phẩm: Tối thiểu 40 học viên đạt loại khá.",
     {"product: Tối thiểu 40 học viên đạt loại khá",
      "target: Tối thiểu 40 học viên = at_least 40 học viên"}},
    {"Gửi kế hoạch trước ngày 10/01 hằng năm, báo cáo trước ngày 10/12 hằng năm.",
     {"report cycle year deadlines 1"}},
};
INSTANTIATE_TEST_SUITE_P(Sentences, Outputs, testing::ValuesIn(output_cases));

TEST_P(NoOutputs, come_of_what_promises_nothing) {
    EXPECT_THAT(outputs_of_task(GetParam()), testing::IsEmpty()) << GetParam();
}

constexpr std::string_view empty_promises[] = {
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân Thành phố.",
    "Theo dõi việc ban hành quy chế của các phường.",
    "Làm theo Quyết định số 619/QĐ-TTg ngày 08 tháng 5 năm 2017 ban hành Quy định về phường đạt chuẩn.",
    "Rà soát các văn bản do quận ban hành.",
    "Tổ chức thực hiện Kế hoạch này.",
    "Mức độ trực tuyến hiện đạt 62%.",
    "Hỗ trợ 100% học phí cho học sinh nghèo.",
    "Tỷ lệ phiếu đúng chiếm 40% tổng số phiếu.",
    "Giao 15 phường thống nhất cách làm.",
    "Củng cố hệ thống chính trị ở cơ sở.",
    "Xử lý nghiêm các trường hợp vi phạm.",
    "Hỗ trợ người khó khăn (nếu có).",
    "Nâng cao chất lượng phục vụ người dân.",
    "Mở rộng đường số 10 thành 12 mét.",
    "Công khai báo cáo kết quả phòng, chống tham nhũng.",
    "Theo báo cáo của Ủy ban nhân dân quận.",
    "Góp ý nội dung báo cáo của tổ công tác.",
    "Học tập cách làm của quận bạn.",
    "Phổ biến Luật Đất đai năm 2024.",
    "Tập huấn 02 ngày cho công chức mới.",
    "Sinh hoạt tổ dân phố đầy đủ.",
    "Phê duyệt các phương án cứu hộ.",
    "Thường trực cứu nạn, không để bị động trước thiên tai.",
    "Trả lương hưu cho 1,2 triệu người.",
};
INSTANTIATE_TEST_SUITE_P(Sentences, NoOutputs, testing::ValuesIn(empty_promises));

TEST(OutputsOfObjectives, are_figures_that_no_word_bounds_too) {
    const auto reading = reading_of(
        "KẾ HOẠCH\n\nThử nghiệm\n\nỦy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
        "I. MỤC TIÊU\n\n- Tỷ lệ rác phân loại là 55%.\n\n- Trồng 1,5 triệu cây xanh.\n\n"
        "II. NHIỆM VỤ\n\n- Họp dân.\n");
    EXPECT_EQ(outputs_of(*node_at(reading, "I-1")),
              (std::vector<std::string>{"target: 55% = exactly 55 %"}));
    EXPECT_EQ(outputs_of(*node_at(reading, "I-2")),
              (std::vector<std::string>{"target: 1,5 triệu cây = exactly 1.5 triệu cây"}));
}

TEST(OutputsOfObjectives, are_their_targets) {
    const auto reading = reading_of(
        "KẾ HOẠCH\n\nThử nghiệm\n\nỦy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
        "I. MỤC TIÊU\n\n- Ít nhất 90% người dân hài lòng.\n\nII. NHIỆM VỤ\n\n- Họp dân.\n");
    const auto* objective = node_at(reading, "I-1");
    ASSERT_EQ(objective->targets.size(), 1U);
    EXPECT_EQ(objective->targets.front().amount, std::optional<std::string>("90"));
}

}  // namespace tiendo::test
