#include "reading.hpp"

namespace tiendo::test {

namespace {

/// "id level kind" of all nodes, one a line.
std::string outline(std::string_view source) {
    std::string text;
    for (const auto& node : reading_of(source).plan.nodes) {
        text += node.id.str() + " " + std::string(to_string(node.level)) + " " +
                std::string(to_string(node.kind)) + "\n";
    }
    return text;
}

}  // namespace

TEST(Outline, a_blank_line_inside_a_sentence_is_mended) {
    const auto reading = reading_of(plan_with("- Công khai tại trụ sở và\n\ntrang điện tử."));
    EXPECT_EQ(node_at(reading, "II-1")->text, "Công khai tại trụ sở và trang điện tử.");
    EXPECT_EQ(node_at(reading, "II-1")->split_gaps.size(), 1U);
}

TEST(Outline, a_paragraph_that_begins_with_a_capital_is_its_own) {
    EXPECT_EQ(outline(plan_with("- Công khai tại trụ sở\n\nTrang điện tử đăng lại.")),
              "P-1 paragraph preamble\nII part heading\nII-1 bullet task\nII-p1 paragraph task\n");
}

TEST(Outline, a_sentence_that_ends_in_a_comma_goes_on_even_with_a_name) {
    const auto reading =
        reading_of(plan_with("- Phối hợp với Phòng Nội vụ,\n\nPhòng Tư pháp mở lớp."));
    EXPECT_EQ(node_at(reading, "II-1")->text, "Phối hợp với Phòng Nội vụ, Phòng Tư pháp mở lớp.");
}

TEST(Outline, a_hard_wrapped_bullet_is_one_node_without_a_split) {
    const auto reading =
        reading_of(plan_with("- Niêm yết công khai\n  mức phí tại quầy.\n- Mở sổ góp ý."));
    EXPECT_EQ(node_at(reading, "II-1")->text, "Niêm yết công khai mức phí tại quầy.");
    EXPECT_TRUE(node_at(reading, "II-1")->split_gaps.empty());
    EXPECT_EQ(node_at(reading, "II-2")->text, "Mở sổ góp ý.");
}

TEST(Outline, a_mark_alone_on_its_line_belongs_to_the_text_below) {
    const auto reading = reading_of(plan_with("-\nMở sổ góp ý."));
    EXPECT_EQ(node_at(reading, "II-1")->text, "Mở sổ góp ý.");
}

TEST(Outline, bold_marks_stay_in_the_span_and_leave_the_text) {
    const std::string source = plan_with("**1. Cải cách hành chính**\n\n- **Mở sổ** góp ý.");
    const auto reading = reading_of(source);
    EXPECT_EQ(node_at(reading, "II.1")->text, "1. Cải cách hành chính");
    EXPECT_EQ(node_at(reading, "II.1-1")->text, "Mở sổ góp ý.");
    const auto span = node_at(reading, "II.1-1")->span;
    EXPECT_EQ(source.substr(span.begin, span.size()), "**Mở sổ** góp ý.");
}

TEST(Outline, one_ordinal_given_twice_makes_two_ids) {
    EXPECT_EQ(outline(plan_with("1. Tuyên truyền\n\n- Phát thanh.\n\n1. Kiểm tra\n\n- Đi cơ sở.")),
              "P-1 paragraph preamble\nII part heading\nII.1 block heading\nII.1-1 bullet task\n"
              "II.1~2 block heading\nII.1~2-1 bullet task\n");
}

TEST(Outline, numbered_sentences_are_tasks_and_numbered_titles_headings) {
    EXPECT_EQ(outline(plan_with("1. Mở sổ góp ý tại quầy.\n\n2. Đào tạo\n\n- Mở hai lớp.")),
              "P-1 paragraph preamble\nII part heading\nII.1 bullet task\nII.2 block heading\n"
              "II.2-1 bullet task\n");
}

TEST(Outline, letters_open_tasks_of_their_own) {
    EXPECT_EQ(
        outline(plan_with("1. Đào tạo\n\na) Mở hai lớp;\n\nb) Cấp chứng chỉ;\n\nđ) Thi lại.")),
        "P-1 paragraph preamble\nII part heading\nII.1 block heading\n"
        "II.1.a bullet task\nII.1.b bullet task\nII.1.đ bullet task\n");
}

TEST(Outline, a_bullet_that_only_names_bodies_is_the_heading_of_its_sub_bullets) {
    EXPECT_EQ(outline(plan_with("- Phòng Nội vụ, Phòng Tư pháp:\n\n+ Mở lớp;\n\n+ Báo cáo.")),
              "P-1 paragraph preamble\nII part heading\nII-1 bullet heading\n"
              "II-1+1 sub_bullet task\nII-1+2 sub_bullet task\n");
}

TEST(Outline, an_item_that_only_names_a_body_is_the_heading_of_its_bullets) {
    const auto reading =
        reading_of(plan_with("- Làm.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Nội vụ\n\n"
                             "- Tổng hợp kết quả.\n\n2. Phòng Tư pháp phổ biến pháp luật."));
    EXPECT_EQ(node_at(reading, "III.1")->kind, NodeKind::heading);
    EXPECT_EQ(roles_of(*node_at(reading, "III.1-1")), "lead phong-noi-vu (inherited)");
    EXPECT_EQ(node_at(reading, "III.2")->kind, NodeKind::task);
}

TEST(Outline, a_part_that_goes_from_body_to_body_assigns_work_whatever_its_title) {
    const auto levels_of = [](std::string_view items) {
        std::string levels;
        const auto reading = reading_of(plan_with(items));
        for (const auto* id : {"II.1", "II.2", "II.3"}) {
            levels += std::string(to_string(node_at(reading, id)->level)) + " ";
        }
        return levels;
    };
    EXPECT_EQ(levels_of("1. Phòng Nội vụ chấm công.\n\n2. Phòng Tư pháp\n\n- Soạn đề thi.\n\n"
                        "3. Công an quận trực cổng."),
              "organisation_item organisation_item organisation_item ");
    EXPECT_EQ(levels_of("1. Phòng Nội vụ chấm công.\n\n2. Sơn lại cổng.\n\n3. Trồng thêm cây."),
              "bullet bullet bullet ");
    // Groups of bodies divide duties, they are no list of who does what.
    EXPECT_EQ(levels_of("1. Đối với các phòng ban\n\n- Chấm công.\n\n2. Đối với 15 phường\n\n"
                        "- Trực cổng.\n\n3. Đối với các tổ dân phố\n\n- Quét lá."),
              "block block block ");
}

TEST(Outline, a_part_about_money_may_order_somebody_all_the_same) {
    struct Case {
        std::string_view paragraph;
        NodeKind kind;
    };
    for (const auto& [paragraph, kind] :
         std::vector<Case>{{"Phòng Tài chính cân đối nguồn chi.", NodeKind::task},
                           {"Lấy từ quỹ khuyến học; Phòng Tài chính lập dự toán.", NodeKind::task},
                           {"Phòng Tài chính đã bố trí đủ.", NodeKind::remainder},
                           {"Khoảng 20 triệu đồng từ quỹ khuyến học.", NodeKind::remainder}}) {
        const auto reading =
            reading_of(plan_with("- Làm.\n\nIII. KINH PHÍ\n\n" + std::string(paragraph)));
        EXPECT_EQ(node_at(reading, "III-p1")->kind, kind) << paragraph;
    }
}

TEST(Outline, a_plus_directly_below_an_item_is_a_sub_bullet) {
    const auto reading = reading_of(
        plan_with("- Làm.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Nội vụ:\n\n+ Chấm công."));
    EXPECT_EQ(node_at(reading, "III.1+1")->level, NodeLevel::sub_bullet);
}

TEST(Outline, what_an_office_tells_by_order_of_the_chairman_is_the_closing) {
    const auto reading = reading_of(
        plan_with("- Làm.\n\nThừa lệnh Chủ tịch, Văn phòng thông báo để các phòng biết./."));
    ASSERT_NE(node_at(reading, "C-1"), nullptr);
    EXPECT_EQ(node_at(reading, "C-1")->kind, NodeKind::closing);
}

TEST(Outline, a_plan_without_parts_is_read_all_the_same) {
    EXPECT_EQ(
        outline("KẾ HOẠCH\n\nDọn vệ sinh\n\n- Phòng Nội vụ dọn sân.\n\n- Phòng Tư pháp quét lá.\n"),
        "0-1 bullet task\n0-2 bullet task\n");
}

TEST(Outline, a_letterhead_in_two_columns_tells_number_day_and_authority) {
    const auto reading = reading_of(
        "ỦY BAN NHÂN DÂN       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "QUẬN BÌNH AN          Độc lập - Tự do - Hạnh phúc\n"
        "Số: 7/KH-UBND         Bình An, ngày 03 tháng 02 năm 2021\n\n" +
        plan_with("- Làm việc này."));
    EXPECT_EQ(reading.plan.authority, "Ủy ban nhân dân Quận Bình An");
    EXPECT_EQ(reading.plan.number, std::optional<std::string>("7/KH-UBND"));
    EXPECT_EQ(reading.plan.date, Date::of(2021, 2, 3));
}

TEST(Outline, a_letterhead_in_small_letters_tells_the_authority_as_well) {
    struct Case {
        std::string_view head;
        std::string_view authority;
    };
    for (const auto& [head, authority] :
         std::vector<Case>{{"Ủy ban nhân dân\nTỉnh Bình Lâm", "Ủy ban nhân dân Tỉnh Bình Lâm"},
                           {"Ủy ban nhân dân\nxã Hòa Lợi", "Ủy ban nhân dân xã Hòa Lợi"},
                           {"Ủy ban nhân dân Tỉnh Bình Lâm\nSở Nội vụ", "Sở Nội vụ"},
                           {"Ban Quản lý dự án\nđầu tư xây dựng tỉnh",
                            "Ban Quản lý dự án đầu tư xây dựng tỉnh"}}) {
        const auto reading = reading_of(std::string(head) +
                                        "\nSố: 5/KH-BL\n\nKẾ HOẠCH\nDọn kho\n\n"
                                        "I. NHIỆM VỤ\n- Sở Y tế dọn kho thuốc.\n");
        EXPECT_EQ(reading.plan.authority, authority) << head;
    }
}

TEST(Outline, a_blank_left_for_number_and_day_is_a_doubt_not_a_number) {
    const auto reading = reading_of(
        "ỦY BAN NHÂN DÂN QUẬN BÌNH AN\nSố:      /KH-UBND\n"
        "Bình An, ngày   tháng   năm 2021\n\n" +
        plan_with("- Làm việc này."));
    EXPECT_EQ(reading.plan.number, std::nullopt);
    EXPECT_EQ(reading.plan.date, std::nullopt);
    EXPECT_TRUE(has_doubt(reading, "no-number-or-date", ""));
}

TEST(Outline, eight_are_announced_and_one_is_there) {
    const auto reading =
        reading_of(plan_with("1. Đối với nội dung “Quản trị điện tử”\n\n"
                             "- Theo dõi 08 nhiệm vụ của Kế hoạch."));
    EXPECT_TRUE(has_doubt(reading, "count-differs", "II.1-1"));
}

TEST(Outline, a_table_and_a_page_number_among_the_recipients_lose_nothing) {
    const auto reading = reading_of(plan_with("- Làm việc này.") +
                                    "\n| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n\n"
                                    "- Phòng Nội vụ và\n\n2\n\n\fcác phường;\n");
    EXPECT_EQ(reading.plan.nodes.back().id, NodeId::of("II-1"));
}

TEST(Outline, a_list_below_a_heading_that_ends_in_a_word_of_reference_is_no_reference) {
    const auto reading = reading_of(plan_with("1. Ủy ban nhân dân phường\n"
                                              "a) Niêm yết danh sách tại trụ sở.\n"
                                              "b) Tiếp công dân hằng tuần."));
    ASSERT_NE(node_at(reading, "II.1"), nullptr);
    EXPECT_EQ(node_at(reading, "II.1")->text, "1. Ủy ban nhân dân phường");
}

TEST(Outline, coverage_names_the_first_byte_that_was_lost) {
    const std::string source = plan_with("- Làm việc này.");
    auto plan = reading_of(source).plan;
    plan.nodes.pop_back();
    const auto covered = reader::prove_coverage(plan, source);
    ASSERT_FALSE(covered);
    const auto lost = source.find("- Làm");
    EXPECT_NE(covered.error().message().find("byte " + std::to_string(lost)), std::string::npos)
        << covered.error();
}

TEST(Outline, coverage_names_the_first_byte_that_lies_in_two_places) {
    const std::string source = plan_with("- Làm việc này.");
    auto plan = reading_of(source).plan;
    plan.uncovered.push_back({plan.nodes.back().span, "twice", ""});
    EXPECT_FALSE(reader::prove_coverage(plan, source));
}

}  // namespace tiendo::test
