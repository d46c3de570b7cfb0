#include "wire.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <sys/socket.h>

#include <cerrno>
#include <utility>
#include <variant>

namespace tiendo::http {

namespace {

using Plain = boost::beast::tcp_stream;
// Not beast::ssl_stream: in 1.81 its writes of two buffers end after the first where the second is
// long. Asio's own joins short buffers into one record just as well.
using Tls = net::ssl::stream<boost::beast::tcp_stream>;

/// Lets OpenSSL check the name together with the chain, so that the reason for a refusal is known.
error_code expect_name(SSL* ssl, const std::string& host) {
    auto* parameters = SSL_get0_param(ssl);
    error_code not_an_address;
    net::ip::make_address(host, not_an_address);
    bool good = true;
    if (not_an_address) {
        X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        good = X509_VERIFY_PARAM_set1_host(parameters, host.data(), host.size()) == 1 &&
               SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
    } else {
        good = X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1;
    }
    return good ? error_code{} : net::error::make_error_code(net::error::invalid_argument);
}

}  // namespace

Ending ending_of(const error_code& error) {
    if (!error) {
        return Ending::done;
    }
    if (error == boost::beast::error::timeout) {
        return Ending::timed_out;
    }
    const bool closed = error == net::error::eof || error == net::error::connection_reset ||
                        error == net::error::broken_pipe ||
                        error == net::error::connection_aborted ||
                        error == net::ssl::error::stream_truncated;
    return closed ? Ending::closed : Ending::failed;
}

struct Wire::Impl {
    std::variant<Plain, Tls> stream;

    explicit Impl(net::ip::tcp::socket socket)
        : stream(std::in_place_type<Plain>, std::move(socket)) {}
    Impl(net::ip::tcp::socket socket, net::ssl::context& context)
        : stream(std::in_place_type<Tls>, std::move(socket), context) {}

    Plain& tcp() {
        auto* tls = std::get_if<Tls>(&stream);
        return tls != nullptr ? tls->next_layer() : std::get<Plain>(stream);
    }
};

Wire::Wire(net::ip::tcp::socket socket) : impl_(std::make_unique<Impl>(std::move(socket))) {}
Wire::Wire(net::ip::tcp::socket socket, net::ssl::context& context)
    : impl_(std::make_unique<Impl>(std::move(socket), context)) {}
Wire::~Wire() = default;
Wire::Wire(Wire&&) noexcept = default;
Wire& Wire::operator=(Wire&&) noexcept = default;

bool Wire::is_tls() const {
    return std::holds_alternative<Tls>(impl_->stream);
}

net::any_io_executor Wire::executor() {
    return impl_->tcp().get_executor();
}

void Wire::expires_at(SteadyTime when) {
    impl_->tcp().expires_at(when);
}

void Wire::connect(const net::ip::tcp::resolver::results_type& addresses, Done done) {
    auto& tcp = impl_->tcp();
    tcp.async_connect(
        addresses, [&tcp, done = std::move(done)](error_code error, const net::ip::tcp::endpoint&) {
            if (!error) {
                error_code ignored;  // an answer in small pieces is slower without, that is all
                tcp.socket().set_option(net::ip::tcp::no_delay(true), ignored);
            }
            done(error, 0);
        });
}

void Wire::handshake_with(const std::string& host, Done done) {
    auto& tls = std::get<Tls>(impl_->stream);
    if (const auto error = expect_name(tls.native_handle(), host)) {
        net::post(executor(), [error, done = std::move(done)] { done(error, 0); });
        return;
    }
    tls.async_handshake(net::ssl::stream_base::client,
                        [done = std::move(done)](error_code error) { done(error, 0); });
}

void Wire::handshake_as_server(Done done) {
    std::get<Tls>(impl_->stream)
        .async_handshake(net::ssl::stream_base::server,
                         [done = std::move(done)](error_code error) { done(error, 0); });
}

void Wire::read_some(net::mutable_buffer into, Done done) {
    std::visit([&](auto& stream) { stream.async_read_some(into, std::move(done)); }, impl_->stream);
}

void Wire::write(const Buffers& from, Done done) {
    std::visit([&](auto& stream) { net::async_write(stream, from, std::move(done)); },
               impl_->stream);
}

void Wire::end_tls(Done done) {
    if (auto* tls = std::get_if<Tls>(&impl_->stream)) {
        tls->async_shutdown([done = std::move(done)](error_code error) { done(error, 0); });
        return;
    }
    net::post(executor(), [done = std::move(done)] { done({}, 0); });
}

void Wire::end_sending() {
    error_code ignored;  // already closed by the other side: the same to us
    impl_->tcp().socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
}

void Wire::discard_some(net::mutable_buffer into, Done done) {
    impl_->tcp().async_read_some(into, std::move(done));
}

void Wire::close() {
    impl_->tcp().close();
}

bool Wire::quiet() {
    char byte = 0;
    const auto got =
        ::recv(impl_->tcp().socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

long Wire::certificate_trouble() const {
    auto* tls = std::get_if<Tls>(&impl_->stream);
    return tls == nullptr ? 0 : SSL_get_verify_result(tls->native_handle());
}

}  // namespace tiendo::http
