#include "plugin/support.hpp"

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

Adapter adapter_called(std::string_view name) {
    auto adapter = load(name, test::in_objects(), Logger());
    EXPECT_TRUE(adapter) << adapter.error().explain();
    return *std::move(adapter);
}

TEST(ReadPage, an_adapter_in_plain_c_gives_its_page) {
    auto plain = adapter_called("plain");
    auto page = plain.read(test::connection(), {.stream = "documents"}, test::services_at_nine());
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(*page, (Page{"{\"id\":\"1\"}\n{\"id\":\"2\"}\n", 2, {"2"}, false}));
}

TEST(ReadPage, an_sdk_adapter_sees_stream_and_cursor_and_says_where_to_go_on) {
    auto good = adapter_called("good");
    auto page = good.read(test::connection_to("page"),
                          {.stream = "dossiers", .cursor = {"7"}},
                          test::services_at_nine());
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->lines, "{\"stream\":\"dossiers\",\"cursor\":\"7\"}\n");
    EXPECT_EQ(page->next, Cursor{"7+"});
    EXPECT_TRUE(page->more);
}

TEST(ReadPage, a_full_page_of_ten_thousand_records_passes) {
    auto good = adapter_called("good");
    auto connection = test::connection_to("page");
    connection.config["size"] = "10000";
    auto page = good.read(connection, {.stream = "dossiers"}, test::services_at_nine());
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->record_count, 10'000U);
}

TEST(ReadPage, the_wish_for_a_page_size_reaches_the_adapter) {
    auto good = adapter_called("good");
    auto page = good.read(test::connection_to("page"),
                          {.stream = "dossiers", .wanted_records = 3},
                          test::services_at_nine());
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->record_count, 3U);
}

struct Lie {
    const char* cursor;
    ErrorCode code;
    const char* reason;
};
void PrintTo(const Lie& each, std::ostream* out) {
    *out << each.cursor;
}
class LyingAdapter : public testing::TestWithParam<Lie> {};
TEST_P(LyingAdapter, is_found_out) {
    auto plain = adapter_called("plain");
    auto page = plain.read(test::connection(),
                           {.stream = "documents", .cursor = {GetParam().cursor}},
                           test::services_at_nine());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), GetParam().code) << page.error();
    EXPECT_THAT(page.error().what(), HasSubstr("adapter plain: " + std::string(GetParam().reason)));
}
INSTANTIATE_TEST_SUITE_P(
    ,
    LyingAdapter,
    testing::Values(
        Lie{"count lies", ErrorCode::drift, "the page says it has 3 records and has 2"},
        Lie{"half line", ErrorCode::drift, "the page ends in the middle of a record"},
        Lie{"65 MiB", ErrorCode::internal, "the page has 68157440 bytes, more than the 64 MiB"},
        Lie{"10,001 records", ErrorCode::internal, "the page has 10001 records, more than"},
        Lie{"stands still",
            ErrorCode::internal,
            "the page says that there is more, and its cursor"},
        Lie{"long cursor", ErrorCode::internal, "the cursor is no UTF-8 or has more than 4 KiB"},
        Lie{"past page", ErrorCode::internal, "read wrote past the end of what it was given"},
        Lie{"past error", ErrorCode::internal, "read wrote past the end of the error"},
        Lie{"unknown class", ErrorCode::internal, "out of cheese \uFFFD"},
        Lie{"no word", ErrorCode::transient, "the adapter failed without a word"}));

TEST(ReadPage, a_wait_that_the_other_side_asks_for_comes_through) {
    auto plain = adapter_called("plain");
    auto page = plain.read(
        test::connection(), {.stream = "documents", .cursor = {"wait"}}, test::services_at_nine());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::rate_limited);
    EXPECT_EQ(page.error().retry_after(), std::chrono::seconds(30));
    EXPECT_EQ(page.error().what(), "adapter plain: too many requests; ask less often");
}

TEST(ReadPage, what_an_adapter_throws_across_the_border_is_caught) {
    auto raw = adapter_called("read-throws");
    const auto read = [&](std::string cursor) {
        return raw.read(test::connection(),
                        {.stream = "documents", .cursor = {std::move(cursor)}},
                        test::services_at_nine());
    };
    EXPECT_THAT(read("").error().what(), HasSubstr("read threw: row 12 of 11"));
    EXPECT_THAT(read("3").error().what(), HasSubstr("read threw; report it"));
}

TEST(ReadPage, what_an_sdk_adapter_throws_is_broken) {
    auto good = adapter_called("good");
    auto page =
        good.read(test::connection_to("throw"), {.stream = "documents"}, test::services_at_nine());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::internal);
    EXPECT_THAT(page.error().what(), HasSubstr("the adapter threw: no such column"));
}

TEST(ReadPage, a_stream_that_is_not_in_the_manifest_is_not_found) {
    auto good = adapter_called("good");
    auto page =
        good.read(test::connection_to("page"), {.stream = "songs"}, test::services_at_nine());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::not_found);
}

TEST(ReadPage, settings_that_do_not_fit_never_reach_the_adapter) {
    auto good = adapter_called("good");
    auto page = good.read(test::connection(), {.stream = "documents"}, test::services_at_nine());
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config);
    EXPECT_THAT(page.error().what(), HasSubstr("the setting 'do' is missing"));
}

TEST(ReadPage, a_call_that_hangs_ends_when_another_thread_cancels_it) {
    auto good = adapter_called("good");
    std::promise<void> waiting;
    auto services = test::services_at_nine();
    services.logger = Logger([&](const LogEntry&) { waiting.set_value(); }, LogLevel::info);
    std::stop_source stop;
    services.stop = stop.get_token();
    auto page = std::async(std::launch::async, [&] {
        return good.read(test::connection_to("wait"), {.stream = "documents"}, services);
    });
    waiting.get_future().wait();
    stop.request_stop();
    auto result = page.get();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::cancelled);
}

TEST(CheckConnection, findings_come_with_their_level) {
    auto good = adapter_called("good");
    auto services = test::services_at_nine();
    auto without = good.check(test::connection_to("page"), services);
    ASSERT_TRUE(without) << without.error();
    EXPECT_EQ(without->front().level, FindingLevel::error);
    EXPECT_EQ(without->front().what, "the secret 'password' is not set");
    EXPECT_EQ(without->front().remedy, "give the connection: The password.");
}

TEST(CheckConnection, a_secret_is_masked_in_findings) {
    auto good = adapter_called("good");
    auto services = test::services_at_nine();
    services.secret = [](std::string_view) { return Result<std::string>("hunter22"); };
    auto findings = good.check(test::connection_to("page"), services);
    ASSERT_TRUE(findings) << findings.error();
    EXPECT_EQ(*findings,
              (std::vector<Finding>{{FindingLevel::ok, "login", "the password is ***", ""}}));
}

TEST(CheckConnection, an_adapter_without_a_check_says_so) {
    auto plain = adapter_called("plain");
    auto findings = plain.check(test::connection(), test::services_at_nine());
    ASSERT_FALSE(findings);
    EXPECT_EQ(findings.error().code(), ErrorCode::unsupported);
}

}  // namespace
}  // namespace tiendo
