#include "session.hpp"

#include "head.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace tiendo::http {

namespace {

/// How long a closed connection may still say what nobody reads: without this the kernel would
/// reset it and the other side might lose our last answer.
constexpr std::chrono::milliseconds linger_time{1'000};

/// Headers that frame the message are ours to set.
constexpr std::array<std::string_view, 3> own_headers = {"Content-Length",
                                                         "Transfer-Encoding",
                                                         "Connection"};

bool has_no_body(unsigned status) {
    return status == 204 || status == 304;
}

/// "/path?query" of what a request line may hold (RFC 9112 §3.2); empty: none of ours.
std::string target_of(std::string text) {
    if (text.starts_with('/') || text == "*") {
        return text;
    }
    const auto scheme_end = text.find("://");
    if (scheme_end == std::string::npos || text.find_first_of("/?") < scheme_end) {
        return {};
    }
    const auto path = text.find_first_of("/?", scheme_end + 3);
    if (path == std::string::npos) {
        return "/";
    }
    return text[path] == '/' ? text.substr(path) : "/" + text.substr(path);
}

Response plain_text(unsigned status, std::string_view why) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
            .body = std::string(why) + "\n",
            .drop_after_bytes = {}};
}

/// Without a port; an IPv4 address that came by an IPv6 socket as what it is.
std::string address_of_peer(const net::ip::tcp::socket& socket) {
    error_code error;
    const auto address = socket.remote_endpoint(error).address();
    if (error) {
        return {};
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

bool lists(std::optional<std::string_view> value, std::string_view word) {
    return value && same_header(*value, word);
}

}  // namespace

bool HandlerGate::enter(const std::shared_ptr<Session>& session) {
    const std::scoped_lock lock(mutex_);
    if (running_ < places_) {
        ++running_;
        return true;
    }
    waiting_.push_back(session);
    return false;
}

std::shared_ptr<Session> HandlerGate::leave() {
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty()) {
        --running_;
        return nullptr;
    }
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    return next;
}

void Sessions::add(const std::shared_ptr<Session>& session) {
    const std::scoped_lock lock(mutex_);
    open_.emplace(session.get(), session);
}

void Sessions::remove(const Session* session) {
    const std::scoped_lock lock(mutex_);
    open_.erase(session);
}

std::size_t Sessions::count() const {
    const std::scoped_lock lock(mutex_);
    return open_.size();
}

std::vector<std::shared_ptr<Session>> Sessions::all() const {
    std::vector<std::shared_ptr<Session>> result;
    const std::scoped_lock lock(mutex_);
    result.reserve(open_.size());
    for (const auto& [_, weak] : open_) {
        if (auto session = weak.lock()) {
            result.push_back(std::move(session));
        }
    }
    return result;
}

Session::Session(Shared& shared, net::ip::tcp::socket socket)
    : shared_(shared),
      peer_(address_of_peer(socket)),
      wire_(shared.tls ? Wire(std::move(socket), *shared.tls) : Wire(std::move(socket))),
      buffer_(make_buffer(limits())) {}

Session::~Session() {
    shared_.sessions.remove(this);
}

Limits Session::limits() const {
    return {.head_bytes = shared_.options.max_header_bytes,
            .body_bytes = shared_.options.max_body_bytes};
}

void Session::expire_after(std::chrono::milliseconds time) {
    wire_.expires_at(std::chrono::steady_clock::now() + time);
}

void Session::start() {
    net::dispatch(wire_.executor(), [self = shared_from_this()] {
        if (!self->wire_.is_tls()) {
            self->await_request();
            return;
        }
        self->expire_after(self->shared_.options.read_timeout);
        self->wire_.handshake_as_server([self](const error_code& error, std::size_t) {
            if (!error) {
                self->await_request();
            }
        });
    });
}

void Session::stop() {
    net::post(wire_.executor(), [self = shared_from_this()] {
        if (self->state_ == State::waiting || self->state_ == State::ending) {
            self->wire_.close();
        }
    });
}

void Session::await_request() {
    if (shared_.stopping) {
        wire_.close();
        return;
    }
    state_ = State::waiting;
    idle_ = buffer_.size() == 0;
    invited_ = false;
    incoming_.emplace(limits(), BodyRule::as_stated);
    expire_after(shared_.options.read_timeout);
    if (idle_) {
        read_more();
    } else {
        parse();
    }
}

void Session::read_more() {
    const auto room = room_in(buffer_);
    if (room == 0) {
        refuse(431, "a line of the request is too long");
        return;
    }
    wire_.read_some(buffer_.prepare(room),
                    [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                        self->on_read(error, bytes);
                    });
}

void Session::on_read(const error_code& error, std::size_t bytes) {
    if (error) {
        wire_.close();
        return;
    }
    buffer_.commit(bytes);
    if (idle_) {
        idle_ = false;
        expire_after(shared_.options.read_timeout);
    }
    parse();
}

