#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace tiendo::test {

/// Documents that order no work, by seed: news, letters, reports and invitations of an invented
/// district. All sentences and names are invented.
class IdleDocuments {
public:
    explicit IdleDocuments(std::uint32_t seed) : random_(seed) {}

    [[nodiscard]] std::string next() {
        switch (pick(4)) {
            case 0: return news();
            case 1: return letter();
            case 2: return report();
            default: return invitation();
        }
    }

private:
    using Sentences = std::array<std::string_view, 6>;

    std::size_t pick(std::size_t count) { return random_() % count; }  // the same everywhere
    std::string number(std::size_t most) { return std::to_string(1 + pick(most)); }
    std::string day() { return number(28) + "/" + number(12) + "/2024"; }
    std::string paragraphs(const Sentences& sentences, std::string_view mark) {
        std::string text;
        for (auto left = 2 + pick(5); left > 0; --left) {
            text.append(mark).append(sentences[pick(sentences.size())]).append(" ");
            text.append(sentences[pick(sentences.size())]).append("\n\n");
        }
        return text;
    }

    std::string news() {
        constexpr Sentences sentences{
            "Sáng nay, trời Bình An se lạnh và có mưa nhỏ ở vài nơi.",
            "Khu chợ cũ bên sông Lam Hạ đông khách hơn mọi năm.",
            "Bà Trần Thị Mây bán bánh ở góc phố này đã 30 năm.",
            "Đội bóng Phường 3 thắng đội Phường 5 với tỷ số 2 - 1.",
            "Nhiều em nhỏ theo cha mẹ đi xem hội đua thuyền.",
            "Giá rau tăng nhẹ so với tuần trước, theo lời các tiểu thương."};
        return "Chợ phiên ngày " + day() + " đông vui\n\n" + paragraphs(sentences, "") +
               "Theo Báo Bình An\n";
    }

    std::string letter() {
        constexpr Sentences sentences{"Dạo này nhà mình vẫn khỏe, vườn bưởi năm nay sai quả.",
                                      "Con mèo vàng lại đẻ thêm ba con, con nào cũng xinh.",
                                      "Mình vẫn nhớ những buổi chiều ngồi câu cá với bạn.",
                                      "Hôm qua mưa to quá nên nước ngập đến hiên nhà.",
                                      "Em út vừa thi xong, cả nhà ai cũng mừng.",
                                      "Tết này bạn có về thì ghé nhà mình chơi."};
        return "Bình An, ngày " + day() + "\n\nBạn thân mến,\n\n" + paragraphs(sentences, "") +
               "Thân ái,\nNguyễn Văn Sương\n";
    }

    std::string report() {
        constexpr Sentences sentences{
            "Trong tháng, thư viện đón 1.240 lượt bạn đọc, tăng 5% so với cùng kỳ.",
            "Số sách cho mượn là 860 cuốn, phần lớn là sách thiếu nhi.",
            "Phòng đọc mở cửa đủ các ngày trong tuần.",
            "Kinh phí đã chi là 12 triệu đồng.",
            "Có 14 cuốn bị rách, 3 cuốn bị mất.",
            "Bạn đọc hài lòng với giờ mở cửa mới."};
        return "THƯ VIỆN BÌNH AN\nSố: " + number(90) +
               "/BC-TV\n\nBÁO CÁO\nTình hình bạn đọc tháng " + number(12) + "\n\nI. KẾT QUẢ\n\n" +
               paragraphs(sentences, "- ") + "II. NHẬN XÉT\n\n" + paragraphs(sentences, "- ");
    }

    std::string invitation() {
        constexpr Sentences sentences{"Tiệc có trà, bánh và văn nghệ của các em thiếu nhi.",
                                      "Sự có mặt của quý vị là niềm vui của gia đình chúng tôi.",
                                      "Chỗ để xe ở sân sau, lối vào bên hông nhà.",
                                      "Hôm ấy có ban nhạc của xóm biểu diễn.",
                                      "Gia đình xin cảm ơn và hân hạnh đón tiếp.",
                                      "Bữa cơm thân mật bắt đầu sau lời chào."};
        return "GIẤY MỜI\n\nKính gửi: Ông Lê Văn Đồi\n\nTrân trọng kính mời ông đến dự tiệc mừng "
               "nhà mới.\n\nThời gian: " +
               number(12) + " giờ, ngày " + day() + "\nĐịa điểm: số nhà " + number(200) +
               ", đường Hoa Gạo\n\n" + paragraphs(sentences, "");
    }

    std::mt19937 random_;
};

/// A short plan of the same invented district with one task.
inline std::string working_document() {
    return "ỦY BAN NHÂN DÂN\nQUẬN BÌNH AN\n\nKẾ HOẠCH\nSửa đường Hoa Gạo\n\n"
           "Ủy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
           "II. NHIỆM VỤ VÀ GIẢI PHÁP\n\n"
           "- Phòng Quản lý đô thị sửa đường Hoa Gạo, hoàn thành trước ngày 15/5/2024.\n";
}

}  // namespace tiendo::test
