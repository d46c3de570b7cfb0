#include "tiendo/http/client.hpp"

#include "exchange.hpp"
#include "head.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <list>
#include <utility>

namespace tiendo::http {

namespace {

constexpr std::size_t max_idle_connections = 8;

/// Headers that frame the message: two of them that disagree let one request pass as two.
constexpr std::array<std::string_view, 5> own_headers = {"Host",
                                                         "Content-Length",
                                                         "Transfer-Encoding",
                                                         "Expect",
                                                         "Upgrade"};

std::optional<Error> why_not_sent(const Request& request) {
    if (!is_token(request.method)) {
        return Error{ErrorCode::malformed_input,
                     "the method is not a word that HTTP allows",
                     "use GET, POST or another method's name"};
    }
    if (auto why = why_not_sendable(request.headers)) {
        return Error{ErrorCode::malformed_input, *why, "clean the data before it becomes a header"};
    }
    for (const auto name : own_headers) {
        if (find_header(request.headers, name)) {
            return Error{ErrorCode::malformed_input,
                         "header '" + std::string(name) + "' is the client's to set",
                         "leave it out"};
        }
    }
    return std::nullopt;
}

std::string head_of(const Request& request, const Url& url, const ClientOptions& options) {
    const bool standard_port = url.port == (url.tls ? 443 : 80);
    const auto authority = url.authority();
    std::string head = request.method + " " + url.target + " HTTP/1.1\r\n";
    append_header(
        head, "Host", standard_port ? authority.substr(0, authority.rfind(':')) : authority);
    if (!find_header(request.headers, "User-Agent") && !options.user_agent.empty()) {
        append_header(head, "User-Agent", options.user_agent);
    }
    const auto& method = request.method;
    if (!request.body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
        append_header(head, "Content-Length", std::to_string(request.body.size()));
    }
    for (const auto& [name, value] : request.headers) {
        append_header(head, name, value);
    }
    return head + "\r\n";
}

Result<void> check(const ClientOptions& options) {
    using std::chrono::milliseconds;
    const milliseconds zero{0};
    if (options.connect_timeout <= zero || options.read_timeout <= zero ||
        options.total_timeout <= zero || options.connect_timeout > max_timeout ||
        options.read_timeout > max_timeout || options.total_timeout > max_timeout) {
        return Error{ErrorCode::config,
                     "a time-out is not between 1 ms and 1 day",
                     "correct connect_timeout, read_timeout or total_timeout"};
    }
    if (options.max_header_bytes < 256 || options.max_header_bytes > max_head_bytes) {
        return Error{ErrorCode::config,
                     "max_header_bytes is not between 256 and 16777216",
                     "correct max_header_bytes"};
    }
    if (why_not_sendable({{"User-Agent", options.user_agent}})) {
        return Error{ErrorCode::config,
                     "user_agent holds a line break or control character",
                     "correct user_agent"};
    }
    return {};
}

}  // namespace

struct Client::Impl {
    struct Idle {
        std::string origin;
        Connection connection;
    };

    explicit Impl(const ClientOptions& given) : options(given), exchange(options) {}

    ClientOptions options;
    Exchange exchange;
    std::list<Idle> idle;  // the one used last comes last; dies before `exchange`

    static std::string origin_of(const Url& url) {
        return (url.tls ? "https://" : "http://") + url.authority();
    }

    /// A kept connection that the other side has not closed meanwhile.
    std::optional<Connection> take(const Url& url) {
        const auto origin = origin_of(url);
        const auto found = std::find_if(
            idle.begin(), idle.end(), [&](const Idle& each) { return each.origin == origin; });
        if (found == idle.end()) {
            return std::nullopt;
        }
        auto connection = std::move(found->connection);
        idle.erase(found);
        if (!connection.wire.quiet()) {
            return std::nullopt;
        }
        return connection;
    }

    void keep(const Url& url, Connection connection) {
        if (idle.size() >= max_idle_connections) {
            idle.pop_front();
        }
        idle.push_back({origin_of(url), std::move(connection)});
    }

    Result<Response> send(const Request& request, const Url& url) {
        const auto end = std::chrono::steady_clock::now() + options.total_timeout;
        const Outgoing outgoing{
            .method = request.method, .head = head_of(request, url, options), .body = request.body};
        if (auto kept = take(url)) {
            auto answer = exchange.run(*kept, outgoing, end);
            if (answer.response) {
                return finish(url, std::move(*kept), std::move(answer));
            }
            // The server may close an idle connection just when we use it: nothing of ours was
            // answered, so a request that changes nothing goes out once more.
            if (!answer.closed_unanswered || !outgoing.is_safe()) {
                return std::move(*answer.error);
            }
        }
        auto opened = exchange.open(url, end);
        if (!opened) {
            return std::move(opened).error();
        }
        auto answer = exchange.run(*opened, outgoing, end);
        if (!answer.response) {
            return std::move(*answer.error);
        }
        return finish(url, std::move(*opened), std::move(answer));
    }

    Result<Response> finish(const Url& url, Connection connection, Exchange::Answer answer) {
        if (answer.reusable) {
            keep(url, std::move(connection));
        }
        return std::move(*answer.response);
    }
};

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<Client> Client::open(const ClientOptions& options) {
    if (auto checked = check(options); !checked) {
        return std::move(checked).error().at("http client");
    }
    auto impl = std::make_unique<Impl>(options);
    if (!options.ca_file.empty()) {
        // Wrong settings are told now, not at the first request.
        if (auto ready = impl->exchange.prepare_tls(); !ready) {
            return std::move(ready).error().at("http client");
        }
    }
    return Client(std::move(impl));
}

Result<Response> Client::send(const Request& request) {
    auto url = parse_url(request.url);
    if (!url) {
        return std::move(url).error();
    }
    const auto place = url->authority();
    if (auto refused = why_not_sent(request)) {
        return std::move(*refused).at(place);
    }
    try {
        auto answer = impl_->send(request, *url);
        if (!answer) {
            return std::move(answer).error().at(place);
        }
        return answer;
    } catch (const std::exception& error) {
        return Error{ErrorCode::internal,
                     std::string("the request could not be carried out (") + error.what() + ")",
                     "report this as a fault of tiendo"}
            .at(place);
    }
}

}  // namespace tiendo::http
