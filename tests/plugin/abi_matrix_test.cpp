// Older and newer objects and hosts with each other: what docs/abi.md promises. The objects in
// tests/plugin/abi/1.0 were built when 1.0 was frozen, and stay.
#include "plugin/support.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <optional>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using namespace std::chrono_literals;
using testing::HasSubstr;

const std::filesystem::path kept =
    std::filesystem::path(TIENDO_SOURCE_DIR) / "tests/plugin/abi/1.0";
const std::filesystem::path built = TIENDO_TEST_OBJECTS;

Adapter adapter_at(const std::filesystem::path& path) {
    auto adapter = load(path.string(), test::in_objects(), Logger());
    EXPECT_TRUE(adapter) << adapter.error().explain();
    return *std::move(adapter);
}

#if defined(__x86_64__)
constexpr bool can_run_kept = true;
#else
constexpr bool can_run_kept = false;
#endif

class KeptObject : public testing::TestWithParam<std::string_view> {
protected:
    void SetUp() override {
        if (!can_run_kept) {
            GTEST_SKIP() << "the kept objects were built for x86-64";
        }
    }
};
TEST_P(KeptObject, of_1_0_reads_in_this_host) {
    auto adapter = adapter_at(kept / GetParam());
    EXPECT_EQ(adapter.manifest().abi.str(), "1.0");
    auto page = adapter.read({ConnectionId::of("c"), {{"word", "\"7\""}}},
                             {.stream = "documents"},
                             test::services_at_nine());
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->record_count, 1U);
    EXPECT_EQ(page->next.text, "1");
}
TEST_P(KeptObject, of_1_0_lacks_what_came_later_and_says_so) {
    auto adapter = adapter_at(kept / GetParam());
    auto found =
        adapter.find(test::connection(), "documents", {{"1", {}}}, test::services_at_nine());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code(), ErrorCode::unsupported);
    EXPECT_THAT(found.error().what(), HasSubstr("it has no find"));
}
INSTANTIATE_TEST_SUITE_P(, KeptObject, testing::Values("tiendo-kept.so", "tiendo-kept-sdk.so"));

TEST(AbiMatrix, the_kept_sdk_object_still_checks_sends_probes_and_serves) {
    if (!can_run_kept) {
        GTEST_SKIP() << "the kept objects were built for x86-64";
    }
    auto adapter = adapter_at(kept / "tiendo-kept-sdk.so");
    const auto services = test::services_at_nine();
    const Connection connection{ConnectionId::of("c"), {{"word", "\"7\""}}};
    auto findings = adapter.check(connection, services);
    ASSERT_TRUE(findings) << findings.error();
    EXPECT_EQ(findings->front(), (Finding{FindingLevel::ok, "other", "the word is 7", ""}));
    auto page = adapter.read(connection, {.stream = "documents"}, services);
    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->notices.size(), 1U);
    EXPECT_EQ(page->notices.front().what, "the field x is new");
    auto written = adapter.write(connection, "documents", {{"k1", 1, "{}"}}, services);
    ASSERT_TRUE(written) << written.error();
    EXPECT_EQ(written->front().outcome, Outcome::accepted);
    auto probed = adapter.probe(connection, "documents", {{"k1", 1, "{}"}}, services);
    ASSERT_TRUE(probed) << probed.error();
    EXPECT_EQ(probed->front().outcome, Outcome::absent);
    auto answer = adapter.serve(connection, {{.method = "GET", .target = "/a?b"}, ""}, services);
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->response.body, "/a");
}

TEST(AbiMatrix, an_object_built_today_from_the_header_of_1_0_loads) {
    auto adapter = adapter_at(built / "from-1.0" / "tiendo-kept.so");
    EXPECT_EQ(adapter.manifest().abi.str(), "1.0");
    EXPECT_TRUE(
        adapter.read(test::connection(), {.stream = "documents"}, test::services_at_nine()));
}

/// What the host of 1.0 printed, and its exit code.
std::pair<std::string, int> old_host(const std::string& object) {
    const std::string command =
        (built / "old-host").string() + " " + (built / object).string() + " 2>&1";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string text;
    std::array<char, 512> piece{};
    while (std::fgets(piece.data(), piece.size(), pipe) != nullptr) {
        text += piece.data();
    }
    return {text, WEXITSTATUS(::pclose(pipe))};
}

TEST(AbiMatrix, a_newer_object_reads_in_a_host_of_1_0_and_does_without_what_that_lacks) {
    const auto [text, code] = old_host("tiendo-newest.so");
    EXPECT_EQ(code, 0) << text;
    EXPECT_EQ(text,
              "ABI 1.1, table of this header\n1 records\n"
              "{\"type\":\"document\",\"id\":\"this host has no function 'wait', which came with "
              "ABI 1.1\"}\n\n");
}

TEST(AbiMatrix, a_newer_object_in_c_reads_in_a_host_of_1_0) {
    const auto [text, code] = old_host("from-newest/tiendo-kept.so");
    EXPECT_EQ(code, 0) << text;
    EXPECT_THAT(text, HasSubstr("1 records"));
}

TEST(AbiMatrix, a_newer_object_of_the_sdk_reads_in_a_host_of_1_0) {
    const auto [text, code] = old_host("from-newest/tiendo-kept-sdk.so");
    EXPECT_EQ(code, 0) << text;
    EXPECT_THAT(text, HasSubstr("1 records"));
}

TEST(AbiMatrix, a_newer_object_that_cannot_do_without_is_refused_and_names_the_function) {
    const auto [text, code] = old_host("tiendo-newest-needs.so");
    EXPECT_EQ(code, 2);
    EXPECT_EQ(text,
              "refused: the adapter needs the host function 'wait' of ABI 1.1, this host has ABI "
              "1.0\n");
}

class NewestObject : public testing::Test {
protected:
    NewestObject() : adapter(adapter_at(built / "tiendo-newest-needs.so")) {
        services.wait = [this](std::chrono::milliseconds pause, const std::stop_token& stop) {
            waited = pause;
            return !stop.stop_requested();
        };
    }
    std::string id_read(std::string_view cursor) {
        auto page = adapter.read(
            test::connection(), {.stream = "documents", .cursor = {std::string(cursor)}}, services);
        return page ? page->lines : page.error().what();
    }
    Adapter adapter;
    HostServices services = test::services_at_nine();
    std::optional<std::chrono::milliseconds> waited;
};

TEST_F(NewestObject, waits_by_the_clock_of_the_host) {
    EXPECT_THAT(id_read(""), HasSubstr("\"waited\""));
    EXPECT_EQ(waited, 0ms);
}

TEST_F(NewestObject, is_not_kept_waiting_past_the_end_of_its_call) {
    EXPECT_THAT(id_read("long"), HasSubstr("the call has no such time left to wait"));
    EXPECT_EQ(waited, std::nullopt);
}

TEST_F(NewestObject, is_woken_where_the_call_is_to_end) {
    std::stop_source stop;
    stop.request_stop();
    services.stop = stop.get_token();
    EXPECT_THAT(id_read(""), HasSubstr("cancelled"));
}

TEST_F(NewestObject, finds_records_by_their_keys) {
    auto page = adapter.find(
        test::connection(), "documents", {{"a\"b", Date::of(2021, 5, 20)}, {"đ", {}}}, services);
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->lines,
              "{\"type\":\"document\",\"id\":\"a\\\"b\",\"day\":\"2021-05-20\",\"deleted\":true}\n"
              "{\"type\":\"document\",\"id\":\"đ\",\"deleted\":true}\n");
    EXPECT_FALSE(page->more);
}

}  // namespace
}  // namespace tiendo
