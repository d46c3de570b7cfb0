#include "reading.hpp"

#include "tiendo/base/text.hpp"

#include <random>

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

struct ShapeCase {
    std::string_view name;
    std::string_view body;  ///< below the title of a plan
    std::string_view outline;
};
void PrintTo(const ShapeCase& each, std::ostream* out) {
    *out << each.name;
}

class Shape : public testing::TestWithParam<ShapeCase> {};

std::string an_invented_plan(std::string_view body) {
    return "KẾ HOẠCH\nDọn vệ sinh quận Bình An\n\n" + std::string(body) + "\n";
}

}  // namespace

TEST_P(Shape, is_what_a_careful_reader_sees) {
    EXPECT_EQ(outline(an_invented_plan(GetParam().body)), GetParam().outline);
}

constexpr ShapeCase shape_cases[] = {
    {"parts in words, chapters and articles",
     "PHẦN THỨ NHẤT\nMỤC TIÊU\n\nTốt hơn.\n\nPHẦN THỨ HAI\nNHIỆM VỤ\n\n"
     "Chương I\nTHỂ CHẾ\n\nĐiều 1. Rà soát văn bản.\n\nĐiều 2. Kiểm tra văn bản.",
     "1 part heading\n1-p1 paragraph objective\n2 part heading\n2.I block heading\n"
     "2.I.Đ1 bullet task\n2.I.Đ2 bullet task\n"},
    {"letters above roman numbers above decimals",
     "A. NHIỆM VỤ\nI. Thể chế\n1. Rà soát văn bản.\n2. Kiểm tra văn bản.\nII. Hạ tầng\n"
     "1. Mua máy.\nB. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế mở lớp.",
     "A part heading\nA.I block heading\nA.I.1 bullet task\nA.I.2 bullet task\n"
     "A.II block heading\nA.II.1 bullet task\nB part heading\nB.1 organisation_item task\n"},
    {"letters below roman numbers",
     "I. NHIỆM VỤ\nA. Thể chế\n1. Rà soát văn bản.\nB. Hạ tầng\n1. Mua máy.\nII. TỔ CHỨC THỰC HIỆN\n"
     "1. Sở Y tế mở lớp.",
     "I part heading\nI.A block heading\nI.A.1 bullet task\nI.B block heading\nI.B.1 bullet task\n"
     "II part heading\nII.1 organisation_item task\n"},
    {"roman numbers below decimals",
     "1. NHIỆM VỤ\nI. Thể chế\n- Rà soát văn bản.\nII. Hạ tầng\n- Mua máy.\n"
     "2. TỔ CHỨC THỰC HIỆN\nI. Sở Y tế\n- Mở lớp.\nII. Sở Tài chính\n- Lập dự toán.",
     "1 part heading\n1.I block heading\n1.I-1 bullet task\n1.II block heading\n1.II-1 bullet task\n"
     "2 part heading\n2.I organisation_item heading\n2.I-1 bullet task\n"
     "2.II organisation_item heading\n2.II-1 bullet task\n"},
    {"marks of many kinds",
     "I/ NHIỆM VỤ\n1/ Đào tạo\na. Mở lớp:\n* Lập danh sách;\n* Mời giảng viên.\nb. Thi.\n"
     "2/ Sửa chữa\n1) Sơn cửa;\n2) Sửa mái.",
     "I part heading\nI.1 block heading\nI.1.a block heading\nI.1.a-1 bullet task\n"
     "I.1.a-2 bullet task\nI.1.b bullet task\nI.2 block heading\nI.2.1 bullet task\n"
     "I.2.2 bullet task\n"},
    {"no blank behind the marks",
     "I.NHIỆM VỤ\n1.Tuyên truyền\n-Mở lớp.\n-Treo băng rôn.\n2.Kiểm tra\na)Đi cơ sở;\nb)Báo cáo.",
     "I part heading\nI.1 block heading\nI.1-1 bullet task\nI.1-2 bullet task\nI.2 block heading\n"
     "I.2.a bullet task\nI.2.b bullet task\n"},
    {"a list that runs on in one paragraph",
     "I. NHIỆM VỤ\n1. Sở Y tế thực hiện các nhiệm vụ sau: a) Rà soát hồ sơ; b) Mở lớp; c) Báo cáo.\n"
     "2. Thành phần gồm: (1) đơn; (2) bản sao.",
     "I part heading\nI.1 block heading\nI.1.a bullet task\nI.1.b bullet task\nI.1.c bullet task\n"
     "I.2 block heading\nI.2.1 bullet remainder\nI.2.2 bullet remainder\n"},
    {"a list in small Roman numbers that runs on",
     "I. NHIỆM VỤ\n1. Sở Y tế thực hiện: (i) quét trạm y tế; (ii) sơn cổng; (iii) báo cáo.\n"
     "2. Sửa mái (i-ốt không dùng).",
     "I part heading\nI.1 block heading\nI.1.i bullet task\nI.1.ii bullet task\n"
     "I.1.iii bullet task\nI.2 bullet task\n"},
    {"examples are no tasks",
     "I. NHIỆM VỤ\n- Tuyên truyền các lĩnh vực như:\n+ An toàn giao thông;\n+ Bảo hiểm y tế.\n"
     "- Mở lớp.",
     "I part heading\nI-1 bullet task\nI-1+1 sub_bullet remainder\nI-1+2 sub_bullet remainder\n"
     "I-2 bullet task\n"},
    {"aims that read like duties are aims",
     "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Hoàn thành 100% nhiệm vụ.\n2. Yêu cầu\n- Bám sát kế hoạch.\n"
     "II. NHIỆM VỤ\n- Phấn đấu 95% hồ sơ đúng hạn.\n- 100% phường có tổ công nghệ.\n- Mở lớp.",
     "I part heading\nI.1 block heading\nI.1-1 bullet objective\nI.2 block heading\n"
     "I.2-1 bullet requirement\nII part heading\nII-1 bullet remainder\nII-2 bullet remainder\n"
     "II-3 bullet task\n"},
    {"what was done and what it costs orders nothing",
     "I. ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN NHIỆM VỤ\n- Đã mở lớp.\nII. NHIỆM VỤ\n- Mở lớp.\n"
     "III. KINH PHÍ\n- Từ ngân sách.\n- Giao Phòng Tài chính bố trí.",
     "I part heading\nI-1 bullet remainder\nII part heading\nII-1 bullet task\nIII part heading\n"
     "III-1 bullet remainder\nIII-2 bullet task\n"},
    {"a body as heading without a mark",
     "I. NHIỆM VỤ\nGiao Sở Y tế:\n- Mở lớp.\n- Thi.\nGiao Sở Tài chính:\n- Lập dự toán.\n"
     "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi.",
     "I part heading\nI-h1 block heading\nI-h1-1 bullet task\nI-h1-2 bullet task\n"
     "I-h2 block heading\nI-h2-1 bullet task\nII part heading\nII.1 organisation_item task\n"},
    {"heading and duty in one paragraph",
     "I. TỔ CHỨC THỰC HIỆN\n**1.** **Đề nghị Công ty Điện lực Bình An:** Khẩn trương sửa lưới điện.\n"
     "**2.** **Phòng Y tế:** Mở lớp.",
     "I part heading\nI.1 organisation_item task\nI.2 organisation_item task\n"},
    {"labels below the duty in the number",
     "I. NHIỆM VỤ\n1. Xây dựng đề án\n- Nội dung: khảo sát hiện trạng.\n- Cơ quan chủ trì: Sở Y tế.\n"
     "- Thời gian: Quý I/2026.\n2. Mở lớp\nĐơn vị chủ trì: Sở Nội vụ.",
     "I part heading\nI.1 bullet task\nI.1+1 sub_bullet remainder\nI.1+2 sub_bullet remainder\n"
     "I.1+3 sub_bullet remainder\nI.2 bullet task\nI.2-p1 paragraph remainder\n"},
    {"a record in letters",
     "I. NHIỆM VỤ\n1. Tuyên truyền\na) Nhiệm vụ: Mở chuyên mục.\nb) Cơ quan thực hiện: Đài.\n"
     "c) Thời gian: Quý I/2026.",
     "I part heading\nI.1 block heading\nI.1.a bullet task\nI.1.b bullet remainder\n"
     "I.1.c bullet remainder\n"},
    {"labels as sub-bullets, and a block for two duties",
     "I. NHIỆM VỤ\n- Mở lớp.\n+ Đơn vị chủ trì: Sở Y tế.\n- Thi.\n- Cấp chứng chỉ.\n"
     "Đơn vị chủ trì: Sở Nội vụ.",
     "I part heading\nI-1 bullet task\nI-1+1 sub_bullet remainder\nI-2 bullet task\n"
     "I-3 bullet task\nI-p1 paragraph remainder\n"},
    {"headings in capitals without numbers",
     "MỤC TIÊU, YÊU CẦU\n- Tốt hơn.\nNHIỆM VỤ TRỌNG TÂM\n- Mở lớp.\nTỔ CHỨC THỰC HIỆN\n"
     "1. Sở Y tế theo dõi.",
     "0-h1 part heading\n0-h1-1 bullet objective\n0-h2 part heading\n0-h2-1 bullet task\n"
     "0-h3 part heading\n0-h3.1 organisation_item task\n"},
};
INSTANTIATE_TEST_SUITE_P(Bodies, Shape, testing::ValuesIn(shape_cases));

