#include "deadline_text.hpp"
#include "reading.hpp"

namespace tiendo::test {

namespace {

/// A task of an invented plan and all that it says about time, decided by a person:
/// "surface = meaning; …".
struct DeadlineCase {
    std::string_view sentence;
    std::string_view deadlines;
};

std::string deadlines_of(const Node& node) {
    std::string text;
    for (const auto& deadline : node.deadlines) {
        text += (text.empty() ? "" : "; ") + deadline.surface + " = " + deadline_text(deadline);
    }
    return text;
}

class Deadlines : public testing::TestWithParam<DeadlineCase> {};
class NoDeadlines : public testing::TestWithParam<std::string_view> {};

}  // namespace

TEST_P(Deadlines, are_read_as_they_are_stated) {
    const auto reading = reading_of(plan_with("- " + std::string(GetParam().sentence)));
    EXPECT_EQ(deadlines_of(*node_at(reading, "II-1")), GetParam().deadlines) << GetParam().sentence;
}

constexpr DeadlineCase deadline_cases[] = {
    {"Nộp danh sách trước ngày 05 tháng 3 năm 2021.",
     "trước ngày 05 tháng 3 năm 2021 = before_date 2021-03-05 exclusive"},
    {"Nộp danh sách trước ngày 05/3/2021.",
     "trước ngày 05/3/2021 = before_date 2021-03-05 exclusive"},
    {"Nộp danh sách trước 05-3-2021.", "trước 05-3-2021 = before_date 2021-03-05 exclusive"},
    {"Nộp danh sách trước ngày 05.3.2021.",
     "trước ngày 05.3.2021 = before_date 2021-03-05 exclusive"},
    {"Nộp chậm nhất ngày 20/11/2021.",
     "chậm nhất ngày 20/11/2021 = before_date 2021-11-20 inclusive"},
    {"Nộp chậm nhất trước ngày 20/11/2021.",
     "chậm nhất trước ngày 20/11/2021 = before_date 2021-11-20 exclusive"},
    {"Các phòng gửi dự thảo chậm nhất đến ngày 20 tháng 11 năm 2026 để tổng hợp.",
     "chậm nhất đến ngày 20 tháng 11 năm 2026 = before_date 2026-11-20 inclusive"},
    {"Đến ngày 30/6/2026, 100% khu phố có bảng tin.",
     "Đến ngày 30/6/2026 = before_date 2026-06-30 inclusive"},
    {"Rà soát hiện trạng nhà văn hóa và sửa chữa đến hết ngày 31/8/2026.",
     "đến hết ngày 31/8/2026 = before_date 2026-08-31 inclusive"},
    {"Tổ chức Ngày hội hồ sơ số vào ngày 10/10/2026.",
     "vào ngày 10/10/2026 = before_date 2026-10-10 inclusive"},
    {"Gửi đăng ký trước 16 giờ 30 phút ngày 12/6/2026.",
     "trước 16 giờ 30 phút ngày 12/6/2026 = before_date 2026-06-12 exclusive at 16:30"},
    {"Gửi đăng ký trước 17h00 ngày 12 tháng 6 năm 2026.",
     "trước 17h00 ngày 12 tháng 6 năm 2026 = before_date 2026-06-12 exclusive at 17:00"},
    {"Ban Chỉ đạo họp hai đợt: trước ngày 10/4/2026 và trước ngày 10/9/2026.",
     "trước ngày 10/4/2026 = before_date 2026-04-10 exclusive; trước ngày 10/9/2026 = before_date 2026-09-10 exclusive"},
    {"Phòng Nội vụ trình kế hoạch trước ngày 10/4/2026; Phòng Tư pháp trình danh mục trước ngày 15/4/2026.",
     "trước ngày 10/4/2026 = before_date 2026-04-10 exclusive; trước ngày 15/4/2026 = before_date 2026-04-15 exclusive"},
    {"Mở đợt cao điểm từ ngày 01/6 đến ngày 30/6/2026.",
     "từ ngày 01/6 đến ngày 30/6/2026 = before_date from 2026-06-01 2026-06-30 inclusive"},
    {"Trực giải đáp từ ngày 15/12 đến hết ngày 15/01/2027.",
     "từ ngày 15/12 đến hết ngày 15/01/2027 = before_date from 2026-12-15 2027-01-15 inclusive"},
    {"Làm thí điểm từ tháng 3 đến tháng 9 năm 2026.",
     "từ tháng 3 đến tháng 9 năm 2026 = before_date from 2026-03-01 2026-09-30 inclusive"},
    {"Từ ngày 01/7/2025, tiếp nhận hồ sơ không phụ thuộc địa giới.",
     "Từ ngày 01/7/2025 = from_date from 2025-07-01"},
    {"Thu phí không dùng tiền mặt từ 01/7/2025 trở đi.",
     "từ 01/7/2025 trở đi = from_date from 2025-07-01"},
    {"Trực tiếp dân cả chiều thứ Bảy từ tháng 11/2025 đến khi kết thúc đợt cao điểm.",
     "từ tháng 11/2025 đến khi kết thúc đợt cao điểm = from_date from 2025-11-01 event: khi kết thúc đợt cao điểm"},
    {"Treo cờ từ ngày 28/8 - 03/9/2026.",
     "từ ngày 28/8 - 03/9/2026 = before_date from 2026-08-28 2026-09-03 inclusive"},
    {"Hoàn thành trong quý IV/2021.", "trong quý IV/2021 = before_date 2021-12-31 inclusive"},
    {"Hoàn thành trong tháng 02 năm 2021.",
     "trong tháng 02 năm 2021 = before_date 2021-02-28 inclusive"},
    {"Số hóa xong trong tháng 12/2025.", "trong tháng 12/2025 = before_date 2025-12-31 inclusive"},
    {"Lắp máy lấy số tự động (quý II/2026).", "quý II/2026 = before_date 2026-06-30 inclusive"},
    {"Ban hành quy chế phối hợp, hoàn thành Quí IV-2025.",
     "Quí IV-2025 = before_date 2025-12-31 inclusive"},
    {"Hoàn thành lắp đặt tháng 9, 10/2026.", "tháng 9, 10/2026 = before_date 2026-10-31 inclusive"},
    {"Khảo sát sự hài lòng trong quý II và quý IV năm 2026.",
     "trong quý II = before_date 2026-06-30 inclusive; "
     "quý IV năm 2026 = before_date 2026-12-31 inclusive"},
    {"Trong năm 2026, mỗi phường có một điểm hỗ trợ.",
     "Trong năm 2026 = before_date 2026-12-31 inclusive"},
    {"Quý III/2026, tổ chức hội thi cải cách hành chính.",
     "Quý III/2026 = before_date 2026-09-30 inclusive"},
    {"Hoàn thành trước tháng 6/2026.", "trước tháng 6/2026 = before_date 2026-06-01 exclusive"},
    {"Hoàn thành trước quý IV/2026.", "trước quý IV/2026 = before_date 2026-10-01 exclusive"},
    {"Phấn đấu đến năm 2030 toàn bộ khu phố có nhà văn hóa.",
     "đến năm 2030 = before_date 2030-12-31 inclusive"},
    {"Đến hết năm 2026, bỏ sổ giấy.", "Đến hết năm 2026 = before_date 2026-12-31 inclusive"},
    {"Hoàn thành số hóa sổ hộ tịch vào cuối năm 2026.",
     "vào cuối năm 2026 = before_date 2026-12-31 inclusive"},
    {"Bàn giao phần mềm vào đầu tháng 6/2026.",
     "vào đầu tháng 6/2026 = before_date 2026-06-10 inclusive"},
    {"Hoàn thành trong 6 tháng đầu năm 2026.",
     "trong 6 tháng đầu năm 2026 = before_date 2026-06-30 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Tháng 11 - 12/2025.",
     "Tháng 11 - 12/2025 = before_date 2025-12-31 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Năm 2026 - 2027.",
     "Năm 2026 - 2027 = period from 2026-01-01 2027-12-31 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian: Giai đoạn 2026-2030.",
     "Giai đoạn 2026-2030 = period from 2026-01-01 2030-12-31 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian hoàn thành: Năm 2025 và các năm tiếp theo.",
     "Năm 2025 và các năm tiếp theo = from_date from 2025-01-01"},
    {"Mở lớp cho cán bộ. Thời hạn hoàn thành: 30/6/2026.",
     "30/6/2026 = before_date 2026-06-30 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Thường xuyên.", "Thường xuyên = ongoing"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Hằng năm.", "Hằng năm = periodic cycle year"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: 2026.", "2026 = before_date 2026-12-31 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Theo Kế hoạch riêng.",
     "Theo Kế hoạch riêng = relative plan: Kế hoạch riêng"},
    {"Mở lớp cho cán bộ. Thời gian thực hiện: Quý I, II/2026.",
     "Quý I, II/2026 = before_date 2026-06-30 inclusive"},
    {"Mở lớp cho cán bộ. Thời gian: Khi có yêu cầu.",
     "Khi có yêu cầu = on_event event: Khi có yêu cầu"},
    {"Mở lớp cho cán bộ (thời gian hoàn thành: tháng 8/2026).",
     "tháng 8/2026 = before_date 2026-08-31 inclusive"},
    {"Báo cáo quý (trước ngày 25 tháng 3) cho Phòng Nội vụ.",
     "trước ngày 25 tháng 3 = periodic 3-25 exclusive cycle quarter"},
    {"Báo cáo trước ngày 01/6 và 15/11 hằng năm.",
     "trước ngày 01/6 = periodic 6-1 exclusive cycle year; 15/11 = periodic 11-15 exclusive cycle year"},
    {"Báo cáo 6 tháng gửi trước ngày 15/6, báo cáo năm gửi trước ngày 15/12.",
     "trước ngày 15/6 = periodic 6-15 exclusive cycle half_year; trước ngày 15/12 = periodic 12-15 exclusive cycle year"},
    {"Hằng tháng đăng số liệu.", "Hằng tháng = periodic cycle month"},
    {"Gửi số liệu trước ngày 15 hằng tháng.",
     "trước ngày 15 hằng tháng = periodic day 15 exclusive cycle month"},
    {"Tổng hợp hằng năm (trước ngày 15 tháng 11).",
     "trước ngày 15 tháng 11 = periodic 11-15 exclusive cycle year"},
    {"Bình xét gia đình văn hóa vào tháng 12 hằng năm.",
     "vào tháng 12 = periodic 12-31 inclusive cycle year"},
    {"Giao ban định kỳ 02 tuần một lần (trước 16 giờ thứ Sáu).",
     "trước 16 giờ thứ Sáu = periodic exclusive at 16:00 weekday 5 cycle week every 2"},
    {"Tổ trực gửi số liệu trước 19h00’ hằng ngày.",
     "trước 19h00’ hằng ngày = periodic exclusive at 19:00 cycle day"},
    {"Tổ trực gửi số liệu 02 lần/ngày (trước 9h00’ và 16h00’).",
     "trước 9h00’ = periodic exclusive at 09:00 cycle day; 16h00’ = periodic exclusive at 16:00 cycle day"},
    {"Báo cáo quý vào ngày 25 của tháng cuối quý.",
     "vào ngày 25 của tháng cuối quý = quarterly day 25 inclusive cycle quarter"},
    {"Định kỳ hằng quý (trước ngày 25 của tháng cuối quý) gửi số liệu.",
     "trước ngày 25 của tháng cuối quý = quarterly day 25 exclusive cycle quarter"},
    {"Giao ban mỗi tháng một lần.", "mỗi tháng một lần = periodic cycle month"},
    {"Kiểm tra ít nhất 02 lần/năm.", "02 lần/năm = periodic cycle year"},
    {"Họp rút kinh nghiệm 03 tháng một lần.", "03 tháng một lần = quarterly cycle quarter"},
    {"Báo cáo định kỳ hằng tháng, quý, năm.",
     "định kỳ hằng tháng = periodic cycle month; quý = quarterly cycle quarter; năm = periodic cycle year"},
    {"Thường xuyên dọn vệ sinh.", "Thường xuyên = ongoing"},
    {"Hằng tuần, bộ phận một cửa niêm yết hồ sơ trễ.", "Hằng tuần = periodic cycle week"},
    {"Kiểm tra công vụ định kỳ 6 tháng, hằng năm.",
     "định kỳ 6 tháng = periodic cycle half_year; hằng năm = periodic cycle year"},
    {"Các phường gửi danh sách trong 15 ngày kể từ ngày Kế hoạch được ban hành.",
     "trong 15 ngày kể từ ngày Kế hoạch được ban hành = relative 15 day issue: ngày Kế hoạch được ban hành"},
    {"Sau 10 ngày kể từ ngày ban hành, các phường gửi danh sách.",
     "Sau 10 ngày kể từ ngày ban hành = relative 10 day issue: ngày ban hành"},
    {"Trả lời người phản ánh trong vòng 05 ngày làm việc kể từ khi nhận phản ánh.",
     "trong vòng 05 ngày làm việc kể từ khi nhận phản ánh = relative 5 working_day event: nhận phản ánh"},
    {"Lắp camera cho các chốt. Thời hạn hoàn thành: 100 ngày kể từ ngày ban hành.",
     "100 ngày kể từ ngày ban hành = relative 100 day issue: ngày ban hành"},
    {"Sau khi có Quy chế của Trung ương, rà soát lại quy chế của quận.",
     "Sau khi có Quy chế của Trung ương = relative event: Sau khi có Quy chế của Trung ương"},
    {"Kết nối dữ liệu đất đai theo lộ trình của Bộ.",
     "theo lộ trình của Bộ = relative plan: lộ trình của Bộ"},
    {"Cập nhật bản đồ số theo tiến độ được giao.",
     "theo tiến độ được giao = relative plan: tiến độ được giao"},
    {"Gửi kết quả cùng kỳ với báo cáo cải cách hành chính.",
     "cùng kỳ với báo cáo cải cách hành chính = relative report: cùng kỳ với báo cáo cải cách hành chính"},
    {"Trả lời trong vòng 24 giờ.", "trong vòng 24 giờ = relative 24 hour event: "},
    {"Gửi biên bản chậm nhất 03 ngày làm việc sau khi kết thúc cuộc họp.",
     "chậm nhất 03 ngày làm việc sau khi kết thúc cuộc họp = relative 3 working_day event: kết thúc cuộc họp"},
    {"Thực hiện từ ngày ký ban hành.", "từ ngày ký ban hành = from_date issue: ngày ký ban hành"},
    {"Trả kết quả trong vòng 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ.",
     "trong vòng 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ = relative 5 working_day event: ngày nhận đủ hồ sơ"},
    {"Sửa lại bảng chỉ đường, hoàn thành sớm nhất.", "sớm nhất = vague"},
    {"Sửa lại bảng chỉ đường trong thời gian tới.", "trong thời gian tới = vague"},
    {"Bố trí thêm ghế chờ, càng sớm càng tốt.", "càng sớm càng tốt = vague"},
};
INSTANTIATE_TEST_SUITE_P(Sentences, Deadlines, testing::ValuesIn(deadline_cases));

TEST_P(NoDeadlines, come_of_what_is_only_told) {
    const auto reading = reading_of(plan_with("- " + std::string(GetParam())));
    EXPECT_EQ(deadlines_of(*node_at(reading, "II-1")), "") << GetParam();
}

constexpr std::string_view told_times[] = {
    "Cân đối chi thường xuyên của quận.",
    "Kịp thời trả lời, không để hồ sơ trễ hạn.",
    "Làm theo Quyết định số 5/QĐ-UBND ngày 09 tháng 3 năm 2020 của Ủy ban nhân dân Thành phố.",
    "Làm theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân Thành phố.",
    "Rút ngắn thời hạn giải quyết hồ sơ đất đai.",
    "Rút ngắn ít nhất 30% thời gian giải quyết thủ tục.",
    "Rút ngắn thời gian giải quyết từ 10 ngày xuống còn 07 ngày.",
    "Phân tích nguyên nhân hồ sơ trễ hạn.",
    "Triển khai Kế hoạch cải cách hành chính năm 2025.",
    "Cải thiện Chỉ số PAPI năm 2026 của quận.",
    "So sánh với kết quả năm 2024.",
    "Rà soát các văn bản đã ban hành trước ngày 01/7/2025.",
    "Số hóa hồ sơ phát sinh trước ngày 01/7/2025.",
    "Chốt số liệu từ ngày 15/12/2025 đến ngày 14/6/2026.",
    "Thống kê hồ sơ, số liệu tính đến ngày 31/12/2025.",
    "So với cùng kỳ năm 2025, giảm hồ sơ trễ.",
    "Phổ biến “Kế hoạch phát triển đô thị thông minh giai đoạn 2026 - 2030”.",
    "Phổ biến chương trình “Trước ngày 15/6/2026 không rác thải nhựa”.",
    "Lồng ghép với kế hoạch hằng năm của đơn vị.",
    "Bố trí trong dự toán hằng năm.",
    "Giải quyết đúng hạn, kịp thời, đúng quy định.",
    "Xử lý nghiêm túc, kịp thời.",
    "Cung cấp thông tin đầy đủ, chính xác, kịp thời.",
    "Khẩn trương rà soát các điểm ngập.",
    "Sớm phát hiện và kịp thời ngăn chặn vi phạm.",
    "Tiếp tục phân kỳ đầu tư công viên.",
    "Thực hiện đúng thời hạn trả kết quả ghi trên phiếu hẹn.",
    "Thi hành Luật Đất đai năm 2024.",
    "Thi hành Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018, có hiệu lực từ ngày 21 tháng 6 năm 2018.",
    "Tổ chức trực 24/7 tại tổng đài.",
    "Đường dây nóng hoạt động 24/24 giờ.",
    "Tuyên truyền Ngày Pháp luật Việt Nam 09/11.",
    "Tuyên truyền Quy hoạch chung đến năm 2040, tầm nhìn đến năm 2060.",
    "Tổng kết giai đoạn trước và rút bài học.",
    "Bố trí người trực trả lời vào sáng thứ Bảy.",
    "Giải quyết công việc hằng ngày của người dân.",
    "Dán danh sách hộ nghèo ít nhất ba mươi ngày.",
    "Niêm yết kết quả trong 30 ngày tại trụ sở.",
    "Tập huấn 02 ngày cho công chức mới.",
    "Bảo đảm thời gian, tiến độ và chất lượng.",
    "Khắc phục tồn tại đã nêu trong năm 2025 của đoàn kiểm tra.",
    "Học sinh từ 6 tháng tuổi đến 5 tuổi được khám.",
    "Thay thế Công văn số 15/UBND-NV ngày 03/02/2026.",
    "Mỗi phường có từ 10 - 15 điểm dán mã QR.",
    "Giao 1.200 hồ sơ cho ba tổ, mỗi tổ 400 hồ sơ.",
    "Nâng tỷ lệ hài lòng của người dân năm sau cao hơn năm trước.",
    "Nhân rộng mô hình sáng kiến của năm học 2025 - 2026.",
    "Đưa kết quả vào đánh giá, xếp loại hằng năm.",
};
INSTANTIATE_TEST_SUITE_P(Sentences, NoDeadlines, testing::ValuesIn(told_times));

}  // namespace tiendo::test
