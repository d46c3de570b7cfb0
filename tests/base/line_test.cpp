#include "tiendo/base/line.hpp"

#include "tiendo/base/error.hpp"
#include "tiendo/base/text.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace tiendo {
namespace {

TEST(OneLine, leaves_vietnamese_as_it_is) {
    EXPECT_EQ(one_line("Kế hoạch “118” của Phường 7 – 越南 \U0001F600"),
              "Kế hoạch “118” của Phường 7 – 越南 \U0001F600");
    EXPECT_EQ(one_line(""), "");
}

TEST(OneLine, bytes_that_are_no_text_become_the_replacement_character) {
    EXPECT_EQ(one_line("Qu\xAC 10"), "Qu\uFFFD 10");
    EXPECT_EQ(one_line("\xFF"), "\uFFFD");
    EXPECT_EQ(one_line("ph\xC6"), "ph\uFFFD");
    for (const std::string_view bad : {"a\xC0\xAF", "ab\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
        EXPECT_FALSE(first_invalid_utf8(one_line(bad)));
    }
}

// An escape of a terminal may paint over what stands above it; a line end makes a line of the log.
TEST(OneLine, nothing_moves_the_cursor_or_ends_the_line) {
    EXPECT_EQ(one_line("a\nb\r\tc\x1B[2Jd\x7F"), "a b  c [2Jd ");
    EXPECT_EQ(one_line("a\u0085b\u009B2Jc"), "a b 2Jc");
    EXPECT_EQ(one_line(std::string_view("a\0b", 3)), "a b");
}

TEST(Error, told_to_people_is_text_whatever_the_id_was_that_it_names) {
    const auto error = Error{ErrorCode::not_found, "there is no unit 'ph\xC6\x1B[2J'", "look it up"}
                           .because(Error{ErrorCode::internal, "row \xFF\n2"})
                           .at("file 'Qu\xAC.toml'");
    EXPECT_EQ(error.what(), "file 'Qu\uFFFD.toml': there is no unit 'ph\uFFFD [2J'; look it up");
    EXPECT_EQ(error.explain(),
              "file 'Qu\uFFFD.toml': there is no unit 'ph\uFFFD [2J'; look it up\n"
              "  because: row \uFFFD 2");
    EXPECT_EQ(error.message(), "there is no unit 'ph\xC6\x1B[2J'") << "the parts stay as given";
}

}  // namespace
}  // namespace tiendo