TEST(Numbers, that_are_repeated_or_skipped_are_kept_and_doubted) {
    const auto reading = reading_of(
        plan_with("1. Mở lớp.\n\n1. Thi.\n\n4. Cấp chứng chỉ.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
                  "1. Phòng Nội vụ theo dõi.\n\nIII. KINH PHÍ\n\nTừ ngân sách."));
    EXPECT_TRUE(has_doubt(reading, "number-repeated", "II.1~2"));
    EXPECT_TRUE(has_doubt(reading, "number-skipped", "II.4"));
    EXPECT_TRUE(has_doubt(reading, "number-repeated", "III~2"));
    EXPECT_FALSE(has_doubt(reading, "number-repeated", "III.1")) << "a new heading counts anew";
}

TEST(Lines, wrapped_hard_are_put_together_whatever_they_begin_with) {
    const auto reading = reading_of(an_invented_plan(
        "I. NHIỆM VỤ\n"
        "1. Phòng Văn hóa phối hợp Báo và Phát thanh\n- truyền hình thành phố mở chuyên mục theo khoản\n"
        "2. Điều 5 của Quy chế.\n"
        "-\nNiêm yết mức phí tại quầy.\n"
        "**2.\nSửa chữa** trụ sở."));
    EXPECT_EQ(node_at(reading, "I.1")->text,
              "1. Phòng Văn hóa phối hợp Báo và Phát thanh - truyền hình thành phố mở chuyên mục "
              "theo khoản 2. Điều 5 của Quy chế.");
    EXPECT_EQ(node_at(reading, "I.1+1")->text, "Niêm yết mức phí tại quầy.");
    EXPECT_EQ(node_at(reading, "I.2")->text, "2. Sửa chữa trụ sở.");
}

