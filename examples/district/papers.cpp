#include "papers.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace story {

namespace {

using tiendo::Date;
using tiendo::Instant;
using tiendo::Section;

Instant at(int month, unsigned day, int hour, int minute) {
    return Instant::start_of(Date::of(2021, static_cast<unsigned>(month), day))
        .plus(std::chrono::hours(hour) + std::chrono::minutes(minute));
}

std::string sender_of(const tiendo::UnitState& unit) {
    return unit.kind == tiendo::UnitKind::ward ? "Văn phòng - Thống kê phường" : "Bộ phận tổng hợp";
}

/// What a ward writes; each takes other sentences, so that the consolidated text is not one
/// sentence fourteen times.
std::vector<Section> ward_sections(std::size_t number) {
    static constexpr std::array participation = {
        "Đã phổ biến nội dung dân chủ ở cơ sở đến các khu phố, tổ dân phố qua sinh hoạt định kỳ và trang thông tin của phường; kiện toàn Ban Thanh tra nhân "
        "dân theo quy định.",
        "Đã tổ chức hội nghị trao đổi với đại diện các khu phố về việc bầu Trưởng khu phố; ý kiến của người dân được tổng hợp và trả lời bằng văn bản.",
        "Đã mở thêm kênh tiếp nhận ý kiến qua ứng dụng của quận; các ý kiến liên quan vệ sinh, trật tự lòng đường được chuyển xử lý trong ngày."};
    static constexpr std::array disclosure = {
        "Danh sách hộ nghèo, hộ cận nghèo và thu, chi ngân sách quý I được niêm yết tại trụ sở và bảng thông tin khu phố đủ 30 ngày.",
        "Đã công khai dự toán, tình hình thực hiện ngân sách quý I tại trụ sở; chưa cập nhật kịp thời trên trang thông tin của phường."};
    static constexpr std::array procedures = {
        "Bộ phận Tiếp nhận và Trả kết quả bố trí đủ công chức; hồ sơ trễ hạn chủ yếu ở lĩnh vực hộ tịch do phải xác minh, đã gửi thư xin lỗi theo quy định.",
        "Thực hiện niêm yết đầy đủ thủ tục, phí, lệ phí; khảo sát mức độ hài lòng của người dân ngay khi trả kết quả.",
        "Tăng cường tiếp nhận hồ sơ trực tuyến mức độ 3; phân công công chức hướng dẫn người cao tuổi nộp hồ sơ tại phường."};
    return {{"1", participation.at(number % participation.size())},
            {"2", disclosure.at(number % disclosure.size())},
            {"5", procedures.at(number % procedures.size())}};
}

std::vector<Section> office_sections(const tiendo::UnitState& unit) {
    return {
        {"general",
         unit.name +
             " đã triển khai các nhiệm vụ được giao tại Kế hoạch; đôn đốc, hướng dẫn Ủy ban nhân dân các phường trong lĩnh vực phụ trách, chưa phát sinh "
             "vướng mắc vượt thẩm quyền."}};
}

std::vector<Section> sections_of(const tiendo::UnitState& unit, std::size_t number) {
    return unit.kind == tiendo::UnitKind::ward ? ward_sections(number) : office_sections(unit);
}

}  // namespace

std::optional<Letter> half_year_report(const tiendo::Unit& unit, std::size_t number) {
    const auto& id = unit.id.str();
    if (id == "ubnd-phuong-4" || id == "phong-tai-nguyen-moi-truong") {
        return std::nullopt;  // never report
    }
    const auto& state = unit.on(Date::of(2021, 5, 14));
    Letter letter{at(5,
                     4 + static_cast<unsigned>(number % 10),
                     8 + static_cast<int>(number % 8),
                     static_cast<int>(7 * number % 60)),
                  sender_of(state),
                  sections_of(state, number)};
    if (id == "ubnd-phuong-9") {
        letter.sent_at = at(5, 15, 8, 0);  // "trước ngày 15 tháng 5": the 15th is late
    } else if (id == "ubnd-phuong-13") {
        letter.sent_at = at(5, 18, 14, 30);
    } else if (id == returned_unit) {
        letter.sent_at = at(5, 12, 10, 5);
    }
    return letter;
}

Letter unit_plan(const tiendo::Unit& unit, std::size_t number) {
    const auto& state = unit.on(Date::of(2021, 1, 31));
    Letter letter{
        at(1, 11 + static_cast<unsigned>(number % 15), 9, static_cast<int>(11 * number % 60)),
        sender_of(state),
        {{"general",
          "Kế hoạch triển khai của " + state.name +
              " kèm phân công nhiệm vụ và thời hạn của từng bộ phận."}}};
    if (unit.id.str() == "ubnd-phuong-12") {
        letter.sent_at = at(2, 1, 7, 30);  // "trước ngày 01 tháng 02 năm 2021"
    }
    return letter;
}

Letter mended_report(const tiendo::Unit& unit, Instant sent_at) {
    auto sections = ward_sections(0);
    sections.back().text +=
        " Phường đã rà soát từng hồ sơ trễ hạn, gửi thư xin lỗi và hẹn lại ngày trả kết quả; nguyên nhân chủ yếu là chờ kết quả xác minh của địa phương khác.";
    return {sent_at, sender_of(unit.on(sent_at.date())), std::move(sections)};
}

}  // namespace story