void Session::parse() {
    switch (incoming_->feed(buffer_)) {
        case Stage::head: read_more(); return;
        case Stage::body:
            if (!invited_ && lists(find_header(incoming_->headers(), "Expect"), "100-continue")) {
                invite_body();
            } else {
                read_more();
            }
            return;
        case Stage::done: take_request(); return;
        case Stage::refused: break;
    }
    switch (incoming_->refusal()) {
        case Refusal::body_too_long:
            refuse(413,
                   "the body is longer than " + std::to_string(shared_.options.max_body_bytes) +
                       " bytes");
            return;
        case Refusal::head_too_long:
            refuse(431,
                   "the head is longer than " + std::to_string(shared_.options.max_header_bytes) +
                       " bytes");
            return;
        case Refusal::none:
        case Refusal::not_http:
        case Refusal::cut: refuse(400, "this is not an HTTP/1.1 request"); return;
    }
}

void Session::invite_body() {
    invited_ = true;
    head_ = "HTTP/1.1 100 Continue\r\n\r\n";
    wire_.write({net::buffer(head_), {}},
                [self = shared_from_this()](const error_code& error, std::size_t) {
                    if (error) {
                        self->wire_.close();
                    } else {
                        self->read_more();
                    }
                });
}

void Session::take_request() {
    auto target = target_of(incoming_->target());
    if (target.empty()) {
        refuse(400, "the request's target is not a path");
        return;
    }
    if (!incoming_->is_http_1_0() && !find_header(incoming_->headers(), "Host")) {
        refuse(400, "the header Host is missing");
        return;
    }
    keep_ = incoming_->keep_alive();
    request_ = {.method = incoming_->method(),
                .url = {},
                .target = std::move(target),
                .headers = incoming_->take_headers(),
                .body = incoming_->take_body(),
                .peer = peer_};
    state_ = State::handling;
    if (shared_.gate.enter(shared_from_this())) {
        handle();
    }
}

void Session::continue_handling() {
    net::post(wire_.executor(), [self = shared_from_this()] { self->handle(); });
}

void Session::handle() {
    auto response = answer_of_handler();
    if (auto next = shared_.gate.leave()) {
        next->continue_handling();
    }
    respond(std::move(response));
}

Response Session::answer_of_handler() {
    if (shared_.stopping) {
        return plain_text(503, "the server is stopping");
    }
    try {
        auto response = shared_.handler(request_);
        // A refused answer must not leave half of itself on the wire.
        if (response.status < 200 || response.status > 599 || why_not_sendable(response.headers)) {
            return plain_text(500, "the answer could not be sent");
        }
        return response;
    } catch (...) {
        // Its text may tell a stranger about our inside or about other people's data.
        return plain_text(500, "the request could not be handled");
    }
}

void Session::refuse(unsigned status, std::string_view why) {
    keep_ = false;
    request_ = {};
    respond(plain_text(status, why));
}

void Session::respond(Response response) {
    state_ = State::writing;
    response_ = std::move(response);
    keep_ = keep_ && !shared_.stopping && !response_.drop_after_bytes &&
            !lists(find_header(response_.headers, "Connection"), "close");
    head_ = head_of(response_);
    std::size_t bytes = response_.body.size();
    if (request_.method == "HEAD" || has_no_body(response_.status)) {
        bytes = 0;
    }
    bytes = std::min(bytes, response_.drop_after_bytes.value_or(bytes));
    expire_after(shared_.options.write_timeout);
    wire_.write({net::buffer(head_), net::buffer(response_.body.data(), bytes)},
                [self = shared_from_this()](const error_code& error, std::size_t) {
                    self->on_written(error);
                });
}

std::string Session::head_of(const Response& response) const {
    std::string head = "HTTP/1.1 " + status_line_text(response.status) + "\r\n";
    for (const auto& [name, value] : response.headers) {
        const bool ours = std::any_of(own_headers.begin(), own_headers.end(), [&](auto own) {
            return same_header(own, name);
        });
        if (!ours) {
            append_header(head, name, value);
        }
    }
    if (!has_no_body(response.status)) {
        append_header(head, "Content-Length", std::to_string(response.body.size()));
    }
    if (response.drop_after_bytes) {
        // A peer that breaks off does not announce it.
    } else if (!keep_) {
        append_header(head, "Connection", "close");
    } else if (incoming_->is_http_1_0()) {
        append_header(head, "Connection", "keep-alive");
    }
    return head + "\r\n";
}

void Session::on_written(const error_code& error) {
    const bool dropped = response_.drop_after_bytes.has_value();
    request_ = {};
    response_ = {};  // large bodies are not kept while the connection idles
    if (error || dropped) {
        wire_.close();
    } else if (keep_) {
        await_request();
    } else {
        end();
    }
}

void Session::end() {
    if (shared_.stopping) {
        wire_.end_sending();
        wire_.close();
        return;
    }
    state_ = State::ending;
    expire_after(std::min(linger_time, shared_.options.read_timeout));
    wire_.end_tls([self = shared_from_this()](const error_code&, std::size_t) {
        self->wire_.end_sending();
        self->discard();
    });
}

void Session::discard() {
    wire_.discard_some(net::buffer(waste_),
                       [self = shared_from_this()](const error_code& error, std::size_t) {
                           if (error) {
                               self->wire_.close();
                           } else {
                               self->discard();
                           }
                       });
}

}  // namespace tiendo::http
