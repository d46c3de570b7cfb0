#include "tiendo/base/text.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace tiendo {
namespace {

struct Pair {
    const char* one;
    const char* other;
};
void PrintTo(const Pair& each, std::ostream* out) {
    *out << each.one << " and " << each.other;
}

// Two writings of one name: the old and the new place of the tone, capitals, blanks, decomposed
// forms.
constexpr Pair same_names[] = {
    {"hòa", "hoà"},
    {"HÒA", "hoà"},
    {"thúy", "thuý"},
    {"Ủy ban nhân dân", "Uỷ ban nhân dân"},
    {"ỦY BAN", "uỷ ban"},
    {"Thủy lợi", "Thuỷ lợi"},
    {"khỏe", "khoẻ"},
    {"tòa án", "toà án"},
    {"Phường\u00A07", "phường 7"},
    {"  Phòng \t Nội\nvụ ", "phòng nội vụ"},
    {"Đường", "đường"},
    {"ho\u0300a", "hòa"},          // NFD
    {"U\u031B\u0301ng", "ứng"},    // NFD, horn before tone
    {"ti\u00EA\u0301n", "tiến"},   // half composed
    {"vie\u0323\u0302t", "việt"},  // NFD, tone before circumflex
};
class SameName : public testing::TestWithParam<Pair> {};
TEST_P(SameName, has_one_match_key) {
    EXPECT_EQ(match_key(GetParam().one), match_key(GetParam().other));
}
INSTANTIATE_TEST_SUITE_P(MatchKey, SameName, testing::ValuesIn(same_names));

constexpr Pair other_names[] = {
    {"hòa", "hoa"},
    {"hòa", "hóa"},
    {"đa", "da"},
    {"tân", "tan"},
    {"mơ", "mo"},
    {"Phường 1", "Phường 11"},
    {"Nội vụ", "Nộivụ"},
    {"tư pháp", "từ pháp"},
};
class OtherName : public testing::TestWithParam<Pair> {};
TEST_P(OtherName, has_another_match_key) {
    EXPECT_NE(match_key(GetParam().one), match_key(GetParam().other));
}
INSTANTIATE_TEST_SUITE_P(MatchKey, OtherName, testing::ValuesIn(other_names));

TEST(MatchKey, a_tone_stays_in_its_own_word) {
    EXPECT_NE(match_key("hòa binh"), match_key("hoa bình"));
    EXPECT_NE(match_key("à-a"), match_key("a-à"));
}

TEST(MatchKey, a_key_is_its_own_key) {
    for (const auto& pair : same_names) {
        const auto key = match_key(pair.one);
        EXPECT_EQ(match_key(key), key) << pair.one;
    }
}

TEST(SearchKey, is_what_people_type_without_marks) {
    EXPECT_EQ(search_key("Ủy ban nhân dân Đường Nguyễn Văn Cừ"),
              "uy ban nhan dan duong nguyen van cu");
    EXPECT_EQ(search_key("  Phường\u00A07 "), "phuong 7");
    EXPECT_EQ(search_key("ho\u0300a"), "hoa");
    EXPECT_EQ(search_key("ĐẮK LẮK"), "dak lak");
}

TEST(Nfc, decomposed_text_is_composed) {
    EXPECT_EQ(to_nfc("ho\u0300a"), "hòa");
    EXPECT_EQ(to_nfc("vie\u0323\u0302t"), "việt");
    EXPECT_FALSE(is_nfc("ho\u0300a"));
    EXPECT_TRUE(is_nfc("hòa"));
    EXPECT_TRUE(is_nfc(""));
}

TEST(Nfc, composed_text_stays_as_it_is) {
    EXPECT_EQ(to_nfc("Kế hoạch số 118/KH-UBND"), "Kế hoạch số 118/KH-UBND");
}

TEST(Nfc, bad_bytes_become_replacement_characters) {
    EXPECT_EQ(to_nfc("a\xFFz"), "a\uFFFDz");
}

TEST(Case, covers_vietnamese_capitals) {
    EXPECT_EQ(to_lower("PHƯỜNG ĐA KAO, ỦY BAN"), "phường đa kao, ủy ban");
    EXPECT_EQ(to_upper("phường đa kao, ủy ban"), "PHƯỜNG ĐA KAO, ỦY BAN");
}

TEST(Trim, takes_blanks_and_no_break_spaces_off_both_ends) {
    EXPECT_EQ(trim(" \t\u00A0 a b \u00A0\r\n"), "a b");
    EXPECT_EQ(trim("\u00A0"), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Trim, leaves_letters_whose_bytes_look_like_a_no_break_space) {
    EXPECT_EQ(trim("à"), "à");  // C3 A0 ends in the byte of U+00A0
}

TEST(DisplayWidth, is_one_column_a_letter_in_either_form) {
    EXPECT_EQ(display_width("phường"), 6U);
    EXPECT_EQ(display_width("phu\u031Bo\u031B\u0300ng"), 6U);
    EXPECT_EQ(display_width("Quận 10"), 7U);
    EXPECT_EQ(display_width(""), 0U);
}

TEST(DisplayWidth, wide_letters_take_two_columns_and_zero_width_ones_none) {
    EXPECT_EQ(display_width("越南"), 4U);
    EXPECT_EQ(display_width("a\u200Bb"), 2U);
}

struct BadBytes {
    const char* what;
    std::string_view text;
    std::size_t offset;
};
constexpr BadBytes bad_bytes[] = {
    {"a_byte_that_never_occurs", "abc\xFF", 3},
    {"a_continuation_byte_alone", "\x80", 0},
    {"an_overlong_slash", "a\xC0\xAF", 1},
    {"an_overlong_three_byte_form", "a\xE0\x80\xAF", 1},
    {"a_surrogate", "ab\xED\xA0\x80", 2},
    {"beyond_unicode", "\xF4\x90\x80\x80", 0},
    {"cut_off_at_the_end", "ph\xC6", 2},
    {"a_legacy_code_page", "Qu\xAC 10", 2},
    {"after_valid_vietnamese", "ph\xC6\xB0\xE1\xBB", 4},
};
class BadUtf8 : public testing::TestWithParam<BadBytes> {};
TEST_P(BadUtf8, the_offset_of_the_first_bad_byte_is_found) {
    EXPECT_EQ(first_invalid_utf8(GetParam().text), GetParam().offset);
}
INSTANTIATE_TEST_SUITE_P(Text, BadUtf8, testing::ValuesIn(bad_bytes), [](const auto& bad) {
    return std::string(bad.param.what);
});

TEST(Utf8, valid_text_has_no_bad_byte) {
    EXPECT_FALSE(first_invalid_utf8("").has_value());
    EXPECT_FALSE(first_invalid_utf8("Kế hoạch 越南 \U0001F600").has_value());
    EXPECT_FALSE(first_invalid_utf8(std::string_view("a\0b", 3)).has_value());
}

}  // namespace
}  // namespace tiendo
