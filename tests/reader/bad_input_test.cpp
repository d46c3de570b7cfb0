#include "reading.hpp"
#include "support/folder.hpp"

#include <unistd.h>

namespace tiendo::test {

namespace {

struct BadCase {
    std::string source;
    ErrorCode code;
    std::string_view says;
};

void PrintTo(const BadCase& each, std::ostream* out) {
    *out << each.says;
}

class BadInput : public testing::TestWithParam<BadCase> {};

class BadFile : public testing::Test {
protected:
    Folder folder_;
    std::filesystem::path path_ = folder_ / "reader-bad.txt";
};

}  // namespace

TEST_P(BadInput, is_one_clear_sentence_with_a_remedy) {
    const auto reading = reader::read_plan_text(GetParam().source, "ke-hoach.txt", {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), GetParam().code);
    EXPECT_NE(reading.error().what().find(GetParam().says), std::string::npos) << reading.error();
    EXPECT_TRUE(reading.error().what().starts_with("ke-hoach.txt: ")) << reading.error();
    EXPECT_FALSE(reading.error().remedy().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Documents,
    BadInput,
    testing::Values(
        BadCase{"", ErrorCode::malformed_input, "the document is empty"},
        BadCase{" \r\n\xC2\xA0\n\t", ErrorCode::malformed_input, "the document is empty"},
        BadCase{"\xEF\xBB\xBF", ErrorCode::malformed_input, "the document is empty"},
        BadCase{"KẾ HOẠCH \xC3\x28", ErrorCode::malformed_input, "byte 13 is not UTF-8"},
        BadCase{std::string("K\0\0E", 4), ErrorCode::malformed_input, "byte 1 is zero"},
        BadCase{std::string("\xFF\xFEK\0E", 5),
                ErrorCode::malformed_input,
                "byte 4 is half of a character"},
        BadCase{std::string("\xFE\xFF\xD8\x3D\0K", 6),
                ErrorCode::malformed_input,
                "byte 2 is half of a surrogate pair"},
        BadCase{std::string("\xFF\xFEK\0\0\0", 6), ErrorCode::malformed_input, "byte 4 is zero"},
        BadCase{std::string("\xFF\xFE"), ErrorCode::malformed_input, "the document is empty"},
        BadCase{"Caf\xE9 fran\xE7"
                "ais",
                ErrorCode::malformed_input,
                "byte 3 is not UTF-8"},
        BadCase{std::string("PK\x03\x04 word/document.xml"),
                ErrorCode::malformed_input,
                "no directory at its end"},
        BadCase{"KẾ HOẠCH\n\nI. MỤC TIÊU\n\n- Tốt hơn.\n",
                ErrorCode::malformed_input,
                "no task found"},
        BadCase{"Thư mời họp tổ dân phố lúc 19 giờ.", ErrorCode::malformed_input, "no task found"},
        BadCase{"MẬT\n\n" + plan_with("- Làm."), ErrorCode::rejected, "state secret"},
        BadCase{"ỦY BAN NHÂN DÂN      **TỐI MẬT**\n" + plan_with("- Làm."),
                ErrorCode::rejected,
                "state secret"},
        BadCase{plan_with("- Làm.") + "\n(Tuyệt mật)\n", ErrorCode::rejected, "state secret"},
        BadCase{"Độ mật: Mật\n" + plan_with("- Làm."), ErrorCode::rejected, "state secret"}));

TEST(BadInputLimits, a_document_over_the_limit_is_refused_with_both_figures) {
    const auto reading = reader::read_plan_text(plan_with("- Làm."), "dai.txt", {.max_bytes = 20});
    ASSERT_FALSE(reading);
    EXPECT_NE(reading.error().message().find("limit of 20"), std::string::npos) << reading.error();
}

TEST(BadInputLimits, a_document_of_too_many_paragraphs_is_refused) {
    std::string tasks;
    for (int i = 0; i < 50; ++i) {
        tasks += "- Làm.\n\n";
    }
    const auto reading = reader::read_plan_text(plan_with(tasks), "dai.txt", {.max_nodes = 40});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), ErrorCode::malformed_input);
}

TEST(BadInputLimits, a_secret_document_is_not_quoted_in_the_error) {
    const auto reading = reader::read_plan_text("MẬT\n\n" + plan_with("- Điều quân."), "x.txt", {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().explain().find("Điều quân"), std::string::npos);
}

TEST(BadInputLimits, a_paragraph_that_no_sentence_fills_is_kept_and_doubted) {
    std::string bodies = "- Phối hợp với ";
    constexpr int far_too_many = 100'000;
    for (int i = 0; i < far_too_many; ++i) {
        bodies += "Phòng Nội vụ, ";
    }
    const auto reading = reading_of(plan_with(bodies));
    EXPECT_TRUE(has_doubt(reading, "too-long", "II-1"));
    EXPECT_TRUE(node_at(reading, "II-1")->assignees.empty());
}

TEST(BadInputLimits, the_word_mat_inside_a_sentence_is_no_mark_of_secrecy) {
    reading_of(plan_with("- Giữ bí mật tên người báo tin.\n\n- Mật khẩu được đổi hàng quý."));
}

TEST_F(BadFile, that_is_a_folder_is_refused) {
    const auto reading = reader::read_plan(testing::TempDir(), {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), ErrorCode::malformed_input);
}

TEST_F(BadFile, that_is_not_there_is_named) {
    const auto reading = reader::read_plan("/khong-co/ke-hoach.txt", {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), ErrorCode::not_found);
    EXPECT_NE(reading.error().what().find("/khong-co/ke-hoach.txt"), std::string::npos);
}

TEST_F(BadFile, that_may_not_be_read_is_a_matter_for_an_operator) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may read every file";
    }
    ASSERT_TRUE(write_file(path_, plan_with("- Làm.")));
    std::filesystem::permissions(path_, std::filesystem::perms::none);
    const auto reading = reader::read_plan(path_, {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), ErrorCode::storage);
}

TEST_F(BadFile, of_200_megabytes_is_refused_before_it_is_read) {
    ASSERT_TRUE(write_file(path_, "x"));
    std::filesystem::resize_file(path_, std::uintmax_t{200} << 20U);  // sparse
    const auto reading = reader::read_plan(path_, {});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), ErrorCode::malformed_input);
}

}  // namespace tiendo::test
