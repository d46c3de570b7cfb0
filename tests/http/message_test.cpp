#include "tiendo/http/message.hpp"

#include "tiendo/http/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace tiendo::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

TEST(HttpMessage, a_header_is_found_without_regard_to_case_and_the_first_one_counts) {
    const Headers headers = {{"Content-type", "a"}, {"CONTENT-TYPE", "b"}};
    EXPECT_EQ(find_header(headers, "content-Type"), "a");
    EXPECT_FALSE(find_header(headers, "content"));
}

TEST(HttpMessage, a_query_value_keeps_only_unreserved_characters) {
    EXPECT_EQ(encode_query("+07:00"), "%2B07%3A00");
    EXPECT_EQ(encode_query("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(encode_query("Phường 7"), "Ph%C6%B0%E1%BB%9Dng%207");
}

TEST(HttpMessage, a_query_is_read_in_order_with_repeats) {
    EXPECT_THAT(parse_query("/p?b=2&a=1&b=3"),
                ElementsAre(Pair("b", "2"), Pair("a", "1"), Pair("b", "3")));
}

TEST(HttpMessage, a_query_is_decoded_and_a_plus_is_a_space) {
    EXPECT_THAT(parse_query("/p?t%C3%AAn=Ph%c6%b0%E1%BB%9Dng+7&k=a%2Bb"),
                ElementsAre(Pair("tên", "Phường 7"), Pair("k", "a+b")));
}

TEST(HttpMessage, broken_escapes_stay_as_they_are) {
    EXPECT_THAT(parse_query("/p?a=%&b=%4&c=%zz&d=100%"),
                ElementsAre(Pair("a", "%"), Pair("b", "%4"), Pair("c", "%zz"), Pair("d", "100%")));
}

TEST(HttpMessage, names_without_values_and_values_with_equals_are_read) {
    EXPECT_THAT(parse_query("/p?a&&b=&=c&d=x=y#z=1"),
                ElementsAre(Pair("a", ""), Pair("b", ""), Pair("", "c"), Pair("d", "x=y")));
    EXPECT_THAT(parse_query("/p"), IsEmpty());
    EXPECT_THAT(parse_query("/p?"), IsEmpty());
}

TEST(HttpMessage, a_forms_body_is_read_as_a_query_is_whatever_marks_it_holds) {
    EXPECT_THAT(parse_form("a=M%E1%BB%A5c+5%0D%0A&b=%26%3D&a=?#/"),
                ElementsAre(Pair("a", "Mục 5\r\n"), Pair("b", "&="), Pair("a", "?#/")));
    EXPECT_THAT(parse_form(""), IsEmpty());
}

TEST(HttpMessage, a_cookie_is_found_by_its_whole_name_and_the_first_one_counts) {
    const Headers headers = {{"cookie", "xid=1; id=2;id=3; ID=4; e=; q=\"a=b\""},
                             {"Cookie", "z=5"}};
    EXPECT_EQ(find_cookie(headers, "id"), "2");
    EXPECT_EQ(find_cookie(headers, "ID"), "4");
    EXPECT_EQ(find_cookie(headers, "e"), "");
    EXPECT_EQ(find_cookie(headers, "q"), "\"a=b\"");
    EXPECT_EQ(find_cookie(headers, "z"), "5");
    EXPECT_FALSE(find_cookie(headers, "i"));
    EXPECT_FALSE(find_cookie({{"Cookie", ";; id"}, {"Set-Cookie", "id=1"}}, "id"));
}

TEST(HttpMessage, the_path_ends_at_the_query) {
    EXPECT_EQ(path_of("/a/b%20c?d=/e"), "/a/b%20c");
    EXPECT_EQ(path_of("/a#b"), "/a");
    EXPECT_EQ(path_of(""), "");
}

struct GoodUrl {
    std::string_view text;
    Url url;
};
void PrintTo(const GoodUrl& each, std::ostream* out) {
    *out << each.text;
}

const GoodUrl good_urls[] = {
    {"http://mot-cua.example",
     {.tls = false, .host = "mot-cua.example", .port = 80, .target = "/"}},
    {"https://MOT-CUA.example/A?b=C#d",
     {.tls = true, .host = "mot-cua.example", .port = 443, .target = "/A?b=C"}},
    {"http://127.0.0.1:8080?x=%2B",
     {.tls = false, .host = "127.0.0.1", .port = 8080, .target = "/?x=%2B"}},
    {"https://[::1]:8443/a", {.tls = true, .host = "::1", .port = 8443, .target = "/a"}},
    {"HTTP://h:/", {.tls = false, .host = "h", .port = 80, .target = "/"}},
};

class HttpUrlRead : public testing::TestWithParam<GoodUrl> {};

TEST_P(HttpUrlRead, an_address_is_taken_apart) {
    const auto url = parse_url(GetParam().text);
    ASSERT_TRUE(url) << url.error();
    EXPECT_EQ(*url, GetParam().url) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(Good, HttpUrlRead, testing::ValuesIn(good_urls));

class HttpUrlRefused : public testing::TestWithParam<std::string_view> {};

TEST_P(HttpUrlRefused, an_address_that_is_none_is_refused) {
    const auto url = parse_url(GetParam());
    ASSERT_FALSE(url) << GetParam();
    EXPECT_EQ(url.error().code(), ErrorCode::malformed_input);
    EXPECT_FALSE(url.error().remedy().empty());
}
INSTANTIATE_TEST_SUITE_P(Bad,
                         HttpUrlRefused,
                         testing::Values("",
                                         "mot-cua.example/a",
                                         "/a",
                                         "ftp://h/",
                                         "file:///etc/passwd",
                                         "http://",
                                         "http:///a",
                                         "http://h:0/",
                                         "http://h:65536/",
                                         "http://h:port/",
                                         "http://h/a b",
                                         "http://h/a\r\nX: y",
                                         "http://h/phường",
                                         "http://a%2fb/",
                                         "https://127.0.%2B07%3A00/",
                                         "http://[fe80::1%25eth0]/",
                                         "http://[v1.a]/",
                                         "http://[::1/"));

TEST(HttpUrl, credentials_in_an_address_are_refused_and_not_shown) {
    const auto url = parse_url("http://admin:hunter2@h/");
    ASSERT_FALSE(url);
    EXPECT_THAT(url.error().what(), Not(HasSubstr("hunter2")));
    EXPECT_THAT(url.error().what(), HasSubstr("header"));
}

TEST(HttpUrl, the_query_of_a_refused_address_is_not_shown) {
    const auto url = parse_url("http://h/a b?token=hunter2");
    ASSERT_FALSE(url);
    EXPECT_THAT(url.error().what(), Not(HasSubstr("hunter2")));
}

TEST(HttpUrl, an_address_longer_than_8000_bytes_is_refused) {
    EXPECT_TRUE(parse_url("http://h/" + std::string(7'991, 'a')));
    EXPECT_FALSE(parse_url("http://h/" + std::string(7'992, 'a')));
}

TEST(HttpUrl, an_ipv6_host_is_shown_in_brackets) {
    EXPECT_EQ(parse_url("http://[::1]:81/")->authority(), "[::1]:81");
}

}  // namespace
}  // namespace tiendo::http