namespace {

/// The text with lines of at most `width` signs, cut at blanks.
std::string wrapped(const std::string& source, std::size_t width, std::string_view between) {
    std::string out;
    std::size_t line = 0;
    for (std::size_t at = 0; at < source.size();) {
        if (source[at] == '\n') {
            const auto end = source.find_first_not_of('\n', at);
            const auto stop = std::min(end, source.size());
            out += stop - at > 1 ? std::string(between) : "\n";
            at = stop;
            line = 0;
            continue;
        }
        const auto end = std::min(source.find_first_of(" \n", at), source.size());
        const auto word = source.substr(at, end - at);
        const auto size = display_width(word);
        if (line > 0 && line + 1 + size > width) {
            out += '\n';
            line = 0;
        }
        out += (line > 0 ? " " : "") + word;
        line += size + (line > 0 ? 1 : 0);
        at = end < source.size() && source[end] == ' ' ? end + 1 : end;
    }
    return out;
}

}  // namespace

TEST(Lines, wrapped_at_any_width_give_the_same_tree) {
    const auto source = content_of(sample_plan());
    const auto wanted = outline(source);
    for (const std::size_t width : {50U, 60U, 72U, 90U}) {
        EXPECT_EQ(outline(wrapped(source, width, "\n\n")), wanted) << width;
    }
    for (const std::size_t width : {60U, 72U}) {
        EXPECT_EQ(outline(wrapped(source, width, "\n")), wanted) << width << ", no empty line";
    }
}

