// Our client against our server, over real sockets.
#include "tiendo/http/client.hpp"
#include "tiendo/http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace tiendo::http {
namespace {

std::string url_of(const Server& server, std::string_view target) {
    return "http://127.0.0.1:" + std::to_string(server.port()) + std::string(target);
}

Response echo(const Request& request) {
    return {
        .status = 200,
        .headers = {{"Content-Type", "text/plain"}, {"X-Method", request.method}},
        .body = request.target + "|" + request.body,
    };
}

Server a_server(Handler handler) {
    auto server = Server::start({.threads = 2}, std::move(handler));
    EXPECT_TRUE(server) << server.error();
    return *std::move(server);
}

Client a_client() {
    auto client = Client::open({});
    EXPECT_TRUE(client) << client.error();
    return *std::move(client);
}

TEST(HttpRoundTrip, a_get_brings_status_headers_and_body) {
    auto server = a_server(echo);
    auto client = a_client();
    const auto answer = client.send({.url = url_of(server, "/ho-so?trang=2")});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, 200U);
    EXPECT_EQ(find_header(answer->headers, "content-type"), "text/plain");
    EXPECT_EQ(answer->body, "/ho-so?trang=2|");
}

TEST(HttpRoundTrip, a_post_carries_its_body_and_headers) {
    auto server = a_server([](const Request& request) {
        EXPECT_EQ(find_header(request.headers, "x-session"), "abc");
        return echo(request);
    });
    auto client = a_client();
    const auto answer = client.send({.method = "POST",
                                     .url = url_of(server, "/ghi"),
                                     .headers = {{"X-Session", "abc"}},
                                     .body = "Phường 7"});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->body, "/ghi|Phường 7");
    EXPECT_EQ(find_header(answer->headers, "X-Method"), "POST");
}

TEST(HttpRoundTrip, a_body_of_some_megabytes_goes_both_ways) {
    auto server = a_server([](const Request& request) { return Response{.body = request.body}; });
    auto client = a_client();
    const std::string body(5U << 20U, 'x');
    const auto answer = client.send({.method = "PUT", .url = url_of(server, "/"), .body = body});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_TRUE(answer->body == body);
}

TEST(HttpRoundTrip, a_head_has_the_length_and_no_body) {
    auto server = a_server([](const Request&) { return Response{.body = "twelve bytes"}; });
    auto client = a_client();
    const auto answer = client.send({.method = "HEAD", .url = url_of(server, "/")});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(find_header(answer->headers, "Content-Length"), "12");
    EXPECT_EQ(answer->body, "");
    const auto next = client.send({.url = url_of(server, "/")});
    ASSERT_TRUE(next) << next.error();
    EXPECT_EQ(next->body, "twelve bytes");
}

TEST(HttpRoundTrip, any_status_is_an_answer_and_redirects_are_not_followed) {
    std::atomic<int> calls{0};
    auto server = a_server([&](const Request&) {
        ++calls;
        return Response{.status = 302, .headers = {{"Location", "/elsewhere"}}};
    });
    auto client = a_client();
    const auto answer = client.send({.url = url_of(server, "/")});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, 302U);
    EXPECT_EQ(calls, 1);
}

TEST(HttpRoundTrip, a_body_dropped_half_way_is_transient_for_a_get) {
    auto server = a_server([](const Request&) {
        return Response{.body = std::string(10'000, 'x'), .drop_after_bytes = 5'000};
    });
    auto client = a_client();
    const auto answer = client.send({.url = url_of(server, "/trang?key=secret")});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
    EXPECT_EQ(answer.error().what().find("secret"), std::string::npos);
    EXPECT_NE(answer.error().what().find("127.0.0.1:" + std::to_string(server.port())),
              std::string::npos);
}

TEST(HttpRoundTrip, a_body_dropped_half_way_leaves_the_outcome_of_a_post_unknown) {
    auto server = a_server([](const Request&) {
        return Response{.body = std::string(10'000, 'x'), .drop_after_bytes = 0};
    });
    auto client = a_client();
    const auto answer = client.send({.method = "POST", .url = url_of(server, "/"), .body = "1"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::outcome_unknown) << answer.error();
}

TEST(HttpRoundTrip, an_exception_in_the_handler_becomes_500_without_its_text) {
    auto server = a_server(
        [](const Request&) -> Response { throw std::runtime_error("the password is 1234"); });
    auto client = a_client();
    const auto answer = client.send({.url = url_of(server, "/")});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, 500U);
    EXPECT_EQ(answer->body.find("1234"), std::string::npos);
}

TEST(HttpRoundTrip, a_line_break_in_a_header_of_the_answer_becomes_500) {
    auto server = a_server([](const Request&) {
        return Response{.headers = {{"X-Name", "a\r\nSet-Cookie: b"}}};
    });
    auto client = a_client();
    const auto answer = client.send({.url = url_of(server, "/")});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, 500U);
    EXPECT_FALSE(find_header(answer->headers, "Set-Cookie"));
}

TEST(HttpRoundTrip, a_request_longer_than_the_server_takes_is_answered_413_while_it_is_sent) {
    auto server = *Server::start({.max_body_bytes = 1'000}, echo);
    auto client = a_client();
    const auto answer = client.send(
        {.method = "POST", .url = url_of(server, "/"), .body = std::string(8U << 20U, 'x')});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, 413U);
}

TEST(HttpRoundTrip, eight_clients_at_once_each_get_their_own_answers) {
    auto server = *Server::start({.threads = 4}, echo);
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; ++number) {
        threads.emplace_back([&, number] {
            auto client = a_client();
            for (int i = 0; i < 200; ++i) {
                const auto body = std::to_string(number) + "-" + std::to_string(i);
                const auto answer =
                    client.send({.method = "POST", .url = url_of(server, "/x"), .body = body});
                right += answer && answer->body == "/x|" + body ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(right, 8 * 200);
}

}  // namespace
}  // namespace tiendo::http
