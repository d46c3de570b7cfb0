// Time-outs and the end of the server.
#include "http/raw_peer.hpp"

#include "tiendo/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <iterator>
#include <latch>
#include <string>
#include <thread>

namespace tiendo::http {
namespace {

using std::chrono::milliseconds;
using test::RawConnection;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr milliseconds soon{150};

Response ok(const Request&) {
    return {.body = "ok"};
}

Server a_server(const ServerOptions& options, Handler handler) {
    auto server = Server::start(options, std::move(handler));
    EXPECT_TRUE(server) << server.error();
    return *std::move(server);
}

/// Returns when the server takes no more connections: `stop` has begun.
void await_closed_door(std::uint16_t port) {
    while (RawConnection::to(port).open()) {
        std::this_thread::yield();
    }
}

TEST(HttpServerTimeouts, a_request_that_never_ends_is_cut_off) {
    auto server = a_server({.read_timeout = soon}, ok);
    const auto peer = RawConnection::to(server.port());
    peer.write("GET / HTTP/1.1\r\nHost: ");
    EXPECT_EQ(peer.read_to_end(), "");
}

TEST(HttpServerTimeouts, a_request_that_drips_is_cut_off_as_a_whole) {
    auto server = a_server({.read_timeout = soon}, ok);
    const auto peer = RawConnection::to(server.port());
    peer.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
    int bytes = 0;
    while (bytes < 1'000 && !peer.ready_within(milliseconds(10))) {
        bytes += peer.write("x") ? 1 : 1'000;
    }
    EXPECT_LT(bytes, 1'000);
}

TEST(HttpServerTimeouts, an_idle_connection_is_closed) {
    auto server = a_server({.read_timeout = soon}, ok);
    auto peer = RawConnection::to(server.port());
    peer.write(get);
    EXPECT_THAT(peer.read_message(), EndsWith("ok"));
    EXPECT_EQ(peer.read_to_end(), "");
}

TEST(HttpServerTimeouts, a_peer_that_reads_no_answer_is_cut_off) {
    constexpr std::size_t size = 64U << 20U;
    auto server = a_server({.write_timeout = soon},
                           [](const Request&) { return Response{.body = std::string(size, 'x')}; });
    const auto peer = RawConnection::to(server.port());
    peer.write(get);
    auto seen = peer.read_some().size();  // writing has begun
    server.stop();                        // waits for the answer or for its time-out
    seen += peer.read_to_end().size();
    EXPECT_LT(seen, size);
}

TEST(HttpServerTimeouts, blocked_handlers_do_not_keep_time_outs_from_passing) {
    std::latch release(1);
    auto server = a_server({.threads = 1, .read_timeout = soon}, [&](const Request& request) {
        release.wait();
        return ok(request);
    });
    auto blocked = RawConnection::to(server.port());
    blocked.write(get);
    const auto slow = RawConnection::to(server.port());
    slow.write("GET / ");
    EXPECT_EQ(slow.read_to_end(), "");
    release.count_down();
    EXPECT_THAT(blocked.read_message(), EndsWith("ok"));
}

TEST(HttpServerThreads, so_many_handlers_run_at_once_as_there_are_threads) {
    std::latch all_inside(3);
    auto server = a_server({.threads = 3}, [&](const Request& request) {
        all_inside.arrive_and_wait();  // returns only when three are in here together
        return ok(request);
    });
    std::vector<RawConnection> peers;
    for (int i = 0; i < 3; ++i) {
        peers.push_back(RawConnection::to(server.port()));
        peers.back().write(get);
    }
    for (auto& peer : peers) {
        EXPECT_THAT(peer.read_message(), EndsWith("ok"));
    }
}

TEST(HttpServerThreads, requests_beyond_the_threads_wait_for_their_turn) {
    std::atomic<int> inside{0};
    std::atomic<int> most{0};
    auto server = a_server({.threads = 2}, [&](const Request& request) {
        const int now = ++inside;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::yield();
        --inside;
        return ok(request);
    });
    std::vector<RawConnection> peers;
    for (int i = 0; i < 20; ++i) {
        peers.push_back(RawConnection::to(server.port()));
        peers.back().write(get);
    }
    for (auto& peer : peers) {
        EXPECT_THAT(peer.read_message(), EndsWith("ok"));
    }
    EXPECT_LE(most, 2);
}

TEST(HttpServerStop, idle_connections_are_closed) {
    auto server = a_server({}, ok);
    auto used = RawConnection::to(server.port());
    used.write(get);
    EXPECT_THAT(used.read_message(), EndsWith("ok"));
    auto begun = RawConnection::to(server.port());
    begun.write("GET /");
    server.stop();
    EXPECT_EQ(used.read_to_end(), "");
    EXPECT_EQ(begun.read_to_end(), "");
}

TEST(HttpServerStop, a_running_request_gets_its_answer_and_is_the_last_one) {
    std::latch entered(1);
    std::latch release(1);
    auto server = a_server({}, [&](const Request& request) {
        entered.count_down();
        release.wait();
        return ok(request);
    });
    const auto peer = RawConnection::to(server.port());
    peer.write(get);
    entered.wait();
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    await_closed_door(server.port());
    release.count_down();
    stopped.get();
    const auto answer = peer.read_to_end();
    EXPECT_THAT(answer, EndsWith("ok"));
    EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(HttpServerStop, a_request_that_waits_for_its_turn_is_answered_503_unhandled) {
    std::latch entered(1);
    std::latch release(1);
    std::atomic<int> handled{0};
    auto server = a_server({.threads = 1}, [&](const Request& request) {
        ++handled;
        entered.count_down();
        release.wait();
        return ok(request);
    });
    const auto first = RawConnection::to(server.port());
    first.write(get);
    entered.wait();
    auto second = RawConnection::to(server.port());
    // The invitation proves that the server has begun this one; its last byte follows.
    second.write("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    EXPECT_THAT(second.read_message(), StartsWith("HTTP/1.1 100 "));
    second.write("x");
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    await_closed_door(server.port());
    release.count_down();
    stopped.get();
    EXPECT_THAT(first.read_to_end(), EndsWith("ok"));
    // Its last byte may have come after the end began: then it is closed without an answer.
    const auto answer = second.read_to_end();
    EXPECT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 503 ")) << answer;
    EXPECT_EQ(handled, 1);
}

std::size_t threads_of_this_process() {
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

/// The kernel takes a thread off its list a moment after it can be joined.
std::size_t threads_in_the_end(std::size_t expected) {
    const auto end = std::chrono::steady_clock::now() + milliseconds(test::patience_ms);
    while (threads_of_this_process() != expected && std::chrono::steady_clock::now() < end) {
        std::this_thread::yield();
    }
    return threads_of_this_process();
}

TEST(HttpServerStop, no_thread_is_left_behind) {
    std::thread([] {}).join();  // the thread sanitizer starts one of its own beside the first
    const auto before = threads_of_this_process();
    {
        auto server = a_server({.threads = 8}, ok);
        auto peer = RawConnection::to(server.port());
        peer.write(get);
        EXPECT_THAT(peer.read_message(), EndsWith("ok"));
        EXPECT_EQ(threads_of_this_process(), before + 9);
    }
    EXPECT_EQ(threads_in_the_end(before), before);
}

TEST(HttpServerStop, it_may_be_stopped_twice_and_by_many) {
    auto server = a_server({}, ok);
    auto other = std::async(std::launch::async, [&] { server.stop(); });
    server.stop();
    other.get();
    server.stop();
}

TEST(HttpServerStart, a_port_that_is_taken_is_busy) {
    auto first = a_server({}, ok);
    const auto second = Server::start({.port = first.port()}, ok);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), ErrorCode::busy);
    EXPECT_THAT(second.error().what(), HasSubstr("127.0.0.1:" + std::to_string(first.port())));
}

TEST(HttpServerStart, a_port_is_free_again_at_once_after_the_end) {
    std::uint16_t port = 0;
    {
        auto first = a_server({}, ok);
        port = first.port();
        auto peer = RawConnection::to(port);
        peer.write(get);
        EXPECT_THAT(peer.read_message(), EndsWith("ok"));
    }
    EXPECT_TRUE(Server::start({.port = port}, ok));
}

TEST(HttpServerStart, wrong_options_are_a_matter_of_configuration) {
    EXPECT_EQ(Server::start({.address = "localhorst"}, ok).error().code(), ErrorCode::config);
    EXPECT_EQ(Server::start({.address = "192.0.2.1"}, ok).error().code(), ErrorCode::config);
    EXPECT_EQ(Server::start({.threads = 0}, ok).error().code(), ErrorCode::config);
    EXPECT_EQ(Server::start({.threads = 65}, ok).error().code(), ErrorCode::config);
    EXPECT_EQ(Server::start({.read_timeout = milliseconds(0)}, ok).error().code(),
              ErrorCode::config);
    EXPECT_EQ(Server::start({.certificate_file = "a.pem"}, ok).error().code(), ErrorCode::config);
    EXPECT_EQ(Server::start({}, nullptr).error().code(), ErrorCode::config);
}

}  // namespace
}  // namespace tiendo::http