TEST(Instruments, decision_and_plan_are_one_tree_and_the_plan_wins) {
    const auto reading = reading_of(
        "ỦY BAN NHÂN DÂN\nQUẬN BÌNH AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Số: 15/QĐ-UBND\n\nBình An, ngày 25 tháng 4 năm 2025\n\nQUYẾT ĐỊNH\n\n"
        "Về việc ban hành Kế hoạch dọn vệ sinh\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN BÌNH AN\n\n"
        "Theo đề nghị của Trưởng phòng Nội vụ,\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch dọn vệ sinh.\n\n"
        "Điều 2. Trưởng phòng Nội vụ chịu trách nhiệm thi hành Quyết định này./.\n\n"
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Bịa\n\n"
        "KẾ HOẠCH\n\nDọn vệ sinh năm 2025\n\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND)\n\n"
        "I. NHIỆM VỤ\n\n1. Phòng Nội vụ quét sân.\n");
    EXPECT_EQ(reading.plan.kind, "kế hoạch");
    EXPECT_EQ(reading.plan.title, "Dọn vệ sinh năm 2025");
    EXPECT_EQ(reading.plan.number, std::optional<std::string>("15/QĐ-UBND"));
    EXPECT_EQ(reading.plan.signer, std::optional<std::string>("Trần Văn Bịa"));
    EXPECT_EQ(node_at(reading, "Đ1")->kind, NodeKind::remainder);
    EXPECT_EQ(node_at(reading, "Đ2")->kind, NodeKind::task);
    EXPECT_EQ(node_at(reading, "I.1")->kind, NodeKind::task);
}

TEST(Instruments, a_letter_has_addressees_a_subject_and_orders) {
    const auto reading = reading_of(
        "ỦY BAN NHÂN DÂN QUẬN BÌNH AN\nSố: 9/UBND-VP\nV/v phòng, chống\nsốt xuất huyết\n"
        "Bình An, ngày 03 tháng 3 năm 2025\nKính gửi:\n- Các phòng, ban;\n- Ủy ban nhân dân 12 phường.\n"
        "Ủy ban nhân dân quận yêu cầu thực hiện các nội dung sau:\n"
        "1. Phòng Y tế:\n- Kiểm tra các điểm nguy cơ.\n2. Các phường tổ chức diệt lăng quăng.\n"
        "Nhận được văn bản này, yêu cầu các đơn vị thực hiện./.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Giả\nNơi nhận:\n- Như trên.\n");
    EXPECT_EQ(reading.plan.kind, "công văn");
    EXPECT_EQ(reading.plan.title, "phòng, chống sốt xuất huyết");
    EXPECT_EQ(
        reading.plan.recipients,
        (std::vector<std::string>{"Các phòng, ban;", "Ủy ban nhân dân 12 phường.", "- Như trên."}));
    EXPECT_EQ(node_at(reading, "1")->kind, NodeKind::heading);
    EXPECT_EQ(node_at(reading, "2")->kind, NodeKind::task);
    EXPECT_EQ(reading.plan.nodes.back().kind, NodeKind::closing);
}

TEST(Instruments, a_flattened_letterhead_tells_the_same) {
    const auto reading = reading_of(
        "UBND TỈNH LAM SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
        "Số:277 … /KH-SYT Lam Sơn, ngày 05 tháng 11 năm 2025\n" +
        plan_with("- Sở Y tế mở lớp."));
    EXPECT_EQ(reading.plan.number, std::optional<std::string>("277/KH-SYT"));
    EXPECT_EQ(reading.plan.date, Date::of(2025, 11, 5));
    EXPECT_EQ(reading.plan.authority, "Sở Y tế");
}

