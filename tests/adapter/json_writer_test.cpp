#include "tiendo/adapter/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <ostream>

namespace {

using tiendo::adapter::JsonObject;

TEST(SdkJson, members_keep_the_order_of_the_calls) {
    JsonObject inner;
    inner.number("n", -7);
    JsonObject object;
    object.text("id", "H29.1")
        .boolean("closed", true)
        .object("in", inner)
        .texts("refs", {"a", "b"});
    EXPECT_EQ(object.str(), R"({"id":"H29.1","closed":true,"in":{"n":-7},"refs":["a","b"]})");
}

TEST(SdkJson, an_empty_object_is_two_braces) {
    EXPECT_EQ(JsonObject().str(), "{}");
}

TEST(SdkJson, a_member_may_be_left_out_where_it_is_empty) {
    EXPECT_EQ(JsonObject().text_if_any("a", "").text_if_any("b", "x").str(), R"({"b":"x"})");
}

TEST(SdkJson, quotes_and_control_characters_are_escaped) {
    EXPECT_EQ(JsonObject().text("t", "\"\\\n\t\x01").str(), R"({"t":"\"\\\n\u0009\u0001"})");
}

TEST(SdkJson, vietnamese_stays_as_it_is) {
    EXPECT_EQ(JsonObject().text("t", "Ủy ban nhân dân 😀").str(), R"({"t":"Ủy ban nhân dân 😀"})");
}

struct BadUtf8 {
    const char* bytes;
    const char* written;
};
void PrintTo(const BadUtf8& bad, std::ostream* out) {
    *out << bad.written;
}
class SdkBadUtf8 : public testing::TestWithParam<BadUtf8> {};
TEST_P(SdkBadUtf8, becomes_the_replacement_character) {
    EXPECT_EQ(JsonObject().text("t", GetParam().bytes).str(),
              R"({"t":")" + std::string(GetParam().written) + "\"}");
}
INSTANTIATE_TEST_SUITE_P(,
                         SdkBadUtf8,
                         testing::Values(BadUtf8{"a\xFF", "a\uFFFD"},
                                         BadUtf8{"\xC0\xAF", "\uFFFD\uFFFD"},  // overlong
                                         BadUtf8{"\xED\xA0\x80",
                                                 "\uFFFD\uFFFD\uFFFD"},        // surrogate
                                         BadUtf8{"\xE1\xBB", "\uFFFD\uFFFD"},  // cut
                                         BadUtf8{"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"}));

TEST(SdkJson, the_smallest_and_the_largest_number_are_written_whole) {
    JsonObject object;
    object.number("least", std::numeric_limits<std::int64_t>::min());
    object.number("most", std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(object.str(), R"({"least":-9223372036854775808,"most":9223372036854775807})");
}

}  // namespace
