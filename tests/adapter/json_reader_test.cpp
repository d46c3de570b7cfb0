#include "tiendo/adapter/json_reader.hpp"

#include <gmock/gmock.h>

#include <ostream>
#include <string>

namespace {

using namespace tiendo::adapter;
using testing::HasSubstr;

// A page as another system might write it: blanks, escapes and members of no interest included.
constexpr std::string_view page = R"(
 { "items" : [ { "id":"TB\u002d12", "sub\u006aect" : "Lịch \"tiếp\" \uD83D\uDCC4", "changed": 12 ,
                 "open": true, "note": null, "more": {"a": ["]", "}"]} } , { } ],
   "next" : -7 , "total": 9223372036854775808, "rate": 1.50e2 } )";

JsonView read(std::string_view text) {
    auto value = read_json(text, "page");
    EXPECT_TRUE(value) << text << ": " << value.error().message;
    return *value;
}

TEST(JsonReader, members_are_found_past_blanks_escapes_and_brackets_in_texts) {
    const auto items = read(page).member("items")->items();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].member("id")->text(), "TB-12");
    EXPECT_EQ(items[0].member("subject")->text(), "Lịch \"tiếp\" 📄");
    EXPECT_EQ(items[0].member("changed")->whole_number(), 12);
    EXPECT_EQ(items[0].member("more")->member("a")->items()[1].text(), "}");
    EXPECT_FALSE(items[0].member("absent"));
    EXPECT_FALSE(items[1].member("id"));
}

TEST(JsonReader, a_number_is_whole_only_where_it_is_written_so_and_fits) {
    EXPECT_EQ(read(page).member("next")->whole_number(), -7);
    EXPECT_EQ(read(page).member("total")->whole_number(), std::nullopt);
    EXPECT_EQ(read(page).member("total")->text(), "9223372036854775808");
    EXPECT_EQ(read(page).member("rate")->whole_number(), std::nullopt);
    EXPECT_EQ(read("\"7\"").whole_number(), std::nullopt);
}

TEST(JsonReader, each_kind_is_told_from_the_others) {
    EXPECT_EQ(read("null").kind(), JsonKind::null);
    EXPECT_EQ(read(" true ").kind(), JsonKind::boolean);
    EXPECT_EQ(read("-0.5E+3").kind(), JsonKind::number);
    EXPECT_EQ(read("\"\"").kind(), JsonKind::text);
    EXPECT_EQ(read("[]").kind(), JsonKind::list);
    EXPECT_EQ(read("{}").kind(), JsonKind::object);
}

struct Bad {
    std::string text;
    const char* reason;
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.text.substr(0, 40);
}
class JsonReaderRefuses : public testing::TestWithParam<Bad> {};
TEST_P(JsonReaderRefuses, as_drift_and_says_where) {
    const auto value = read_json(GetParam().text, "page");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().error_class, ErrorClass::drift);
    EXPECT_THAT(value.error().message, HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(,
                         JsonReaderRefuses,
                         testing::Values(Bad{"", "the page is empty"},
                                         Bad{" \n", "the page is empty"},
                                         Bad{"<!DOCTYPE html>", "a web page"},
                                         Bad{"{\"a\":1", "it is cut off at byte 7"},
                                         Bad{"[1,", "it is cut off at byte 4"},
                                         Bad{"\"ab", "it is cut off"},
                                         Bad{"\"ab\\", "it is cut off"},
                                         Bad{"tru", "a value is none at byte 1"},
                                         Bad{"[1,]", "a value is none at byte 4"},
                                         Bad{"{\"a\":}", "a value is none at byte 6"},
                                         Bad{"{a:1}", "a member has no name at byte 2"},
                                         Bad{"{\"a\" 1}", "a ':' is missing"},
                                         Bad{"[1 2]", "a ',' or the end"},
                                         Bad{"[1}", "a ',' or the end"},
                                         Bad{"01", "more follows"},
                                         Bad{"{} {}", "more follows"},
                                         Bad{"-", "it is cut off"},
                                         Bad{"+1", "a value is none"},
                                         Bad{".5", "a value is none"},
                                         Bad{"1.", "it is cut off"},
                                         Bad{"[1e]", "a value is none"},
                                         Bad{"NaN", "a value is none"},
                                         Bad{"\"a\tb\"", "a control character"},
                                         Bad{"\"\\x41\"", "an escape is wrong"},
                                         Bad{"\"\\u12g4\"", "an escape is wrong"},
                                         Bad{"\"\\uD800\"", "an escape is wrong"},
                                         Bad{"\"\xC3\x28\"", "a byte is no UTF-8"},
                                         Bad{"\"\xED\xA0\x80\"", "a byte is no UTF-8"},
                                         Bad{std::string("[\0]", 3), "a value is none"},
                                         Bad{std::string(200'000, '['), "too deep"},
                                         Bad{std::string(json_depth_max + 1, '[') +
                                                 std::string(json_depth_max + 1, ']'),
                                             "too deep"}));

TEST(JsonReader, the_deepest_that_is_allowed_is_read) {
    const auto text = std::string(json_depth_max, '[') + std::string(json_depth_max, ']');
    EXPECT_EQ(read(text).items().size(), 1U);
}

TEST(JsonFields, take_texts_numbers_flags_and_lists) {
    JsonFields from(read(R"({"a":"x","n":5,"b":true,"z":null,"l":[1,2]})"), "record 1");
    EXPECT_EQ(from.wanted("a"), "x");
    EXPECT_EQ(from.text("n"), "5");
    EXPECT_EQ(from.text("z"), "");
    EXPECT_EQ(from.text("absent"), "");
    EXPECT_EQ(from.number("n"), 5);
    EXPECT_TRUE(from.flag("b"));
    EXPECT_FALSE(from.flag("z"));
    EXPECT_EQ(from.list("l").size(), 2U);
    EXPECT_FALSE(from.failure());
}

TEST(JsonFields, keep_the_first_failure_with_its_place) {
    JsonFields from(read(R"({"a":"","n":"5","b":1,"l":{}})"), "record 1");
    EXPECT_EQ(from.wanted("a"), "");
    EXPECT_EQ(from.number("n"), 0);
    ASSERT_TRUE(from.failure());
    EXPECT_EQ(from.failure()->message, "record 1: 'a' is missing or empty");
    EXPECT_EQ(from.failure()->error_class, ErrorClass::drift);
}

TEST(JsonFields, fail_where_the_kind_is_another_one) {
    const auto first_of = [](auto&& take) {
        JsonFields from(read(R"({"n":"5","b":1,"l":{},"t":[]})"), "record 1");
        take(from);
        return from.failure() ? from.failure()->message : "";
    };
    EXPECT_EQ(first_of([](JsonFields& from) { from.number("n"); }),
              "record 1: 'n' is missing or no whole number");
    EXPECT_EQ(first_of([](JsonFields& from) { from.flag("b"); }),
              "record 1: 'b' is neither true nor false");
    EXPECT_EQ(first_of([](JsonFields& from) { from.list("l"); }),
              "record 1: 'l' is missing or no list");
    EXPECT_EQ(first_of([](JsonFields& from) { from.text("t"); }),
              "record 1: 't' is a list or an object, not a text");
}

TEST(JsonFields, of_what_is_no_object_fail_and_give_nothing) {
    JsonFields from(read("[]"), "record 1");
    EXPECT_EQ(from.text("a"), "");
    ASSERT_TRUE(from.failure());
    EXPECT_EQ(from.failure()->message, "record 1: it is no JSON object");
}

}  // namespace
