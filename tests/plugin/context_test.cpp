// What the host gives, seen through an adapter that asks for it.
#include "plugin/support.hpp"

#include "tiendo/http/server.hpp"

#include <gmock/gmock.h>

#include <map>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

class HostContextTest : public testing::Test {
protected:
    HostContextTest() : good(*load("good", test::in_objects(), Logger())) {
        services = test::services_at_nine();
    }
    Result<Page> read(std::string_view what) {
        auto connection = test::connection_to(what);
        if (!url.empty()) {
            connection.config["url"] = json_text(url);
        }
        return good.read(connection, {.stream = "documents"}, services);
    }
    /// Starts a server that answers all with `response`, and points the connection to it.
    http::Server serve(const http::Response& response) {
        auto server =
            http::Server::start({}, [response](const http::Request&) { return response; });
        EXPECT_TRUE(server) << server.error();
        url = "http://127.0.0.1:" + std::to_string(server->port()) + "/list";
        return *std::move(server);
    }

    Adapter good;
    HostServices services;
    std::string url;
};

TEST_F(HostContextTest, time_is_the_hosts_clock) {
    EXPECT_THAT(read("clock")->lines, HasSubstr("\"now\":1621476000000"));  // 09:00 +07:00
}

TEST_F(HostContextTest, chance_is_the_hosts_generator) {
    services.random = [] { return std::uint64_t{7}; };
    EXPECT_THAT(read("clock")->lines, HasSubstr("\"random\":\"7\""));
}

TEST_F(HostContextTest, without_a_clock_nothing_is_called) {
    services.clock = nullptr;
    EXPECT_EQ(read("page").error().code(), ErrorCode::internal);
}

TEST_F(HostContextTest, an_answer_comes_through_the_hosts_client) {
    const auto server = serve({.status = 200, .headers = {}, .body = "văn bản"});
    auto page = read("ask");
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->lines, "{\"body\":\"văn bản\"}\n");
}

TEST_F(HostContextTest, a_status_is_the_adapters_to_judge) {
    const auto server = serve({.status = 429, .headers = {{"Retry-After", "12"}}, .body = ""});
    auto page = read("ask");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::rate_limited);
    EXPECT_EQ(page.error().retry_after(), std::chrono::seconds(12));
}

TEST_F(HostContextTest, a_host_that_refuses_is_transient) {
    { const auto server = serve({}); }
    EXPECT_EQ(read("ask").error().code(), ErrorCode::transient);
}

TEST_F(HostContextTest, a_host_that_is_not_allowed_is_never_asked) {
    const auto server = serve({});
    services.hosts = {"one-stop.example"};
    auto page = read("ask");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config);
    EXPECT_THAT(page.error().what(), HasSubstr("the adapter may not talk to 127.0.0.1:"));
}

TEST_F(HostContextTest, no_request_begins_after_the_time_for_the_call) {
    const auto server = serve({});
    services.call_timeout = std::chrono::milliseconds(0);
    auto page = read("ask");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::transient);
    EXPECT_THAT(page.error().what(), HasSubstr("the call took longer than 0 ms"));
}

TEST_F(HostContextTest, no_request_begins_after_a_cancellation) {
    const auto server = serve({});
    std::stop_source stop;
    stop.request_stop();
    services.stop = stop.get_token();
    EXPECT_EQ(read("ask").error().code(), ErrorCode::cancelled);
}

TEST_F(HostContextTest, a_secret_appears_neither_in_log_nor_in_errors) {
    test::LogLines log;
    services.logger = log.logger();
    services.secret = [](std::string_view) { return Result<std::string>("hunter22"); };
    auto page = read("tell");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().what(), "adapter good: the password *** was refused; change ***");
    EXPECT_EQ(log.lines(),
              std::vector<std::string>{
                  "warn password is *** adapter=good connection=van-ban password=***"});
}

TEST_F(HostContextTest, a_setting_that_the_manifest_does_not_declare_is_the_adapters_fault) {
    EXPECT_EQ(read("undeclared").error().code(), ErrorCode::internal);
}

TEST_F(HostContextTest, a_secret_is_not_given_as_a_setting) {
    EXPECT_EQ(read("secret as setting").error().code(), ErrorCode::internal);
}

TEST_F(HostContextTest, state_goes_to_the_host_where_it_keeps_it) {
    std::map<std::string, std::string> kept{{"count", "7"}};
    services.state_get = [&](std::string_view key) {
        return Result<std::optional<std::string>>(kept.at(std::string(key)));
    };
    services.state_put = [&](std::string_view key, std::string_view value) {
        kept[std::string(key)] = value;
        return Result<void>();
    };
    EXPECT_THAT(read("state")->lines, HasSubstr("\"before\":\"7\""));
    EXPECT_EQ(kept["count"], "17");
}

TEST_F(HostContextTest, a_state_that_the_host_cannot_read_is_transient) {
    services.state_get = [](std::string_view) {
        return Result<std::optional<std::string>>(Error{ErrorCode::storage, "disk full"});
    };
    EXPECT_EQ(read("state").error().code(), ErrorCode::transient);
}

TEST_F(HostContextTest, a_callback_that_throws_does_not_cross_the_border) {
    services.state_get = [](std::string_view) -> Result<std::optional<std::string>> {
        throw std::runtime_error("lost");
    };
    EXPECT_THAT(read("state").error().what(), HasSubstr("the host failed: lost"));
}

TEST_F(HostContextTest, state_over_64_kib_is_refused) {
    EXPECT_THAT(read("long state").error().what(), HasSubstr("more than 64 KiB"));
}

}  // namespace
}  // namespace tiendo