TEST(Unrelated, documents_hold_no_task) {
    for (const std::string_view source :
         {"Con cò bay lả bay la\nBay từ cửa phủ bay ra cánh đồng\n- Ai ơi\n- Nhớ lấy\n",
          "Shopping list\n\n1. Milk\n2. Bread\n- butter\n- eggs\n",
          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nGIẤY MỜI\nKính gửi: Ông Bình\n1. Thời gian: 8 giờ.\n"
          "2. Địa điểm: Nhà văn hóa.\n",
          "HỢP ĐỒNG THUÊ NHÀ\nĐiều 1. Bên A giao nhà cho Bên B.\nĐiều 2. Bên B trả tiền.\n",
          "Cách nấu phở\n1. Ninh xương.\n2. Thái thịt.\n- Cho hành.\n",
          "ĐỀ KIỂM TRA\nI. TRẮC NGHIỆM\n1. Chọn câu đúng.\nA. Một\nB. Hai\n"}) {
        const auto reading = reader::read_plan_text(source, "khac.txt", {});
        EXPECT_FALSE(reading) << source;
    }
}

TEST(Limits, numbering_of_a_thousand_levels_is_read) {
    std::string tasks;
    std::string number = "1";
    constexpr int levels = 1000;
    for (int i = 0; i < levels; ++i) {
        tasks += number + ". Mở lớp\n";
        number += ".1";
    }
    EXPECT_GT(reading_of(plan_with(tasks)).plan.nodes.size(), static_cast<std::size_t>(levels));
}

TEST(Coverage, holds_for_documents_put_together_at_random) {
    constexpr std::string_view pieces[] = {"KẾ HOẠCH",
                                           "QUYẾT ĐỊNH",
                                           "QUYẾT ĐỊNH:",
                                           "PHỤ LỤC I",
                                           "Phụ lục 2",
                                           "I. NHIỆM VỤ",
                                           "II.",
                                           "1. Mở lớp",
                                           "1.1. Rà soát hồ sơ.",
                                           "a) Thi;",
                                           "(1) đơn; (2) bản sao",
                                           "- ",
                                           "- Làm việc này",
                                           "+ Sơn cửa;",
                                           "* ",
                                           "**",
                                           "**1.",
                                           "Cơ quan chủ trì:",
                                           "Thời gian: Quý I; Sản phẩm: Báo cáo.",
                                           "Nơi nhận:",
                                           "- Lưu: VT.",
                                           "TM. ỦY BAN NHÂN DÂN",
                                           "Nguyễn Văn Giả",
                                           "2",
                                           "Trang 3",
                                           "-----",
                                           "Trên đây là Kế hoạch./.",
                                           "như sau: a) một; b) hai",
                                           "thực hiện và",
                                           "của các phường",
                                           "Kính gửi:",
                                           "V/v dọn vệ sinh",
                                           "Số:   /KH-UBND",
                                           "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                           "(Kèm theo Kế hoạch)",
                                           "## Nhiệm vụ",
                                           "| a | b |",
                                           "Điều 1. Ban hành Kế hoạch.",
                                           "/ *DM*",
                                           "Phần I",
                                           "ỦY BAN NHÂN DÂN",
                                           "Giao Sở Y tế:",
                                           "TỔ CHỨC THỰC HIỆN",
                                           "\f",
                                           "",
                                           "",
                                           "\t",
                                           "./."};
    constexpr int documents = 3000;
    std::mt19937 random(20250401);  // NOLINT(cert-msc51-cpp): the same documents in every run
    int read = 0;
    for (int i = 0; i < documents; ++i) {
        std::string source = i % 2 == 0 ? plan_with("- Làm việc này.") : "KẾ HOẠCH\n";
        const auto lines = random() % 30;
        for (unsigned line = 0; line < lines; ++line) {
            source +=
                std::string(pieces[random() % std::size(pieces)]) + (random() % 4 == 0   ? "\n\n"
                                                                     : random() % 8 == 0 ? " "
                                                                                         : "\n");
        }
        const auto reading = reader::read_plan_text(source, "ngau-nhien.txt", {});
        if (reading) {
            ++read;
            const auto covered = reader::prove_coverage(reading->plan, source);
            ASSERT_TRUE(covered) << covered.error() << "\n" << source;
        }
    }
    EXPECT_GT(read, documents / 3);
}

}  // namespace tiendo::test
