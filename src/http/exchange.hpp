#pragma once

#include "incoming.hpp"
#include "tls.hpp"
#include "wire.hpp"

#include "tiendo/http/client.hpp"
#include "tiendo/http/url.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The client's side of one request; private to the layer.
namespace tiendo::http {

constexpr std::chrono::milliseconds max_timeout = std::chrono::hours(24);
constexpr std::size_t max_head_bytes = 16U << 20U;

struct Connection {
    Wire wire;
    boost::beast::flat_buffer buffer;
};

struct Outgoing {
    const std::string& method;
    std::string head;
    const std::string& body;

    /// It changes nothing at the other side, so it may be sent twice.
    [[nodiscard]] bool is_safe() const { return method == "GET" || method == "HEAD"; }
};

/// Blocking calls over asynchronous ones, which alone can be bounded in time.
class Exchange {
public:
    /// @param options outlive it
    explicit Exchange(const ClientOptions& options) : options_(options) {}

    struct Answer {
        std::optional<Response> response;  // or else `error`
        std::optional<Error> error;
        bool reusable = false;           // the connection may carry another request
        bool closed_unanswered = false;  // by the peer, before a byte of the answer
    };

    Result<void> prepare_tls();
    Result<Connection> open(const Url& url, SteadyTime end);
    Answer run(Connection& connection, const Outgoing& request, SteadyTime end);

private:
    struct Outcome {
        error_code error;
        std::size_t bytes = 0;
    };

    template <typename Start>
    Outcome wait(Start start);
    Result<net::ip::tcp::resolver::results_type> resolve(const Url& url, SteadyTime end);
    Result<void> agree_on_tls(Wire& wire, const Url& url, SteadyTime end);
    Outcome read_more(Connection& connection, SteadyTime end);
    Answer receive(Connection& connection, const Outgoing& request, SteadyTime end, bool sent);
    [[nodiscard]] Error broken(const Outgoing& request,
                               const error_code& error,
                               SteadyTime end,
                               bool sent) const;
    [[nodiscard]] Error refused(const IncomingResponse& answer) const;

    const ClientOptions& options_;
    net::io_context io_{1};
    TlsContext tls_;
};

}  // namespace tiendo::http
