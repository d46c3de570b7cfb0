#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace http {

struct ClientOptions {
    std::chrono::milliseconds connect_timeout{5'000};  ///< name look-up, TCP and TLS together
    std::chrono::milliseconds read_timeout{15'000};    ///< between two pieces of an answer
    std::chrono::milliseconds total_timeout{60'000};   ///< whole request, from call to last byte
    std::size_t max_body_bytes = 64U << 20U;  ///< a longer answer is refused, not truncated
    std::size_t max_header_bytes = 64U << 10U;
    std::string ca_file{};  ///< PEM of the trusted authorities; empty: the system's
    std::string user_agent = "tiendo";
};

/// A blocking HTTP/1.1 client. Follows no redirects. Keeps a connection alive for each of the eight
/// origins used last; a GET or HEAD that finds its kept connection closed goes out once more on a
/// new one, nothing else is ever sent twice.
///
/// Host, Content-Length, Transfer-Encoding, Expect and Upgrade are the client's to set. Headers
/// that came as trailers are left out of the answer.
///
/// Errors: malformed_input (URL, method, header), transient (refused, reset, timed out before
/// anything was sent, cut answer of a GET), outcome_unknown (anything but GET/HEAD that broke after
/// the request was sent), auth never (that is the caller's reading of a status), config (no such
/// host, no TLS there, certificate not trusted, out of date or for another name), drift (not HTTP,
/// head or body too long). Their texts name host and port, never path, query or a header's value.
/// An answer with any status is a Response, not an error.
///
/// Threads: one call at a time. A host name is looked up on a thread of its own, which the system
/// does not let us interrupt: a look-up that outlasts connect_timeout is left behind, but the
/// destructor waits for it.
class Client {
public:
    /// @return config (a time-out or limit out of range, ca_file not usable)
    static Result<Client> open(const ClientOptions& options);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    Result<Response> send(const Request& request);

private:
    struct Impl;
    explicit Client(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace http
}  // namespace tiendo
