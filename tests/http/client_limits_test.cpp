// What the client refuses: of its caller, and of answers that are too long or no HTTP.
#include "http/raw_peer.hpp"

#include "tiendo/http/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>

namespace tiendo::http {
namespace {

using std::chrono::milliseconds;
using test::answer_once;
using test::RawConnection;
using test::RawServer;
using testing::HasSubstr;
using testing::Not;

Result<Response> get(const RawServer& server, const ClientOptions& options) {
    return Client::open(options)->send({.url = server.url("/")});
}

TEST(HttpClientLimits, a_stated_length_over_the_limit_is_refused_before_the_body_comes) {
    // The peer sends no byte of the gigabyte: only the head can have been the reason.
    RawServer server([](RawConnection& peer) {
        (void)peer.read_message();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
        (void)peer.read_to_end();
    });
    const auto answer = get(server, {.max_body_bytes = 1'000'000});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
    EXPECT_THAT(answer.error().what(), HasSubstr("longer than 1000000 bytes"));
}

/// Sends pieces until the other side closes or a gigabyte is through.
RawServer::Script pour(std::string head, std::string piece, std::size_t& sent) {
    return [head = std::move(head), piece = std::move(piece), &sent](RawConnection& peer) {
        (void)peer.read_message();
        peer.write(head);
        while (sent < (1U << 30U) && peer.write(piece)) {
            sent += piece.size();
        }
    };
}

TEST(HttpClientLimits, chunks_without_end_are_refused_at_the_limit) {
    std::size_t sent = 0;
    {
        RawServer server(pour("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                              "10000\r\n" + std::string(65'536, 'x') + "\r\n",
                              sent));
        const auto answer = get(server, {.max_body_bytes = 1'000'000});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
    }
    EXPECT_LT(sent, 64U << 20U);  // the limit and what the sockets' buffers hold
}

TEST(HttpClientLimits, a_body_without_length_is_refused_at_the_limit) {
    std::size_t sent = 0;
    {
        RawServer server(pour("HTTP/1.1 200 OK\r\n\r\n", std::string(65'536, 'x'), sent));
        const auto answer = get(server, {.max_body_bytes = 1'000'000});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
    }
    EXPECT_LT(sent, 64U << 20U);
}

TEST(HttpClientLimits, headers_without_end_are_refused_at_the_limit) {
    std::size_t sent = 0;
    {
        RawServer server(pour("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789\r\n", sent));
        const auto answer = get(server, {.max_header_bytes = 2'000});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
        EXPECT_THAT(answer.error().what(), HasSubstr("longer than 2000 bytes"));
    }
    EXPECT_LT(sent, 64U << 20U);
}

TEST(HttpClientLimits, a_chunk_extension_without_end_is_refused) {
    std::size_t sent = 0;
    {
        RawServer server(pour("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=",
                              std::string(65'536, 'x'),
                              sent));
        const auto answer = get(server, {.max_header_bytes = 2'000});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
    }
    EXPECT_LT(sent, 64U << 20U);
}

TEST(HttpClientLimits, a_length_at_the_limit_is_taken_and_the_answer_to_a_head_has_none) {
    RawServer server([](RawConnection& peer) {
        const auto request = peer.read_message();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        if (request.starts_with("GET")) {
            peer.write("0123456789");
        }
    });
    auto client = *Client::open({.max_body_bytes = 10});
    EXPECT_TRUE(client.send({.url = server.url("/")}));
    auto tight = *Client::open({.max_body_bytes = 9});
    EXPECT_TRUE(tight.send({.method = "HEAD", .url = server.url("/")}));
}

class HttpClientGarbage : public testing::TestWithParam<std::string_view> {};

TEST_P(HttpClientGarbage, an_answer_that_is_not_http_is_drift) {
    RawServer server(answer_once(std::string(GetParam())));
    const auto answer = get(server, {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::drift) << answer.error();
    EXPECT_THAT(answer.error().what(), HasSubstr("127.0.0.1:" + std::to_string(server.port())));
}
INSTANTIATE_TEST_SUITE_P(
    Answers,
    HttpClientGarbage,
    testing::Values("SSH-2.0-OpenSSH_9.2\r\n",
                    "<!DOCTYPE html><html></html>",
                    "HTTP/2.0 200 OK\r\n\r\n",
                    "HTTP/1.1 abc OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nNo colon here\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"));

struct BadRequest {
    Request request;
    std::string_view says;
};
void PrintTo(const BadRequest& each, std::ostream* out) {
    *out << each.says << ' ' << testing::PrintToString(each.request.method) << ' '
         << testing::PrintToString(each.request.url);
}

const BadRequest bad_requests[] = {
    {{.method = "GET / HTTP/1.1\r\nX: y\r\n\r\nGET"}, "method"},
    {{.method = ""}, "method"},
    {{.headers = {{"X-Name", "a\r\nX-Other: hunter2"}}}, "'X-Name'"},
    {{.headers = {{"X-Name", "a\nhunter2"}}}, "'X-Name'"},
    {{.headers = {{"X-Name", std::string("a\0hunter2", 9)}}}, "'X-Name'"},
    {{.headers = {{"X Name", "hunter2"}}}, "name"},
    {{.headers = {{"X-Name: hunter2\r\nY", "a"}}}, "name"},
    {{.headers = {{"", "hunter2"}}}, "name"},
    {{.headers = {{"content-length", "7"}}}, "'Content-Length'"},
    {{.headers = {{"Transfer-Encoding", "chunked"}}}, "'Transfer-Encoding'"},
    {{.headers = {{"HOST", "elsewhere"}}}, "'Host'"},
};

class HttpClientRefusal : public testing::TestWithParam<BadRequest> {};

TEST_P(HttpClientRefusal, a_request_that_would_be_read_otherwise_is_refused_unsent) {
    auto client = *Client::open({});
    auto request = GetParam().request;
    request.url = "http://127.0.0.1:1/";  // nobody listens: reaching it would be transient
    const auto answer = client.send(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::malformed_input) << answer.error();
    EXPECT_THAT(answer.error().what(), HasSubstr(GetParam().says));
    EXPECT_THAT(answer.error().what(), Not(HasSubstr("hunter2")));
}
INSTANTIATE_TEST_SUITE_P(Requests, HttpClientRefusal, testing::ValuesIn(bad_requests));

TEST(HttpClientOptions, wrong_ones_are_told_when_it_is_opened) {
    EXPECT_EQ(Client::open({.read_timeout = milliseconds(0)}).error().code(), ErrorCode::config);
    EXPECT_EQ(Client::open({.max_header_bytes = 1}).error().code(), ErrorCode::config);
    EXPECT_EQ(Client::open({.user_agent = "a\r\nb"}).error().code(), ErrorCode::config);
    const auto client = Client::open({.ca_file = "/nowhere/ca.pem"});
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().code(), ErrorCode::config);
    EXPECT_THAT(client.error().what(), HasSubstr("/nowhere/ca.pem"));
}

}  // namespace
}  // namespace tiendo::http
