#include "tiendo/base/id.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <type_traits>
#include <unordered_set>

namespace tiendo {
namespace {

struct ShelfKind {
    static constexpr std::string_view name = "shelf id";
};
struct BoxKind {
    static constexpr std::string_view name = "box id";
};
using ShelfId = Id<ShelfKind>;
using BoxId = Id<BoxKind>;

TEST(Id, keeps_the_text_as_written) {
    const auto id = ShelfId::parse("Phường 7/II.1.1-3");
    ASSERT_TRUE(id) << id.error();
    EXPECT_EQ(id->str(), "Phường 7/II.1.1-3");
    EXPECT_EQ(*id, ShelfId::of("Phường 7/II.1.1-3"));
}

TEST(Id, the_refusal_names_the_kind_the_text_and_the_reason) {
    const auto id = ShelfId::parse(" a");
    ASSERT_FALSE(id);
    EXPECT_EQ(id.error().code(), ErrorCode::malformed_input);
    EXPECT_EQ(id.error().message(), "' a' is not a shelf id: it begins or ends with white space");
    EXPECT_EQ(BoxId::parse("").error().message(), "'' is not a box id: it is empty");
}

TEST(Id, a_long_text_is_cut_in_the_refusal) {
    EXPECT_LT(ShelfId::parse(std::string(100'000, 'x')).error().what().size(), 200U);
}

TEST(Id, two_hundred_bytes_are_the_longest) {
    EXPECT_EQ(why_not_an_id(std::string(200, 'x')), "");
    EXPECT_EQ(why_not_an_id(std::string(201, 'x')), "it is longer than 200 bytes");
}

TEST(Id, refuses_what_cannot_be_read_or_printed) {
    EXPECT_EQ(why_not_an_id(""), "it is empty");
    EXPECT_EQ(why_not_an_id("a\xFF"), "it is not UTF-8");
    EXPECT_EQ(why_not_an_id("a\nb"), "it holds a control character");
    EXPECT_EQ(why_not_an_id(std::string_view("a\0b", 3)), "it holds a control character");
    EXPECT_EQ(why_not_an_id("a\x7F"
                            "b"),
              "it holds a control character");
    EXPECT_EQ(why_not_an_id("\u00A0a"), "it begins or ends with white space");
    EXPECT_EQ(why_not_an_id("a\t"), "it begins or ends with white space");
}

TEST(Id, an_id_made_by_default_names_nothing) {
    EXPECT_TRUE(ShelfId().empty());
    EXPECT_FALSE(ShelfId::of("a").empty());
}

TEST(Id, sorts_and_hashes_by_its_text) {
    EXPECT_LT(ShelfId::of("a"), ShelfId::of("b"));
    const std::unordered_set<ShelfId> shelves = {
        ShelfId::of("a"), ShelfId::of("b"), ShelfId::of("a")};
    EXPECT_EQ(shelves.size(), 2U);
}

TEST(Id, prints_its_text) {
    std::ostringstream out;
    out << ShelfId::of("kệ-1");
    EXPECT_EQ(out.str(), "kệ-1");
}

TEST(Id, no_id_becomes_one_of_another_kind_or_comes_from_bare_text) {
    static_assert(!std::is_convertible_v<ShelfId, BoxId>);
    static_assert(!std::is_constructible_v<BoxId, ShelfId>);
    static_assert(!std::is_constructible_v<BoxId, std::string>);
    static_assert(!std::is_constructible_v<BoxId, const char*>);
}

}  // namespace
}  // namespace tiendo
