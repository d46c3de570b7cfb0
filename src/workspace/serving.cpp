// Requests of other systems, handed to the connections that they are for.
#include "tiendo/workspace/serving.hpp"

#include "impl.hpp"
#include "served_connection.hpp"

#include "tiendo/http/server.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tiendo {

namespace {

constexpr std::size_t most_threads = 64;  // of the HTTP server
constexpr std::size_t most_inside = 16;

/// The first part of a path, decoded; nothing where it is wrongly encoded.
std::optional<std::string> name_in(std::string_view part) {
    // "a=" makes of it the value of a query, which is how the HTTP layer decodes. A plus sign means
    // itself in a path.
    std::string query = "?a=";
    for (const char c : part) {
        query += c == '+' ? std::string("%2B") : c == '&' ? std::string("%26") : std::string(1, c);
    }
    const auto pairs = http::parse_query(query);
    return pairs.size() == 1 ? std::optional(pairs.front().second) : std::nullopt;
}

}  // namespace

struct Serving::Impl {
    ServedConnection::Shared shared;
    std::map<std::string, std::unique_ptr<ServedConnection>, std::less<>> by_name;
    std::vector<ConnectionId> ids;
    std::stop_source stopping;
    std::optional<http::Server> server;

    Impl(const WorkspaceOptions& options, store::Store& store, const ServeOptions& serve)
        : shared{options, store, serve} {}
    ~Impl() { stop(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void stop() {
        stopping.request_stop();
        if (server) {
            server->stop();
        }
    }

    void add(store::Connection connection, plugin::Adapter adapter) {
        ids.push_back(connection.id);
        auto name = connection.id.str();
        by_name.emplace(
            std::move(name),
            std::make_unique<ServedConnection>(shared, std::move(connection), std::move(adapter)));
    }

    /// "/<connection>/rest?query": the connection answers "/rest?query".
    http::Response route(const http::Request& request) {
        const std::string_view target = request.target;
        const auto end = std::min(target.find_first_of("/?", 1), target.size());
        const auto name = target.empty() ? std::nullopt : name_in(target.substr(1, end - 1));
        const auto found = name ? by_name.find(*name) : by_name.end();
        if (found == by_name.end()) {
            return {.status = 404, .headers = {}, .body = {}, .drop_after_bytes = {}};
        }
        http::Request below = request;
        below.target = std::string(target.substr(end));
        if (!below.target.starts_with('/')) {
            below.target.insert(0, "/");
        }
        return found->second->answer(std::move(below), stopping.get_token());
    }

    /// So many requests of one connection run or wait at most that the others always find a thread;
    /// with 64 connections or more, while fewer than 64 of them are slow at once.
    Result<void> listen() {
        const auto share = (most_threads - 1) / std::max<std::size_t>(1, by_name.size());
        shared.most_inside = std::clamp<std::size_t>(share, 1, most_inside);
        const auto threads = std::min(most_threads, by_name.size() * shared.most_inside + 1);
        const auto& serve = shared.serve;
        auto started =
            http::Server::start({.address = serve.address,
                                 .port = serve.port,
                                 .threads = static_cast<unsigned>(threads),
                                 .max_body_bytes = serve.max_body_bytes,
                                 .certificate_file = serve.certificate_file,
                                 .key_file = serve.key_file},
                                [this](const http::Request& request) { return route(request); });
        if (!started) {
            return std::move(started).error();
        }
        server.emplace(*std::move(started));
        return {};
    }
};

Serving::Serving(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Serving::~Serving() = default;
Serving::Serving(Serving&&) noexcept = default;
Serving& Serving::operator=(Serving&&) noexcept = default;

std::uint16_t Serving::port() const noexcept {
    return impl_->server->port();
}
const std::vector<ConnectionId>& Serving::connections() const noexcept {
    return impl_->ids;
}
void Serving::stop() {
    impl_->stop();
}

/// The adapter of a connection that was asked for by name.
Result<plugin::Adapter> Workspace::Impl::load_to_serve(const store::Connection& connection) const {
    const auto place = "connection '" + connection.id.str() + "'";
    if (connection.state == store::ConnectionState::paused) {
        return Error{ErrorCode::conflict, "it is paused", "resume it first"}.at(place);
    }
    auto adapter = load(connection);
    if (!adapter) {
        return std::move(adapter).error().at(place);
    }
    if (!adapter->manifest().can("serve")) {
        return Error{ErrorCode::unsupported,
                     "the adapter " + adapter->manifest().name + " answers no requests",
                     "name connections whose adapter has serve: tiendo adapter describe NAME"}
            .at(place);
    }
    return adapter;
}

Result<Serving> Workspace::serve(const ServeOptions& options) {
    auto known = connections();
    if (!known) {
        return std::move(known).error();
    }
    auto impl = std::make_unique<Serving::Impl>(impl_->options, impl_->store, options);
    const bool all = options.connections.empty();
    for (auto& connection : *known) {
        const auto named =
            std::find(options.connections.begin(), options.connections.end(), connection.id);
        if (!all && named == options.connections.end()) {
            continue;
        }
        auto adapter = impl_->load_to_serve(connection);
        if (adapter) {
            impl->add(std::move(connection), *std::move(adapter));
        } else if (!all) {
            return std::move(adapter).error();
        } else {
            // One that cannot be called keeps nobody from calling the others.
            impl_->options.log.info(
                "connection not served",
                {{"connection", connection.id.str()}, {"what", adapter.error().message()}});
        }
    }
    for (const auto& id : options.connections) {
        if (std::find(impl->ids.begin(), impl->ids.end(), id) == impl->ids.end()) {
            auto none = impl_->read([&](store::Transaction& transaction) {
                return store::get_connection(transaction, id);
            });
            return std::move(none).error();
        }
    }
    if (impl->ids.empty()) {
        return Error{ErrorCode::unsupported,
                     "no connection can be called",
                     "connect a system whose adapter has serve: tiendo connection add"};
    }
    if (auto listening = impl->listen(); !listening) {
        return std::move(listening).error();
    }
    return Serving(std::move(impl));
}

}  // namespace tiendo
