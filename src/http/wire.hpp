#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

/// One TCP connection, with or without TLS; private to the layer. Its heavy templates stay in one
/// translation unit.
namespace tiendo::http {

namespace net = boost::asio;
using boost::system::error_code;
using SteadyTime = std::chrono::steady_clock::time_point;

/// How a running operation ended.
enum class Ending : std::uint8_t {
    done,
    timed_out,
    closed,  ///< by the other side, in order or not
    failed,
};
Ending ending_of(const error_code& error);

/// Threads: one operation at a time, from the socket's executor, on which its handler runs too.
class Wire {
public:
    using Done = std::function<void(error_code, std::size_t)>;
    using Buffers = std::array<net::const_buffer, 2>;

    explicit Wire(net::ip::tcp::socket socket);
    /// @param context outlives the wire
    Wire(net::ip::tcp::socket socket, net::ssl::context& context);
    ~Wire();
    Wire(Wire&&) noexcept;
    Wire& operator=(Wire&&) noexcept;

    [[nodiscard]] bool is_tls() const;
    [[nodiscard]] net::any_io_executor executor();

    /// The bound of what is started next; the connection is closed when it passes.
    void expires_at(SteadyTime when);

    /// Tries each address in turn.
    void connect(const net::ip::tcp::resolver::results_type& addresses, Done done);
    /// As a client: the peer's certificate must be trusted and made out for `host`.
    void handshake_with(const std::string& host, Done done);
    void handshake_as_server(Done done);
    void read_some(net::mutable_buffer into, Done done);
    void write(const Buffers& from, Done done);
    /// Ends TLS in order; at once where there is none.
    void end_tls(Done done);
    /// Tells the other side that nothing more will come.
    void end_sending();
    /// Reads below TLS, for what nobody will look at.
    void discard_some(net::mutable_buffer into, Done done);
    void close();

    /// Nothing has come and nobody has closed: an idle connection can carry another request.
    [[nodiscard]] bool quiet();
    /// Why the last handshake failed on the peer's certificate: a number of OpenSSL's
    /// X509_V_ERR_…, 0 for other reasons.
    [[nodiscard]] long certificate_trouble() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tiendo::http
