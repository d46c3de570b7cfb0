#include "tiendo/base/paper_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tiendo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::size_t plenty = 1000;

TEST(PaperText, is_composed_and_has_one_kind_of_line_end) {
    const auto clean = clean_text("ho\u0300a\r\nba\rbo\u0323\u0302\n", plenty);
    ASSERT_TRUE(clean) << clean.error();
    EXPECT_EQ(clean->text, "hòa\nba\nbộ\n");
    EXPECT_TRUE(clean->notices.empty());
}

TEST(PaperText, an_unseen_character_is_taken_out_and_told_with_its_place) {
    const auto clean = clean_text("\uFEFFMột\nhai\u200Bba\u200B", plenty);
    ASSERT_TRUE(clean) << clean.error();
    EXPECT_EQ(clean->text, "Một\nhaiba");
    EXPECT_THAT(
        clean->notices,
        ElementsAre(
            "an unseen character was taken out 2 time(s), first U+200B at line 2, character 4",
            "an unseen character was taken out 1 time(s), first U+FEFF at line 1, character 1"));
}

TEST(PaperText, a_character_that_turns_the_direction_is_refused_with_its_place) {
    for (const auto* turn : {"\u202E", "\u202A", "\u2066", "\u2069", "\u200F", "\u061C"}) {
        const auto clean = clean_text(std::string("Đã giải quyết ") + turn + "14", plenty);
        ASSERT_FALSE(clean);
        EXPECT_THAT(clean.error().what(), HasSubstr("line 1, character 15"));
    }
    EXPECT_THAT(clean_text("a\u202Eb", plenty).error().what(), HasSubstr("U+202E"));
}

TEST(PaperText, controls_and_bytes_that_are_no_text_are_refused) {
    EXPECT_THAT(clean_text(std::string("a\0b", 3), plenty).error().what(), HasSubstr("U+0000"));
    EXPECT_THAT(clean_text("a\x1B[2Jb", plenty).error().what(), HasSubstr("U+001B"));
    EXPECT_THAT(clean_text("a\xFF", plenty).error().what(), HasSubstr("byte 1"));
}

TEST(PaperText, one_byte_too_many_is_refused) {
    EXPECT_TRUE(clean_text(std::string(10, 'a'), 10));
    EXPECT_FALSE(clean_text(std::string(11, 'a'), 10));
}

}  // namespace
}  // namespace tiendo
