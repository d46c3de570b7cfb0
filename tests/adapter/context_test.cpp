#include "adapter/fake_host.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace {

using namespace tiendo::adapter;
using tiendo::test::FakeHost;

TEST(SdkContext, a_text_setting_comes_without_its_json_escapes) {
    FakeHost host;
    host.config["name"] = R"("Ph\u01b0\u1eddng 7 \"A\" \ud83d\ude00\n")";
    const Context context(host.table);
    auto name = context.config_text("name");
    ASSERT_TRUE(name) << name.error().message;
    EXPECT_EQ(*name, "Phường 7 \"A\" 😀\n");
}

TEST(SdkContext, a_setting_that_is_not_set_is_a_config_failure_that_names_it) {
    FakeHost host;
    auto url = Context(host.table).config_text("url");
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().error_class, ErrorClass::config);
    EXPECT_EQ(url.error().message, "the setting 'url' is not set");
}

struct BadText {
    const char* json;
};
void PrintTo(const BadText& bad, std::ostream* out) {
    *out << bad.json;
}
class SdkBadText : public testing::TestWithParam<BadText> {};
TEST_P(SdkBadText, is_refused_as_a_text_setting) {
    FakeHost host;
    host.config["name"] = GetParam().json;
    auto name = Context(host.table).config_text("name");
    ASSERT_FALSE(name);
    EXPECT_EQ(name.error().error_class, ErrorClass::config);
}
INSTANTIATE_TEST_SUITE_P(,
                         SdkBadText,
                         testing::Values(BadText{"12"},
                                         BadText{"\""},
                                         BadText{R"("a"b")"},
                                         BadText{R"("\x")"},
                                         BadText{R"("\u12")"},
                                         BadText{R"("\ud800")"},
                                         BadText{R"("\udc00")"},
                                         BadText{R"("\)"}));

TEST(SdkContext, a_number_setting_is_whole) {
    FakeHost host;
    host.config["size"] = "500";
    host.config["half"] = "0.5";
    const Context context(host.table);
    EXPECT_EQ(*context.config_number("size"), 500);
    EXPECT_FALSE(context.config_number("half"));
}

TEST(SdkContext, a_request_reaches_the_host_with_its_headers_and_body) {
    FakeHost host;
    auto answer = Context(host.table)
                      .http({.method = "POST",
                             .url = "http://127.0.0.1/x",
                             .headers = {{"Accept", "text/csv"}},
                             .body = "q"});
    ASSERT_TRUE(answer);
    EXPECT_EQ(host.asked, "POST http://127.0.0.1/x Accept text/csv q");
    EXPECT_EQ(answer->body(), "a,b\n");
    EXPECT_EQ(answer->header("Content-Type"), "text/csv");
    EXPECT_EQ(answer->header("ETag"), std::nullopt);
}

TEST(SdkContext, what_the_host_lent_is_given_back) {
    FakeHost host;
    {
        const Context context(host.table);
        host.state["session"] = "abc";
        auto answer = context.http({.url = "http://127.0.0.1/"});
        auto secret = context.secret("password");
        ASSERT_TRUE(secret);
        EXPECT_EQ(secret->view(), "s3cret");
        EXPECT_EQ((*context.state("session")).value_or(""), "abc");
        auto moved = *std::move(answer);
        EXPECT_EQ(host.lent, 2);
    }
    EXPECT_EQ(host.lent, 0);
}

TEST(SdkContext, a_failed_request_keeps_its_class_and_the_wait_it_asks_for) {
    FakeHost host;
    host.http_error = TIENDO_ERROR_TRANSIENT;
    auto answer = Context(host.table).http({.url = "http://127.0.0.1/"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().error_class, ErrorClass::transient);
    EXPECT_EQ(answer.error().message, "connection refused");
    EXPECT_EQ(answer.error().retry_after, std::chrono::milliseconds(1'500));
}

TEST(SdkContext, log_lines_carry_their_facts_as_fields) {
    FakeHost host;
    Context(host.table).log(LogLevel::warn, "page repeated", {{"page", "3"}, {"records", "200"}});
    EXPECT_EQ(host.log, std::vector<std::string>{"2 page repeated page=3 records=200"});
}

TEST(SdkContext, time_and_chance_are_the_hosts) {
    FakeHost host;
    const Context context(host.table);
    EXPECT_EQ(context.now().time_since_epoch().count(), 1'621'476'000'000);
    EXPECT_EQ(context.random(), 42U);
    EXPECT_FALSE(context.cancelled());
    host.cancelled = 1;
    EXPECT_TRUE(context.cancelled());
}

struct StatusCase {
    uint32_t status;
    ErrorClass expected;
};
void PrintTo(const StatusCase& each, std::ostream* out) {
    *out << each.status;
}
class SdkStatus : public testing::TestWithParam<StatusCase> {};
TEST_P(SdkStatus, means_what_common_practice_says) {
    FakeHost host;
    host.status = GetParam().status;
    auto answer = Context(host.table).http({.url = "http://127.0.0.1/"});
    const Failure failure = failure_of_status(*answer, "list");
    EXPECT_EQ(failure.error_class, GetParam().expected);
    EXPECT_EQ(failure.retry_after, std::chrono::seconds(7));
}
INSTANTIATE_TEST_SUITE_P(,
                         SdkStatus,
                         testing::Values(StatusCase{401, ErrorClass::auth},
                                         StatusCase{403, ErrorClass::auth},
                                         StatusCase{404, ErrorClass::drift},
                                         StatusCase{408, ErrorClass::transient},
                                         StatusCase{429, ErrorClass::rate_limited},
                                         StatusCase{503, ErrorClass::transient}));

TEST(SdkQuery, everything_but_unreserved_characters_is_encoded) {
    EXPECT_EQ(encode_query("2021-05-20T09:00:00+07:00 Hòa"),
              "2021-05-20T09%3A00%3A00%2B07%3A00%20H%C3%B2a");
}

}  // namespace
