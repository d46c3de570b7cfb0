// The server as a client sees it that shares nothing with ours.
#include "http/certificates.hpp"

#include "tiendo/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace tiendo::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct PipeCloser {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, PipeCloser> pipe(::popen(command.c_str(), "r"));
    std::string output;
    std::array<char, 4'096> piece{};
    while (pipe) {
        const auto count = std::fread(piece.data(), 1, piece.size(), pipe.get());
        if (count == 0) {
            break;
        }
        output.append(piece.data(), count);
    }
    return output;
}

class HttpCurl : public testing::Test {
protected:
    void SetUp() override {
        if (output_of("command -v curl").empty()) {
            GTEST_SKIP() << "curl is not installed";
        }
    }

    static Response echo(const Request& request) {
        return {.headers = {{"X-Method", request.method}},
                .body = request.target + " " + std::to_string(request.body.size())};
    }

    static std::string curl(const std::string& arguments) {
        return output_of("curl -q --silent --show-error --max-time 20 --noproxy '*' " + arguments +
                         " 2>&1");
    }

    std::string a_file_of(std::size_t bytes) const {
        return folder.file("body", std::string(bytes, 'x')).string();
    }

    test::Folder folder;
};

TEST_F(HttpCurl, gets_twice_on_one_connection) {
    auto server = *Server::start({}, echo);
    const auto url = "http://127.0.0.1:" + std::to_string(server.port());
    const auto said = curl("--write-out ' %{num_connects};' " + url + "/a?b=c " + url + "/d");
    EXPECT_EQ(said, "/a?b=c 0 1;/d 0 0;");
}

TEST_F(HttpCurl, gets_the_head_alone) {
    auto server = *Server::start({}, echo);
    const auto said = curl("--head http://127.0.0.1:" + std::to_string(server.port()) + "/a");
    EXPECT_THAT(said, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(said, HasSubstr("X-Method: HEAD\r\n"));
    EXPECT_THAT(said, HasSubstr("Content-Length: 4\r\n"));
}

TEST_F(HttpCurl, posts_in_chunks_and_after_an_invitation) {
    auto server = *Server::start({}, echo);
    const auto url = " http://127.0.0.1:" + std::to_string(server.port()) + "/up";
    const auto body = " --data-binary @" + a_file_of(3'000'000);
    EXPECT_EQ(curl("--header 'Expect: 100-continue'" + body + url), "/up 3000000");
    EXPECT_EQ(curl("--header 'Transfer-Encoding: chunked'" + body + url), "/up 3000000");
    EXPECT_EQ(curl("--header 'Expect:'" + body + url), "/up 3000000");
}

TEST_F(HttpCurl, reads_the_413_while_it_sends) {
    auto server = *Server::start({.max_body_bytes = 1'000}, echo);
    const auto said = curl(
        "--output /dev/null --write-out '%{http_code}' --header 'Expect:' "
        "--data-binary @" +
        a_file_of(3'000'000) + " http://127.0.0.1:" + std::to_string(server.port()) + "/");
    EXPECT_EQ(said, "413");
}

TEST_F(HttpCurl, trusts_the_certificate_and_sees_an_orderly_end) {
    test::Authority authority(folder);
    const auto files = authority.sign({});
    auto server =
        *Server::start({.certificate_file = files.certificate, .key_file = files.key}, echo);
    const auto url = " https://127.0.0.1:" + std::to_string(server.port()) + "/a";
    EXPECT_EQ(curl("--cacert " + authority.file() + " --header 'Connection: close'" + url), "/a 0");
    EXPECT_THAT(curl("--verbose --tls-max 1.1 --cacert " + authority.file() + url),
                HasSubstr("curl: (35)"));
}

TEST_F(HttpCurl, sees_that_a_dropped_body_is_cut) {
    auto server = *Server::start(
        {}, [](const Request&) { return Response{.body = "0123456789", .drop_after_bytes = 4}; });
    EXPECT_THAT(curl("http://127.0.0.1:" + std::to_string(server.port()) + "/"),
                HasSubstr("curl: (18)"));
}

}  // namespace
}  // namespace tiendo::http
