#pragma once

#include <array>
#include <string_view>

/// Every Vietnamese text of the reports, in one place. Patterns with {} are filled by fmt, or,
/// where a figure goes in, by `prose`.
namespace tiendo::report::phrases {

// Formats of days, hours and lists.
inline constexpr std::string_view long_date = "ngày {} tháng {} năm {}";
inline constexpr std::string_view moment = "{} giờ {:02} phút ngày {}";
inline constexpr std::string_view before_moment = "trước {}";
inline constexpr std::string_view before_day = "trước ngày {} (hết ngày {})";
inline constexpr std::string_view comma = ", ";
inline constexpr std::string_view last_comma = " và ";

// The form of the paper: Nghị định 30/2020/NĐ-CP, Phụ lục I.
inline constexpr std::string_view national_name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr std::string_view national_motto = "Độc lập - Tự do - Hạnh phúc";
inline constexpr std::string_view kind_of_paper = "BÁO CÁO";
inline constexpr std::string_view recipients = "Nơi nhận:";
inline constexpr std::string_view annex = "PHỤ LỤC";
inline constexpr std::string_view annex_numbered = "PHỤ LỤC {}";

// Headings.
inline constexpr std::string_view part_reporting = "I. TÌNH HÌNH THỰC HIỆN CHẾ ĐỘ BÁO CÁO";
inline constexpr std::string_view part_results = "II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG";
inline constexpr std::string_view part_not_included = "III. NỘI DUNG CHƯA TỔNG HỢP ĐƯỢC VÀ LÝ DO";
inline constexpr std::string_view part_doubts = "IV. ĐIỂM CẦN LÀM RÕ VÀ CÁCH XỬ LÝ KHI TỔNG HỢP";
inline constexpr std::string_view narratives_heading = "Nội dung báo cáo của các đơn vị";
inline constexpr std::string_view tables_word = "Bảng";
inline constexpr std::string_view chart_word = "Biểu đồ";
inline constexpr std::string_view figure_index = "DANH MỤC MÃ SỐ LIỆU";
inline constexpr std::string_view figure_index_note =
    "Mỗi số liệu trong báo cáo có một mã để tra cứu nguồn gốc.";
inline constexpr std::string_view column_figure = "Mã";
inline constexpr std::string_view column_value = "Số liệu";
inline constexpr std::string_view column_meaning = "Ý nghĩa";
inline constexpr std::string_view column_object = "Đối tượng";

// Origin of the report.
inline constexpr std::string_view provenance_heading = "Thông tin đối chiếu";
inline constexpr std::string_view provenance_hash = "Mã băm cuối của nhật ký: ";

// The board.
inline constexpr std::array<std::string_view, 6> board_columns =
    {"Đơn vị", "Văn bản phải gửi", "Hạn gửi", "Đã gửi lúc", "Tình trạng", "Số ngày trễ"};

}  // namespace tiendo::report::phrases
