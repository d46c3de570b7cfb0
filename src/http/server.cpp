#include "tiendo/http/server.hpp"

#include "session.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>

namespace tiendo::http {

using net::ip::tcp;

namespace {

/// After a failed accept (no file descriptors left) trying at once would only burn the processor.
constexpr std::chrono::milliseconds accept_pause{50};
constexpr std::chrono::milliseconds max_timeout = std::chrono::hours(24);
constexpr std::size_t max_head_bytes = 16U << 20U;

Error wrong_option(std::string what, std::string remedy) {
    return Error{ErrorCode::config, std::move(what), std::move(remedy)};
}

Result<void> check(const ServerOptions& options, const Handler& handler) {
    const std::chrono::milliseconds zero{0};
    if (options.threads < 1 || options.threads > 64) {
        return wrong_option("threads is not between 1 and 64", "correct threads");
    }
    if (options.read_timeout <= zero || options.write_timeout <= zero ||
        options.read_timeout > max_timeout || options.write_timeout > max_timeout) {
        return wrong_option("a time-out is not between 1 ms and 1 day",
                            "correct read_timeout or write_timeout");
    }
    if (options.max_header_bytes < 256 || options.max_header_bytes > max_head_bytes) {
        return wrong_option("max_header_bytes is not between 256 and 16777216",
                            "correct max_header_bytes");
    }
    if (options.max_connections == 0) {
        return wrong_option("max_connections is 0", "allow at least one");
    }
    if (options.certificate_file.empty() != options.key_file.empty()) {
        return wrong_option("only one of certificate_file and key_file is given",
                            "give both for HTTPS, none for HTTP");
    }
    if (!handler) {
        return wrong_option("there is no handler", "give a function that answers requests");
    }
    return {};
}

Error cannot_listen(const error_code& error) {
    if (error == net::error::address_in_use) {
        return Error{ErrorCode::busy,
                     "the port is taken by another process",
                     "stop that one, or use another port; 0 takes any free one"};
    }
    return wrong_option("cannot listen there (" + error.message() + ")",
                        "use an address of this machine and a port that this user may open");
}

}  // namespace

struct Server::Impl {
    Impl(const ServerOptions& options, Handler handler)
        : shared(options, std::move(handler)),
          io(static_cast<int>(options.threads) + 1),
          acceptor(net::make_strand(io)),
          pause(acceptor.get_executor()) {}
    ~Impl() { stop(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Shared shared;
    net::io_context io;
    tcp::acceptor acceptor;
    net::steady_timer pause;
    std::uint16_t port = 0;
    std::mutex joining;
    std::vector<std::thread> threads;

    error_code listen(const tcp::endpoint& endpoint) {
        error_code error;
        acceptor.open(endpoint.protocol(), error);
        if (!error) {
            acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        }
        if (!error) {
            acceptor.bind(endpoint, error);
        }
        if (!error) {
            acceptor.listen(net::socket_base::max_listen_connections, error);
        }
        if (!error) {
            port = acceptor.local_endpoint(error).port();
        }
        return error;
    }

    void run() {
        net::post(acceptor.get_executor(), [this] { accept(); });
        // One thread more than handlers may block.
        for (unsigned i = 0; i <= shared.options.threads; ++i) {
            threads.emplace_back([this] { work(); });
        }
    }

    void work() {
        for (;;) {
            try {
                io.run();
                return;
            } catch (...) {
                // Out of memory in one session: that session is gone, the others go on.
                continue;
            }
        }
    }

    void accept() {
        acceptor.async_accept(net::make_strand(io), [this](const error_code& error, auto socket) {
            if (shared.stopping || !acceptor.is_open()) {
                return;
            }
            if (error) {
                pause.expires_after(accept_pause);
                pause.async_wait([this](const error_code& cancelled) {
                    if (!cancelled && !shared.stopping) {
                        accept();
                    }
                });
                return;
            }
            try {
                admit(std::move(socket));
            } catch (...) {
                // Out of memory for this one: it is closed, the next may fit.
            }
            accept();
        });
    }

    void admit(tcp::socket socket) {
        if (shared.sessions.count() >= shared.options.max_connections) {
            return;  // closed by going out of scope
        }
        error_code ignored;  // slower without, that is all
        socket.set_option(tcp::no_delay(true), ignored);
        auto session = std::make_shared<Session>(shared, std::move(socket));
        shared.sessions.add(session);
        session->start();
    }

    void stop() {
        if (!shared.stopping.exchange(true)) {
            net::post(acceptor.get_executor(), [this] {
                error_code ignored;  // it is closed either way
                acceptor.close(ignored);
                pause.cancel();
                for (const auto& session : shared.sessions.all()) {
                    session->stop();
                }
            });
        }
        const std::scoped_lock lock(joining);
        for (auto& thread : threads) {
            if (thread.joinable()) {
                thread.join();
            }
        }
    }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;

Result<Server> Server::start(const ServerOptions& options, Handler handler) {
    const auto place = "http server " + options.address + ":" + std::to_string(options.port);
    if (auto checked = check(options, handler); !checked) {
        return std::move(checked).error().at(place);
    }
    error_code error;
    const auto address = net::ip::make_address(options.address, error);
    if (error) {
        return wrong_option("the address is not an IP address",
                            "use 127.0.0.1, or 0.0.0.0 for all of this machine's")
            .at(place);
    }
    try {
        auto impl = std::make_unique<Impl>(options, std::move(handler));
        if (!options.certificate_file.empty()) {
            auto tls = server_tls(options.certificate_file, options.key_file);
            if (!tls) {
                return std::move(tls).error().at(place);
            }
            impl->shared.tls = *std::move(tls);
        }
        if (error = impl->listen({address, options.port}); error) {
            return cannot_listen(error).at(place);
        }
        impl->run();
        return Server(std::move(impl));
    } catch (const std::exception& failure) {
        return Error{ErrorCode::config,
                     std::string("cannot be started (") + failure.what() + ")",
                     "check the limits of this process on threads and files"}
            .at(place);
    }
}

std::uint16_t Server::port() const noexcept {
    return impl_->port;
}

void Server::stop() {
    impl_->stop();
}

}  // namespace tiendo::http
