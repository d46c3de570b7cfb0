#include "tiendo/report/board.hpp"

#include "tiendo/base/text.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace tiendo::report {
namespace {

BoardTable a_board() {
    BoardRow first;
    first.unit_name = "UBND Phường 7";
    first.cycle_name = "Báo cáo 06 tháng năm 2021";
    first.due_name = "trước ngày 15/5/2021";
    first.sent_name = "18/5/2021 08:00";
    first.standing_name = "trễ hạn";
    first.days_late = 4;
    BoardRow second;
    second.unit_name = "Phòng Nội vụ";
    second.cycle_name = "Thông báo công khai quý II năm 2021";
    second.due_name = "không ghi ngày";
    second.standing_name = "đang mở";
    return {"Bảng theo dõi lúc 9 giờ 00 phút ngày 20/5/2021", {first, second}, "Tổng cộng: 2"};
}

TEST(ReportBoard, columns_are_aligned_by_what_the_eye_sees) {
    std::istringstream text(render_board(a_board()));
    std::vector<std::size_t> starts;
    for (std::string line; std::getline(text, line);) {
        for (const char* word : {"Tình trạng", "trễ hạn", "đang mở"}) {
            if (const auto found = line.find(word); found != std::string::npos) {
                starts.push_back(display_width(line.substr(0, found)));
            }
        }
    }
    ASSERT_EQ(starts.size(), 3U);
    EXPECT_EQ(starts[1], starts[0]);
    EXPECT_EQ(starts[2], starts[0]);
}

TEST(ReportBoard, no_line_ends_in_a_blank) {
    std::istringstream text(render_board(a_board()));
    for (std::string line; std::getline(text, line);) {
        EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
    }
}

TEST(ReportBoard, days_late_are_printed_for_the_late_only) {
    const auto text = render_board(a_board());
    EXPECT_NE(text.find(" 4\n"), std::string::npos);
    EXPECT_NE(text.find("đang mở\n"), std::string::npos);
}

}  // namespace
}  // namespace tiendo::report
