#include "reading.hpp"

namespace tiendo::test {

namespace {

/// A signed plan with one task and an appendix with one row, both of the park office.
std::string plan_with_appendix(std::string_view task, std::string_view row) {
    return plan_with("- " + std::string(task)) +
           "\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Thu Ba\n\n"
           "PHỤ LỤC\nDanh mục công việc\n\n"
           "| STT | Công việc | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | " +
           std::string(row) + " | Phòng Kinh tế | Tháng 9/2026 |\n";
}

std::string repeated_in(std::string_view task, std::string_view row) {
    for (const auto& doubt : reading_of(plan_with_appendix(task, row)).doubts) {
        if (doubt.code == "duty-repeated") {
            return doubt.where + ": " + doubt.text;
        }
    }
    return "";
}

}  // namespace

TEST(RepeatedDuties, are_linked_though_their_words_differ) {
    EXPECT_EQ(repeated_in("Phòng Kinh tế trồng 300 cây sấu dọc bờ kênh Cầu Mây.",
                          "Trồng cây sấu ở bờ kênh Cầu Mây"),
              "PL1.T1-1: Có thể là nhiệm vụ II-1 của phần chính, được nêu lại trong phụ lục.");
}

TEST(RepeatedDuties, of_another_lead_must_be_much_alike) {
    EXPECT_EQ(repeated_in("Phòng Tư pháp rà soát các hẻm chưa có tên ở khu phố 7.",
                          "Rà soát nắp cống ở các hẻm của khu phố 7"),
              "");
    EXPECT_NE(repeated_in("Phòng Tư pháp rà soát các hẻm chưa có tên ở khu phố 7.",
                          "Rà soát các hẻm chưa có tên ở khu phố 7"),
              "");
}

TEST(RepeatedDuties, are_not_what_only_one_body_does) {
    EXPECT_EQ(repeated_in("Phòng Kinh tế trồng 300 cây sấu dọc bờ kênh Cầu Mây.",
                          "Dạy nghề sửa xe đạp điện cho thanh niên"),
              "");
}

}  // namespace tiendo::test
