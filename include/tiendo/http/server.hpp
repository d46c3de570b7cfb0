#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one; ask `Server::port`
    unsigned threads = 1;    ///< 1..64; the handler is called from so many at once
    std::chrono::milliseconds read_timeout{
        10'000};  ///< for a whole request, and for an idle connection
    std::chrono::milliseconds write_timeout{30'000};  ///< for a whole answer
    std::size_t max_body_bytes = 8U << 20U;           ///< a longer request is answered 413
    std::size_t max_header_bytes = 16U << 10U;        ///< a longer head is answered 431
    std::size_t max_connections = 1'024;              ///< more are closed at once
    std::string certificate_file{};                   ///< PEM chain; empty: plain HTTP
    std::string key_file{};                           ///< PEM private key
};

/// Answers one request; may block. An exception becomes 500 without its text.
using Handler = std::function<Response(const Request&)>;

/// An HTTP/1.1 server with keep-alive on threads of its own, which end with it: one more than
/// handlers may block, so that time-outs always pass. Requests beyond `threads` wait their turn.
///
/// Answers by itself: 400 (not HTTP/1.1, no Host), 413, 431, 500 (handler threw, or gave a status
/// outside 200..599 or a header with a line break), 503 (waited for its turn when the end came).
/// Content-Length and Transfer-Encoding of a Response are ours to set; "Connection: close" is
/// honoured. The body of an answer to HEAD is counted, not sent.
class Server {
public:
    /// @return config (certificate, address), busy (port taken)
    static Result<Server> start(const ServerOptions& options, Handler handler);
    /// Stops accepting, lets running answers finish within the write time-out, closes, joins.
    ~Server();
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// What the destructor does, sooner. Any thread but a handler's, more than once too.
    void stop();

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace http
}  // namespace tiendo
