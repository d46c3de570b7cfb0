// For the thread sanitizer: handles of one object are independent.
#include "plugin/support.hpp"

#include "tiendo/http/server.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace tiendo {
namespace {

using namespace tiendo::plugin;

TEST(AdapterThreads, eight_handles_of_one_object_read_at_once) {
    auto server = http::Server::start({.threads = 8}, [](const http::Request&) {
        return http::Response{.status = 200, .headers = {}, .body = "x"};
    });
    ASSERT_TRUE(server) << server.error();
    const auto url = json_text("http://127.0.0.1:" + std::to_string(server->port()) + "/");
    constexpr int handles = 8;
    constexpr int reads = 20;
    std::latch start(handles);
    std::atomic<int> pages = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < handles; ++i) {
        threads.emplace_back([&] {
            auto adapter = load("good", test::in_objects(), Logger());
            start.arrive_and_wait();
            for (int n = 0; adapter && n < reads; ++n) {
                auto connection = test::connection_to(n % 2 == 0 ? "ask" : "state");
                connection.config["url"] = url;
                const auto page =
                    adapter->read(connection, {.stream = "documents"}, test::services_at_nine());
                pages += page && page->record_count == 1 ? 1 : 0;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(pages, handles * reads);
}

}  // namespace
}  // namespace tiendo
