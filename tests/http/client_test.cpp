// The client against peers whose every byte is written here.
#include "tiendo/http/client.hpp"

#include "http/raw_peer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace tiendo::http {
namespace {

using std::chrono::milliseconds;
using test::answer_once;
using test::RawConnection;
using test::RawServer;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view small_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

Client a_client(const ClientOptions& options) {
    auto client = Client::open(options);
    EXPECT_TRUE(client) << client.error();
    return *std::move(client);
}

Result<Response> get(const RawServer& server, const ClientOptions& options) {
    return a_client(options).send({.url = server.url("/a?token=hunter2")});
}

/// Answers each request on a connection until `count` are answered, then waits for the other side
/// to close.
RawServer::Script keep_answering(int count) {
    return [count](RawConnection& peer) {
        for (int i = 0; i < count && !peer.read_message().empty(); ++i) {
            peer.write(small_answer);
        }
        (void)peer.read_to_end();
    };
}

TEST(HttpClient, requests_to_one_origin_share_a_connection) {
    RawServer server(keep_answering(3));
    {
        auto client = a_client({});
        for (int i = 0; i < 3; ++i) {
            const auto answer = client.send({.url = server.url("/")});
            ASSERT_TRUE(answer) << answer.error();
        }
    }
    EXPECT_EQ(server.accepted(), 1);
}

TEST(HttpClient, a_connection_that_the_server_says_it_will_close_is_not_used_again) {
    RawServer server(
        answer_once("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"));
    auto client = a_client({});
    ASSERT_TRUE(client.send({.url = server.url("/")}));
    ASSERT_TRUE(client.send({.url = server.url("/")}));
    EXPECT_EQ(server.accepted(), 2);
}

TEST(HttpClient, a_post_after_the_server_closed_an_idle_connection_goes_out_on_a_new_one) {
    std::atomic<bool> closed{false};
    RawServer server([&](RawConnection& peer) {
        if (!peer.read_message().empty()) {
            peer.write(small_answer);
        }
        peer.close();
        closed = true;
    });
    auto client = a_client({});
    ASSERT_TRUE(client.send({.url = server.url("/")}));
    while (!closed) {
        std::this_thread::yield();
    }
    const auto answer = client.send({.method = "POST", .url = server.url("/"), .body = "1"});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(server.accepted(), 2);
}

/// The first connection answers once, then takes a second request and closes without a byte.
RawServer::Script close_on_second_request(std::atomic<int>& requests) {
    return [&requests](RawConnection& peer) {
        while (!peer.read_message().empty()) {
            ++requests;
            if (requests == 2) {
                return;
            }
            peer.write(small_answer);
        }
    };
}

TEST(HttpClient, a_get_on_a_kept_connection_that_closes_unanswered_is_sent_once_more) {
    std::atomic<int> requests{0};
    RawServer server(close_on_second_request(requests));
    {
        auto client = a_client({});
        ASSERT_TRUE(client.send({.url = server.url("/")}));
        const auto answer = client.send({.url = server.url("/")});
        ASSERT_TRUE(answer) << answer.error();
    }
    EXPECT_EQ(requests, 3);
}

TEST(HttpClient, a_post_on_a_kept_connection_that_closes_unanswered_is_never_sent_again) {
    std::atomic<int> requests{0};
    RawServer server(close_on_second_request(requests));
    {
        auto client = a_client({});
        ASSERT_TRUE(client.send({.url = server.url("/")}));
        const auto answer = client.send({.method = "POST", .url = server.url("/")});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), ErrorCode::outcome_unknown) << answer.error();
    }
    EXPECT_EQ(requests, 2);
}

TEST(HttpClient, a_fresh_connection_that_closes_unanswered_is_not_tried_again) {
    RawServer server(answer_once(""));
    const auto answer = get(server, {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
    EXPECT_EQ(server.accepted(), 1);
}

TEST(HttpClient, a_refused_connection_is_transient_and_names_host_and_port_only) {
    std::uint16_t port = 0;
    {
        const RawServer gone(answer_once(""));
        port = gone.port();
    }
    const auto place = "127.0.0.1:" + std::to_string(port);
    const auto answer = a_client({}).send({.url = "http://" + place + "/a?token=hunter2"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient);
    EXPECT_THAT(answer.error().what(), HasSubstr(place));
    EXPECT_THAT(answer.error().what(), Not(HasSubstr("hunter2")));
    EXPECT_FALSE(answer.error().remedy().empty());
}

TEST(HttpClient, a_server_that_never_answers_is_given_up_after_the_read_time_out) {
    RawServer server([](RawConnection& peer) { (void)peer.read_to_end(); });
    const auto answer = get(server, {.read_timeout = milliseconds(150)});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient);
    EXPECT_THAT(answer.error().what(), HasSubstr("silent for 150 ms"));
}

TEST(HttpClient, a_post_that_is_never_answered_has_an_unknown_outcome) {
    RawServer server([](RawConnection& peer) { (void)peer.read_to_end(); });
    const auto answer = a_client({.read_timeout = milliseconds(150)})
                            .send({.method = "POST", .url = server.url("/"), .body = "1"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::outcome_unknown) << answer.error();
}

TEST(HttpClient, an_answer_that_drips_is_given_up_after_the_total_time_out) {
    RawServer server([](RawConnection& peer) {
        (void)peer.read_message();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (!peer.ready_within(milliseconds(20)) && peer.write("x")) {
        }
    });
    const auto answer =
        get(server, {.read_timeout = milliseconds(5'000), .total_timeout = milliseconds(200)});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient);
    EXPECT_THAT(answer.error().what(), HasSubstr("not finished within 200 ms"));
}

TEST(HttpClient, a_peer_that_takes_no_connection_is_given_up_after_the_connect_time_out) {
    // TLS belongs to connecting: this peer accepts and then says nothing.
    RawServer server([](RawConnection& peer) { (void)peer.read_to_end(); });
    const auto answer =
        a_client({.connect_timeout = milliseconds(150)})
            .send({.method = "POST",
                   .url = "https://127.0.0.1:" + std::to_string(server.port()) + "/"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
    EXPECT_THAT(answer.error().what(), HasSubstr("no connection within 150 ms"));
}

TEST(HttpClient, a_body_in_chunks_is_joined_and_its_trailers_are_left_out) {
    RawServer server(
        answer_once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "5;note=1\r\nxin c\r\n3\r\nhao\r\n0\r\nX-Late: 1\r\n\r\n"));
    const auto answer = get(server, {});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->body, "xin chao");
    EXPECT_FALSE(find_header(answer->headers, "X-Late"));
}

TEST(HttpClient, a_body_without_a_length_ends_with_the_connection) {
    RawServer server(answer_once("HTTP/1.0 200 OK\r\n\r\nto the end"));
    const auto answer = get(server, {});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->body, "to the end");
}

TEST(HttpClient, interim_answers_are_passed_over) {
    RawServer server(answer_once("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" +
                                 std::string(small_answer)));
    const auto answer = get(server, {});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->body, "ok");
}

TEST(HttpClient, a_reset_in_the_middle_of_a_body_is_transient_for_a_get) {
    RawServer server([](RawConnection& peer) {
        (void)peer.read_message();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        peer.reset();
    });
    const auto answer = get(server, {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
}

}  // namespace
}  // namespace tiendo::http
