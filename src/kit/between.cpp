#include "between.hpp"

#include "tiendo/http/client.hpp"
#include "tiendo/http/server.hpp"
#include "tiendo/http/url.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>
#include <vector>

namespace tiendo::kit {

namespace {

/// Headers that belong to one connection, and those that client and server set by themselves.
bool stays_here(std::string_view name) {
    constexpr std::array<std::string_view, 9> own = {"host",
                                                     "connection",
                                                     "content-length",
                                                     "transfer-encoding",
                                                     "expect",
                                                     "upgrade",
                                                     "te",
                                                     "keep-alive",
                                                     "trailer"};
    return std::any_of(own.begin(), own.end(), [&](std::string_view each) {
        return std::equal(name.begin(), name.end(), each.begin(), each.end(), [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
        });
    });
}

http::Headers carried(const http::Headers& headers) {
    http::Headers kept;
    for (const auto& header : headers) {
        if (!stays_here(header.first)) {
            kept.push_back(header);
        }
    }
    return kept;
}

/// A kept connection that the other side has closed meanwhile must not look like a fault of the
/// adapter's, so each request goes out on a connection of its own.
http::Response hand_on(const std::string& origin, const http::Request& request) {
    auto client = http::Client::open({});
    auto answer = client ? client->send({.method = request.method,
                                         .url = origin + request.target,
                                         .target = {},
                                         .headers = carried(request.headers),
                                         .body = request.body})
                         : Result<http::Response>(std::move(client).error());
    if (!answer) {
        return {.status = 502,
                .headers = {},
                .body = "the kit's proxy: " + answer.error().what(),
                .drop_after_bytes = {}};
    }
    answer->headers = carried(answer->headers);
    return *std::move(answer);
}

}  // namespace

struct Between::Shared {
    mutable std::mutex guard;
    Trick trick;
    std::size_t requests = 0;
    std::vector<http::Server> servers;
};

Between::Between() : shared_(std::make_unique<Shared>()) {}
Between::~Between() = default;

Result<std::string> Between::stand_in_for(const std::string& origin) {
    const Forward forward = [origin](const http::Request& request) {
        return hand_on(origin, request);
    };
    auto server = http::Server::start(
        {.threads = 3, .max_body_bytes = 32U << 20U, .max_header_bytes = 64U << 10U},
        [shared = shared_.get(), forward](const http::Request& request) {
            Trick trick;
            {
                const std::lock_guard lock(shared->guard);
                ++shared->requests;
                trick = shared->trick;
            }
            return trick ? trick(request, forward) : forward(request);
        });
    if (!server) {
        return std::move(server).error();
    }
    auto address = "http://127.0.0.1:" + std::to_string(server->port());
    shared_->servers.push_back(*std::move(server));
    return address;
}

void Between::play(Trick trick) {
    const std::lock_guard lock(shared_->guard);
    shared_->trick = std::move(trick);
    shared_->requests = 0;
}

std::size_t Between::requests() const {
    const std::lock_guard lock(shared_->guard);
    return shared_->requests;
}

Trick always(http::Response answer) {
    return [answer = std::move(answer)](const http::Request&, const Forward&) { return answer; };
}

}  // namespace tiendo::kit
