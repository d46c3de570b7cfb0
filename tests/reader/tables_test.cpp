#include "table_builder.hpp"

namespace tiendo::test {

namespace {

/// "id level kind: text" of all nodes below the part, one a line.
std::string rows_of(const reader::Reading& reading) {
    std::string text;
    for (const auto& node : reading.plan.nodes) {
        if (node.parent) {
            text += node.id.str() + " " + std::string(to_string(node.level)) + " " +
                    std::string(to_string(node.kind)) + ": " + node.text + "\n";
        }
    }
    return text;
}

/// An invented plan whose tasks stand in a table.
DocumentBuilderForTest a_plan() {
    DocumentBuilderForTest builder;
    builder.paragraph("KẾ HOẠCH")
        .paragraph("Chuyển đổi số năm 2025")
        .paragraph("Ủy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:")
        .paragraph("II. NHIỆM VỤ");
    return builder;
}

std::vector<std::string> reasons_of(const reader::Reading& reading, std::string_view reason) {
    std::vector<std::string> found;
    for (const auto& left : reading.plan.uncovered) {
        if (left.reason == reason) {
            found.push_back(left.reason);
        }
    }
    return found;
}

}  // namespace

TEST(Tables, give_a_task_for_each_row_below_the_heading_before_them) {
    auto builder = a_plan();
    builder.table({{"TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành"},
                   {"1", "Rà soát thủ tục.", "Phòng Nội vụ", "Tháng 6/2025"},
                   {"2", "Mở lớp tập huấn.", "Phòng Tư pháp", "Quý IV/2025"}});
    const auto reading = builder.reading();
    EXPECT_EQ(rows_of(reading),
              "II.T1-1 bullet task: Rà soát thủ tục.\nII.T1-2 bullet task: Mở lớp tập huấn.\n");
    EXPECT_EQ(node_at(reading, "II.T1-2")->ordinal, std::optional<std::string>("2"));
    EXPECT_EQ(reasons_of(reading, "header of a table").size(), 1U);
}

TEST(Tables, may_have_their_columns_in_any_order) {
    auto builder = a_plan();
    builder.table({{"Thời hạn", "Cơ quan thực hiện", "STT", "Nhiệm vụ", "Ghi chú"},
                   {"30/6/2025", "Phòng Nội vụ", "1", "Rà soát thủ tục", ""}});
    EXPECT_EQ(rows_of(builder.reading()), "II.T1-1 bullet task: Rà soát thủ tục\n");
}

TEST(Tables, have_heads_over_two_rows_and_numbers_of_columns) {
    auto builder = a_plan();
    builder.table({{CellText("STT", 1, 2),
                    CellText("Nhiệm vụ", 1, 2),
                    CellText("Cơ quan thực hiện", 2, 1),
                    CellText("Thời gian", 1, 2)},
                   {covered(), covered(), "Chủ trì", "Phối hợp", covered()},
                   {"(1)", "(2)", "(3)", "(4)", "(5)"},
                   {"1", "Số hóa hồ sơ", "Phòng Nội vụ", "Phòng Tư pháp", "2025"}});
    const auto reading = builder.reading();
    EXPECT_EQ(rows_of(reading), "II.T1-1 bullet task: Số hóa hồ sơ\n");
    EXPECT_EQ(reasons_of(reading, "header of a table").size(), 3U);
}

TEST(Tables, have_group_rows_that_are_headings_of_the_rows_below_them) {
    auto builder = a_plan();
    builder.table({{"TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"},
                   {"I", "Nhóm nhiệm vụ thể chế", "", ""},
                   {"1", "Rà soát văn bản", "Phòng Tư pháp", "2025"},
                   {CellText("II. Hạ tầng số", 4, 1)},
                   {"1", "Mua máy tính", "Văn phòng", "2025"}});
    const auto reading = builder.reading();
    EXPECT_EQ(rows_of(reading),
              "II.T1-g1 block heading: Nhóm nhiệm vụ thể chế\n"
              "II.T1-1 bullet task: Rà soát văn bản\n"
              "II.T1-g2 block heading: II. Hạ tầng số\n"
              "II.T1-2 bullet task: Mua máy tính\n");
    EXPECT_EQ(node_at(reading, "II.T1-2")->parent, NodeId::of("II.T1-g2"));
}

TEST(Tables, with_a_row_cut_by_a_page_are_mended_over_the_repeated_head) {
    auto builder = a_plan();
    builder.table({{"TT", "Nhiệm vụ", "Đơn vị chủ trì"},
                   {"1", "Rà soát, đơn giản hóa", "Phòng Nội vụ"},
                   {"TT", "Nhiệm vụ", "Đơn vị chủ trì"},
                   {"", "thủ tục hành chính.", ""},
                   {"2", "Mở lớp.", "Phòng Tư pháp"}});
    EXPECT_EQ(rows_of(builder.reading()),
              "II.T1-1 bullet task: Rà soát, đơn giản hóa thủ tục hành chính.\n"
              "II.T1-2 bullet task: Mở lớp.\n");
}

TEST(Tables, that_go_on_without_a_head_behind_a_page_are_one) {
    auto builder = a_plan();
    builder.table({{"TT", "Nhiệm vụ", "Đơn vị chủ trì"}, {"1", "Rà soát thủ tục.", "Phòng Nội vụ"}})
        .table({{"2", "Mở lớp.", "Phòng Tư pháp"}});
    EXPECT_EQ(rows_of(builder.reading()),
              "II.T1-1 bullet task: Rà soát thủ tục.\nII.T2-1 bullet task: Mở lớp.\n");
}

TEST(Tables, of_figures_are_kept_as_rows_that_order_nothing) {
    auto builder = a_plan();
    builder.paragraph("- Làm việc này.")
        .table(
            {{"TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025"}, {"1", "Hồ sơ trực tuyến", "%", "80"}});
    const auto reading = builder.reading();
    EXPECT_EQ(node_at(reading, "II.T1-2")->kind, NodeKind::remainder);
    EXPECT_EQ(node_at(reading, "II.T1-2")->text, "1 Hồ sơ trực tuyến % 80");
}

TEST(Tables, in_an_appendix_behind_the_signature_give_tasks_below_its_title) {
    auto builder = a_plan();
    builder.paragraph("- Làm việc này.")
        .table({{"Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"}, {"- Như trên;", "CHỦ TỊCH"}})
        .paragraph("PHỤ LỤC I")
        .paragraph("DANH MỤC NHIỆM VỤ")
        .table({{"STT", "Nhiệm vụ", "Cơ quan chủ trì"}, {"1", "Số hóa hồ sơ", "Phòng Nội vụ"}});
    const auto reading = builder.reading();
    EXPECT_EQ(node_at(reading, "PLI")->text, "PHỤ LỤC I DANH MỤC NHIỆM VỤ");
    EXPECT_EQ(node_at(reading, "PLI.T1-1")->kind, NodeKind::task);
    EXPECT_EQ(reading.plan.recipients, std::vector<std::string>{"- Như trên;"});
    EXPECT_EQ(reading.plan.signer_titles,
              (std::vector<std::string>{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}));
}

TEST(Tables, of_a_letterhead_are_read_as_its_lines) {
    DocumentBuilderForTest builder;
    builder
        .table({{"ỦY BAN NHÂN DÂN\nQUẬN BÌNH AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                {"Số: 7/KH-UBND", "Bình An, ngày 03 tháng 02 năm 2021"}})
        .paragraph("KẾ HOẠCH")
        .paragraph("Dọn vệ sinh")
        .paragraph("I. NHIỆM VỤ")
        .paragraph("- Phòng Nội vụ dọn sân.");
    const auto reading = builder.reading();
    EXPECT_EQ(reading.plan.number, std::optional<std::string>("7/KH-UBND"));
    EXPECT_EQ(reading.plan.authority, "Ủy ban nhân dân Quận Bình An");
    EXPECT_EQ(reading.plan.date, Date::of(2021, 2, 3));
}

TEST(Asides, never_break_a_sentence_and_say_why_they_are_left_out) {
    auto builder = a_plan();
    builder.paragraph("- Công khai thủ tục tại trụ sở và")
        .aside("1 Theo Nghị định về kiểm soát thủ tục.", "footnote")
        .paragraph("trang thông tin của quận.")
        .aside("Trang 3", "running head");
    const auto reading = builder.reading();
    EXPECT_EQ(node_at(reading, "II-1")->text,
              "Công khai thủ tục tại trụ sở và trang thông tin của quận.");
    EXPECT_EQ(reasons_of(reading, "footnote").size(), 1U);
    EXPECT_EQ(reasons_of(reading, "running head").size(), 1U);
}

}  // namespace tiendo::test
