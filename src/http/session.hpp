#pragma once

#include "incoming.hpp"
#include "tls.hpp"
#include "wire.hpp"

#include "tiendo/http/server.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// The server's side of one connection; private to the layer.
namespace tiendo::http {

class Session;

/// Lets so many handlers run at once and queues the others, so that one thread is always free for
/// time-outs and new connections however long handlers block.
class HandlerGate {
public:
    explicit HandlerGate(std::size_t places) : places_(places) {}
    /// @return false: queued, `leave` of another one will hand it out
    bool enter(const std::shared_ptr<Session>& session);
    /// @return who goes next, in the place that is left
    std::shared_ptr<Session> leave();

private:
    std::mutex mutex_;
    std::size_t places_;
    std::size_t running_ = 0;
    std::deque<std::shared_ptr<Session>> waiting_;
};

/// The connections that are open.
class Sessions {
public:
    void add(const std::shared_ptr<Session>& session);
    void remove(const Session* session);
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::vector<std::shared_ptr<Session>> all() const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<const Session*, std::weak_ptr<Session>> open_;
};

/// What all connections of one server share; outlives them.
struct Shared {
    Shared(const ServerOptions& given, Handler called)
        : options(given), handler(std::move(called)), gate(given.threads) {}

    const ServerOptions options;
    const Handler handler;
    TlsContext tls;  // none: plain HTTP
    HandlerGate gate;
    Sessions sessions;
    std::atomic<bool> stopping{false};
};

/// One connection: reads a request, has it handled, writes the answer, again until someone closes.
/// All of it runs on the strand of its socket.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Shared& shared, net::ip::tcp::socket socket);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    /// Any thread. Closes at once unless an answer is being made or written.
    void stop();
    /// On any thread; continues on the strand.
    void continue_handling();

private:
    enum class State : std::uint8_t { waiting, handling, writing, ending };

    [[nodiscard]] Limits limits() const;
    void expire_after(std::chrono::milliseconds time);
    void await_request();
    void read_more();
    void on_read(const error_code& error, std::size_t bytes);
    void parse();
    void invite_body();
    void take_request();
    void handle();
    Response answer_of_handler();
    void refuse(unsigned status, std::string_view why);
    void respond(Response response);
    [[nodiscard]] std::string head_of(const Response& response) const;
    void on_written(const error_code& error);
    void end();
    void discard();

    Shared& shared_;
    const std::string peer_;
    Wire wire_;
    boost::beast::flat_buffer buffer_;
    std::optional<IncomingRequest> incoming_;
    Request request_;
    Response response_;
    std::string head_;
    std::array<char, 4096> waste_{};
    State state_ = State::waiting;
    bool idle_ = true;      // no byte of the next request has come
    bool invited_ = false;  // 100 Continue has been sent
    bool keep_ = false;
};

}  // namespace tiendo::http
