// The server against clients whose every byte is written here.
#include "tiendo/http/server.hpp"

#include "http/raw_peer.hpp"

#include "tiendo/http/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <ostream>
#include <string>
#include <thread>

namespace tiendo::http {
namespace {

using std::chrono::milliseconds;
using test::RawConnection;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

Response echo(const Request& request) {
    return {.body = request.method + " " + request.target + " " + request.body};
}

Server a_server(const ServerOptions& options, Handler handler) {
    auto server = Server::start(options, std::move(handler));
    EXPECT_TRUE(server) << server.error();
    return *std::move(server);
}

/// What a server says to these bytes until it closes.
std::string said_to(const Server& server, std::string_view bytes) {
    const auto peer = RawConnection::to(server.port());
    peer.write(bytes);
    return peer.read_to_end();
}

TEST(HttpServer, two_requests_on_one_connection_get_two_answers) {
    auto server = a_server({}, echo);
    auto peer = RawConnection::to(server.port());
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(peer.write(get));
        const auto answer = peer.read_message();
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_THAT(answer, EndsWith("\r\n\r\nGET / "));
    }
}

TEST(HttpServer, requests_sent_at_once_are_answered_in_order) {
    auto server = a_server({}, echo);
    auto peer = RawConnection::to(server.port());
    peer.write("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_THAT(peer.read_message(), EndsWith("GET /1 "));
    EXPECT_THAT(peer.read_message(), EndsWith("GET /2 "));
}

TEST(HttpServer, a_request_that_asks_to_close_is_the_last_one) {
    auto server = a_server({}, echo);
    const auto answer = said_to(server, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(HttpServer, a_head_is_answered_with_the_length_and_without_the_body) {
    auto server = a_server({}, echo);
    const auto answer = said_to(server, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 7\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST(HttpServer, a_204_has_neither_body_nor_length) {
    auto server = a_server({}, [](const Request&) { return Response{.status = 204}; });
    const auto answer = said_to(server, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 204 No Content\r\n"));
    EXPECT_THAT(answer, Not(HasSubstr("Content-Length")));
}

TEST(HttpServer, tells_the_address_of_the_peer_without_its_port) {
    for (const auto* address : {"127.0.0.1", "::1"}) {
        auto server = a_server({.address = address}, [](const Request& request) {
            return Response{.body = request.peer};
        });
        auto client = Client::open({});
        ASSERT_TRUE(client);
        const auto host = std::string(address) == "::1" ? "[::1]" : address;
        const auto answer = client->send(
            {.url = "http://" + std::string(host) + ":" + std::to_string(server.port()) + "/"});
        ASSERT_TRUE(answer) << answer.error();
        EXPECT_EQ(answer->body, address);
    }
}

TEST(HttpServer, an_ipv4_peer_of_an_ipv6_socket_keeps_its_own_form) {
    auto server = a_server({.address = "::"},
                           [](const Request& request) { return Response{.body = request.peer}; });
    const auto answer = said_to(server, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, EndsWith("\r\n\r\n127.0.0.1"));
}

TEST(HttpServer, a_peer_cannot_say_that_it_is_another) {
    auto server =
        a_server({}, [](const Request& request) { return Response{.body = request.peer}; });
    const auto answer = said_to(server,
                                "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.7\r\n"
                                "Connection: close\r\n\r\n");
    EXPECT_THAT(answer, EndsWith("\r\n\r\n127.0.0.1"));
}

TEST(HttpServer, a_body_in_chunks_reaches_the_handler_joined) {
    auto server = a_server({}, echo);
    auto peer = RawConnection::to(server.port());
    peer.write(
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nxin\r\n5\r\n chao\r\n0\r\n\r\n");
    EXPECT_THAT(peer.read_message(), EndsWith("\r\n\r\nPOST /x xin chao"));
}

TEST(HttpServer, a_body_that_waits_for_an_invitation_is_invited) {
    auto server = a_server({}, echo);
    auto peer = RawConnection::to(server.port());
    peer.write("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(peer.read_message(), "HTTP/1.1 100 Continue\r\n\r\n");
    peer.write("ok");
    EXPECT_THAT(peer.read_message(), EndsWith("\r\n\r\nPOST /x ok"));
}

TEST(HttpServer, a_whole_address_as_target_is_cut_to_its_path) {
    auto server = a_server({}, echo);
    auto peer = RawConnection::to(server.port());
    peer.write("GET http://h:80/a?b=c HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_THAT(peer.read_message(), EndsWith("\r\n\r\nGET /a?b=c "));
}

TEST(HttpServer, an_answer_stops_after_the_bytes_it_is_told_to_drop_at) {
    auto server = a_server(
        {}, [](const Request&) { return Response{.body = "0123456789", .drop_after_bytes = 4}; });
    const auto answer = said_to(server, get);
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 10\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n0123"));
}

struct Refused {
    std::string request;
    std::string_view status;
};
void PrintTo(const Refused& each, std::ostream* out) {
    *out << each.status << ' ' << testing::PrintToString(each.request.substr(0, 120));
}

const Refused refused_requests[] = {
    {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n", "413"},
    {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", "413"},
    {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(600, 'x') + "\r\n\r\n", "431"},
    {"GET /" + std::string(600, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", "431"},
    {"GET /" + std::string(600, 'x'), "431"},
    {"hello\r\n\r\n", "400"},
    {"GET / HTTP/3.0\r\nHost: h\r\n\r\n", "400"},
    {"GET / HTTP/1.1\r\n\r\n", "400"},
    {"GET nowhere HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
    {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
     "400"},
    {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n", "400"},
    {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
};

class HttpServerRefusal : public testing::TestWithParam<Refused> {};

TEST_P(HttpServerRefusal, a_request_outside_the_limits_or_rules_is_refused_and_the_last_one) {
    auto server = a_server({.max_body_bytes = 1'000, .max_header_bytes = 512},
                           [](const Request&) -> Response {
                               ADD_FAILURE() << "reached the handler";
                               return {};
                           });
    const auto peer = RawConnection::to(server.port());
    peer.write(GetParam().request);
    const auto answer = peer.read_some();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + std::string(GetParam().status) + " "));
    EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
}
INSTANTIATE_TEST_SUITE_P(Requests, HttpServerRefusal, testing::ValuesIn(refused_requests));

TEST(HttpServerLimits, headers_that_drip_in_line_by_line_are_summed_up) {
    auto server = a_server({.max_header_bytes = 512}, echo);
    const auto peer = RawConnection::to(server.port());
    peer.write("GET / HTTP/1.1\r\n");
    // Each line is parsed for itself: a limit on what is waiting would never be met.
    for (int i = 0; i < 100 && !peer.ready_within(milliseconds(2)); ++i) {
        peer.write("X-Filler: 0123456789\r\n");
    }
    EXPECT_THAT(peer.read_some(), StartsWith("HTTP/1.1 431 "));
}

TEST(HttpServerLimits, a_connection_over_the_limit_is_closed_at_once) {
    auto server = a_server({.max_connections = 1}, echo);
    auto first = RawConnection::to(server.port());
    first.write(get);
    EXPECT_THAT(first.read_message(), StartsWith("HTTP/1.1 200 "));
    EXPECT_EQ(said_to(server, get), "");
    first.write(get);
    EXPECT_THAT(first.read_message(), StartsWith("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace tiendo::http
