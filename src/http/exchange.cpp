#include "exchange.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>

#include <algorithm>
#include <utility>

namespace tiendo::http {

using net::ip::tcp;

namespace {

constexpr int max_interim_answers = 8;  // 100 Continue and its like

Limits limits_of(const ClientOptions& options) {
    return {.head_bytes = options.max_header_bytes, .body_bytes = options.max_body_bytes};
}

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

std::string in_ms(std::chrono::milliseconds time) {
    return std::to_string(time.count()) + " ms";
}

Error unreachable(const error_code& error, std::chrono::milliseconds waited) {
    const auto why = ending_of(error) == Ending::timed_out
                         ? "no connection within " + in_ms(waited)
                         : "cannot be connected to (" + error.message() + ")";
    return Error{ErrorCode::transient,
                 why,
                 "check that the system runs there and that the network lets us through"};
}

}  // namespace

template <typename Start>
Exchange::Outcome Exchange::wait(Start start) {
    auto outcome = std::make_shared<std::optional<Outcome>>();
    start([outcome](const error_code& error, std::size_t bytes) {
        *outcome = Outcome{error, bytes};
    });
    io_.restart();
    while (!*outcome) {
        if (io_.run_one() == 0) {
            return {net::error::make_error_code(net::error::operation_aborted), 0};
        }
    }
    return **outcome;
}

Result<void> Exchange::prepare_tls() {
    if (tls_) {
        return {};
    }
    auto context = client_tls(options_.ca_file);
    if (!context) {
        return std::move(context).error();
    }
    tls_ = *std::move(context);
    return {};
}

Result<tcp::resolver::results_type> Exchange::resolve(const Url& url, SteadyTime end) {
    error_code not_an_address;
    const auto address = net::ip::make_address(url.host, not_an_address);
    if (!not_an_address) {
        return tcp::resolver::results_type::create(
            tcp::endpoint(address, url.port), url.host, std::to_string(url.port));
    }
    struct Found {
        bool done = false;
        error_code error;
        tcp::resolver::results_type addresses;
    };
    // The system's look-up cannot be interrupted: past its time it ends alone, into shared state.
    auto found = std::make_shared<Found>();
    auto resolver = std::make_shared<tcp::resolver>(io_);
    resolver->async_resolve(url.host,
                            std::to_string(url.port),
                            tcp::resolver::numeric_service,
                            [found, resolver](const error_code& error, auto addresses) {
                                *found = {true, error, std::move(addresses)};
                            });
    io_.restart();
    while (!found->done && now() < end) {
        io_.run_one_until(end);
    }
    if (!found->done) {
        return Error{ErrorCode::transient,
                     "the host name was not found within " + in_ms(options_.connect_timeout),
                     "check the name service of this machine"};
    }
    if (found->error == net::error::host_not_found || found->error == net::error::no_data) {
        return Error{ErrorCode::config, "there is no such host", "correct the host name"};
    }
    if (found->error) {
        return Error{ErrorCode::transient,
                     "the host name cannot be looked up (" + found->error.message() + ")",
                     "check the name service of this machine"};
    }
    return std::move(found->addresses);
}

Result<void> Exchange::agree_on_tls(Wire& wire, const Url& url, SteadyTime end) {
    wire.expires_at(end);
    const auto shaken = wait([&](auto done) { wire.handshake_with(url.host, std::move(done)); });
    if (!shaken.error) {
        return {};
    }
    if (const auto trouble = wire.certificate_trouble(); trouble != 0) {
        return certificate_refused(trouble);
    }
    if (shaken.error.category() == net::error::get_ssl_category()) {
        return handshake_refused(shaken.error);
    }
    return unreachable(shaken.error, options_.connect_timeout);
}

Result<Connection> Exchange::open(const Url& url, SteadyTime end) {
    end = std::min(end, now() + options_.connect_timeout);
    if (url.tls) {
        if (auto ready = prepare_tls(); !ready) {
            return std::move(ready).error();
        }
    }
    const auto addresses = resolve(url, end);
    if (!addresses) {
        return addresses.error();
    }
    tcp::socket socket(io_);
    Connection connection{
        .wire = url.tls ? Wire(std::move(socket), *tls_) : Wire(std::move(socket)),
        .buffer = make_buffer(limits_of(options_))};
    connection.wire.expires_at(end);
    const auto connected =
        wait([&](auto done) { connection.wire.connect(*addresses, std::move(done)); });
    if (connected.error) {
        return unreachable(connected.error, options_.connect_timeout);
    }
    if (url.tls) {
        if (auto agreed = agree_on_tls(connection.wire, url, end); !agreed) {
            return std::move(agreed).error();
        }
    }
    return connection;
}

Exchange::Answer Exchange::run(Connection& connection, const Outgoing& request, SteadyTime end) {
    connection.wire.expires_at(end);
    const Wire::Buffers parts = {net::buffer(request.head), net::buffer(request.body)};
    const auto written = wait([&](auto done) { connection.wire.write(parts, std::move(done)); });
    const bool sent = written.bytes > 0 || !written.error;
    if (written.error && ending_of(written.error) != Ending::closed) {
        Answer answer;
        answer.error = broken(request, written.error, end, sent);
        return answer;
    }
    // A server that refuses a long body answers and closes before it has read all: look for that
    // answer even where writing broke.
    auto answer = receive(connection, request, end, sent);
    answer.reusable = answer.reusable && !written.error;
    return answer;
}

Exchange::Outcome Exchange::read_more(Connection& connection, SteadyTime end) {
    const auto room = room_in(connection.buffer);
    if (room == 0) {
        return {net::error::make_error_code(net::error::no_buffer_space), 0};
    }
    connection.wire.expires_at(std::min(end, now() + options_.read_timeout));
    const auto into = connection.buffer.prepare(room);
    const auto got = wait([&](auto done) { connection.wire.read_some(into, std::move(done)); });
    connection.buffer.commit(got.bytes);
    return got;
}

Exchange::Answer Exchange::receive(Connection& connection,
                                   const Outgoing& request,
                                   SteadyTime end,
                                   bool sent) {
    const auto rule = request.method == "HEAD" ? BodyRule::never : BodyRule::as_stated;
    Answer answer;
    for (int interim = 0; interim <= max_interim_answers; ++interim) {
        IncomingResponse incoming(limits_of(options_), rule);
        auto stage = incoming.feed(connection.buffer);
        while (stage != Stage::done && stage != Stage::refused) {
            const auto got = read_more(connection, end);
            stage = incoming.feed(connection.buffer);
            if (!got.error || stage == Stage::done || stage == Stage::refused) {
                continue;
            }
            if (got.error == net::error::eof) {
                stage = incoming.finish();  // in order, and for some answers that is the end
            }
            if (stage != Stage::done) {
                answer.closed_unanswered =
                    ending_of(got.error) == Ending::closed && !incoming.started() && interim == 0;
                answer.error = broken(request, got.error, end, sent);
                return answer;
            }
        }
        if (stage == Stage::refused || incoming.status() == 101) {
            answer.error = refused(incoming);
            return answer;
        }
        if (incoming.status() / 100 != 1) {
            answer.reusable = incoming.keep_alive() && connection.buffer.size() == 0;
            answer.response = Response{.status = incoming.status(),
                                       .headers = incoming.take_headers(),
                                       .body = incoming.take_body(),
                                       .drop_after_bytes = {}};
            return answer;
        }
    }
    answer.error = Error{ErrorCode::drift,
                         "sends only interim answers (status 1xx)",
                         "check that the address is that of the system meant"};
    return answer;
}

Error Exchange::broken(const Outgoing& request,
                       const error_code& error,
                       SteadyTime end,
                       bool sent) const {
    std::string why = "the connection broke (" + error.message() + ")";
    if (ending_of(error) == Ending::timed_out) {
        why = now() >= end ? "not finished within " + in_ms(options_.total_timeout)
                           : "silent for " + in_ms(options_.read_timeout);
    } else if (ending_of(error) == Ending::closed) {
        why = "the connection was closed before the end of the answer";
    } else if (error == net::error::no_buffer_space) {
        return Error{ErrorCode::drift,
                     "a part of the answer is longer than HTTP needs",
                     "check that the address is that of the system meant"};
    }
    if (sent && !request.is_safe()) {
        return Error{ErrorCode::outcome_unknown,
                     why + "; the request had been sent",
                     "ask the system whether it took effect before sending it again"};
    }
    return Error{ErrorCode::transient, why, "try again later; if it stays so, ask its operator"};
}

Error Exchange::refused(const IncomingResponse& answer) const {
    switch (answer.refusal()) {
        case Refusal::body_too_long:
            return Error{
                ErrorCode::drift,
                "the answer is longer than " + std::to_string(options_.max_body_bytes) + " bytes",
                "ask for smaller pages, or raise max_body_bytes"};
        case Refusal::head_too_long:
            return Error{ErrorCode::drift,
                         "the head of the answer is longer than " +
                             std::to_string(options_.max_header_bytes) + " bytes",
                         "raise max_header_bytes if that is right"};
        case Refusal::none:
        case Refusal::not_http:
        case Refusal::cut: break;
    }
    const auto reason = answer.reason().empty() ? "" : " (" + answer.reason() + ")";
    return Error{ErrorCode::drift,
                 "does not answer in HTTP/1.1" + reason,
                 "check that the address and port are those of the system meant"};
}

}  // namespace tiendo::http
