#include "http/certificates.hpp"
#include "http/raw_peer.hpp"

#include "tiendo/http/client.hpp"
#include "tiendo/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace tiendo::http {
namespace {

using std::chrono::milliseconds;
using test::RawConnection;
using test::RawServer;
using testing::HasSubstr;

class HttpTls : public testing::Test {
protected:
    Server a_server(const test::LeafOptions& options) {
        const auto files = authority.sign(options);
        auto server = Server::start(
            {.threads = 2,
             .read_timeout = milliseconds(5'000),
             .certificate_file = files.certificate,
             .key_file = files.key},
            [](const Request& request) { return Response{.body = request.target + request.body}; });
        EXPECT_TRUE(server) << server.error();
        return *std::move(server);
    }

    [[nodiscard]] Client a_client() const {
        auto client = Client::open({.ca_file = authority.file()});
        EXPECT_TRUE(client) << client.error();
        return *std::move(client);
    }

    static std::string url_of(const Server& server, std::string_view host) {
        return "https://" + std::string(host) + ":" + std::to_string(server.port()) + "/a";
    }

    /// The error of a GET that must be refused as configuration.
    static std::string refusal(Client client, const std::string& url) {
        const auto answer = client.send({.url = url});
        EXPECT_FALSE(answer);
        if (answer) {
            return {};
        }
        EXPECT_EQ(answer.error().code(), ErrorCode::config) << answer.error();
        EXPECT_FALSE(answer.error().remedy().empty());
        return answer.error().what();
    }

    test::Folder folder;
    test::Authority authority{folder};
};

TEST_F(HttpTls, a_certificate_of_the_named_authority_for_the_address_is_accepted) {
    auto server = a_server({});
    auto client = a_client();
    for (int i = 0; i < 2; ++i) {  // the second one on the kept connection
        const auto answer = client.send({.url = url_of(server, "127.0.0.1")});
        ASSERT_TRUE(answer) << answer.error();
        EXPECT_EQ(answer->body, "/a");
    }
}

TEST_F(HttpTls, a_certificate_for_the_host_name_is_accepted) {
    auto server = a_server({.alternative_name = "DNS:localhost"});
    const auto answer = a_client().send({.url = url_of(server, "localhost")});
    ASSERT_TRUE(answer) << answer.error();
}

TEST_F(HttpTls, a_large_body_goes_both_ways) {
    auto server = a_server({});
    const std::string body(3U << 20U, 'x');
    const auto answer =
        a_client().send({.method = "POST", .url = url_of(server, "127.0.0.1"), .body = body});
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->body.size(), body.size() + 2);
}

TEST_F(HttpTls, a_certificate_of_an_unknown_authority_is_refused) {
    auto server = a_server({});
    const auto error = refusal(*Client::open({}), url_of(server, "127.0.0.1"));
    EXPECT_THAT(error, HasSubstr("not trusted"));
    EXPECT_THAT(error, HasSubstr("ca_file"));
}

TEST_F(HttpTls, a_certificate_of_another_authority_is_refused) {
    const test::Folder elsewhere;
    const test::Authority other(elsewhere);
    auto server = a_server({});
    const auto error =
        refusal(*Client::open({.ca_file = other.file()}), url_of(server, "127.0.0.1"));
    EXPECT_THAT(error, HasSubstr("not trusted"));
}

TEST_F(HttpTls, a_certificate_for_another_host_name_is_refused) {
    auto server = a_server({.alternative_name = "DNS:elsewhere.example"});
    EXPECT_THAT(refusal(a_client(), url_of(server, "localhost")), HasSubstr("another name"));
}

TEST_F(HttpTls, a_certificate_for_another_address_is_refused) {
    auto server = a_server({.alternative_name = "IP:127.0.0.2"});
    EXPECT_THAT(refusal(a_client(), url_of(server, "127.0.0.1")), HasSubstr("another name"));
}

TEST_F(HttpTls, a_certificate_for_a_name_is_not_one_for_the_address) {
    auto server = a_server({.alternative_name = "DNS:localhost"});
    EXPECT_THAT(refusal(a_client(), url_of(server, "127.0.0.1")), HasSubstr("another name"));
}

TEST_F(HttpTls, an_expired_certificate_is_refused) {
    auto server = a_server({.from_seconds = -7'200, .to_seconds = -3'600});
    EXPECT_THAT(refusal(a_client(), url_of(server, "127.0.0.1")), HasSubstr("out of date"));
}

TEST_F(HttpTls, a_certificate_of_tomorrow_is_refused) {
    auto server = a_server({.from_seconds = 3'600, .to_seconds = 7'200});
    EXPECT_THAT(refusal(a_client(), url_of(server, "127.0.0.1")), HasSubstr("out of date"));
}

TEST_F(HttpTls, a_server_without_tls_is_named_as_such) {
    RawServer server([](RawConnection& peer) {
        (void)peer.read_some();
        peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    const auto error =
        refusal(a_client(), "https://127.0.0.1:" + std::to_string(server.port()) + "/");
    EXPECT_THAT(error, HasSubstr("no agreement on TLS"));
    EXPECT_THAT(error, HasSubstr("http://"));
}

TEST_F(HttpTls, a_client_that_greets_without_tls_is_dropped) {
    auto server = a_server({});
    const auto peer = RawConnection::to(server.port());
    peer.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(peer.read_to_end().find("HTTP"), std::string::npos);
}

TEST_F(HttpTls, a_handshake_that_never_comes_is_cut_off) {
    const auto files = authority.sign({});
    auto server = *Server::start({.read_timeout = milliseconds(150),
                                  .certificate_file = files.certificate,
                                  .key_file = files.key},
                                 [](const Request&) { return Response{}; });
    EXPECT_EQ(RawConnection::to(server.port()).read_to_end(), "");
}

TEST_F(HttpTls, an_answer_cut_half_way_is_transient) {
    const auto files = authority.sign({});
    auto server = *Server::start(
        {.certificate_file = files.certificate, .key_file = files.key}, [](const Request&) {
            return Response{.body = std::string(10'000, 'x'), .drop_after_bytes = 5'000};
        });
    const auto answer = a_client().send({.url = url_of(server, "127.0.0.1")});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
}

TEST_F(HttpTls, the_server_stops_while_connections_are_open) {
    auto server = a_server({});
    auto client = a_client();
    ASSERT_TRUE(client.send({.url = url_of(server, "127.0.0.1")}));
    server.stop();
    const auto answer = client.send({.url = url_of(server, "127.0.0.1")});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::transient) << answer.error();
}

TEST_F(HttpTls, eight_clients_at_once_each_get_their_own_answers) {
    auto server = a_server({});
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; ++number) {
        threads.emplace_back([&, number] {
            auto client = a_client();
            for (int i = 0; i < 40; ++i) {
                const auto body = std::to_string(number) + "-" + std::to_string(i);
                const auto answer = client.send(
                    {.method = "POST", .url = url_of(server, "127.0.0.1"), .body = body});
                right += answer && answer->body == "/a" + body ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(right, 8 * 40);
}

TEST_F(HttpTls, files_that_are_no_certificate_or_another_key_are_named) {
    const auto one = authority.sign({});
    const auto other = authority.sign({});
    const auto junk = folder.file("junk.pem", "junk").string();
    const auto handler = [](const Request&) { return Response{}; };

    const auto no_certificate =
        Server::start({.certificate_file = junk, .key_file = one.key}, handler);
    ASSERT_FALSE(no_certificate);
    EXPECT_EQ(no_certificate.error().code(), ErrorCode::config);
    EXPECT_THAT(no_certificate.error().what(), HasSubstr(junk));

    const auto wrong_key =
        Server::start({.certificate_file = one.certificate, .key_file = other.key}, handler);
    ASSERT_FALSE(wrong_key);
    EXPECT_EQ(wrong_key.error().code(), ErrorCode::config);
    EXPECT_THAT(wrong_key.error().what(), HasSubstr(other.key));

    const auto no_authority = Client::open({.ca_file = junk});
    ASSERT_FALSE(no_authority);
    EXPECT_THAT(no_authority.error().what(), HasSubstr(junk));
}

}  // namespace
}  // namespace tiendo::http
