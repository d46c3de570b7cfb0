// Connections to neighbouring systems, and pulling from them.
#include "impl.hpp"
#include "sources.hpp"

#include <set>
#include <utility>

namespace tiendo {

namespace {

/// A plain value as the JSON text that the manifest's type asks for; a wrong one is left to the
/// check.
std::string typed(const plugin::Manifest& manifest,
                  const std::string& key,
                  const std::string& value) {
    const auto* declared = manifest.key(key);
    const bool raw = declared != nullptr && (declared->type == plugin::ConfigType::number ||
                                             declared->type == plugin::ConfigType::boolean);
    return raw ? value : plugin::json_text(value);
}

Error secret_fault(const std::string& key, std::string message, std::string remedy) {
    return Error{ErrorCode::config, std::move(message), std::move(remedy)}.at("secret '" + key +
                                                                              "'");
}

Result<void> check_secrets(const plugin::Manifest& manifest,
                           const ConnectionSettings& settings,
                           const SecretSource& source) {
    for (const auto& [key, reference] : settings.secrets) {
        const auto* declared = manifest.key(key);
        if (declared == nullptr || !declared->secret) {
            return secret_fault(key,
                                "the adapter knows no such secret",
                                "see: tiendo adapter describe " + manifest.name);
        }
        if (auto value = source(reference); !value) {
            return std::move(value).error().at("secret '" + key + "'");
        }
    }
    for (const auto& key : manifest.config) {
        if (key.secret && key.required && !settings.secrets.contains(key.key)) {
            return secret_fault(
                key.key, "is missing", "give it as --secret " + key.key + "=file:PATH");
        }
    }
    return {};
}

sync::HubOptions hub_options(const WorkspaceOptions& options) {
    return {.clock = options.clock,
            .random = jitter_of(options),
            .wait = options.wait,
            .elapsed = &steady_ms,
            .log = options.log,
            .retry = options.retry,
            .budget = options.budget};
}

}  // namespace

Result<plugin::Adapter> Workspace::Impl::load(const store::Connection& connection) const {
    auto isolation = connection.isolation.empty() ? plugin::Isolation::by_place
                                                  : plugin::parse_isolation(connection.isolation);
    if (!isolation) {
        return std::move(isolation).error().at("connection '" + connection.id.str() + "'");
    }
    auto search = search_options(options);
    search.isolation = *isolation;
    if (options.guard.trace) {
        search.guard.trace = [trace = options.guard.trace, id = connection.id.str()](
                                 std::string_view line) { trace(id + " " + std::string(line)); };
        if (*isolation == plugin::Isolation::in_process) {
            search.guard.trace("runs in process, as its connection says, and is not traced");
        }
    }
    return plugin::load(connection.adapter, search, options.log);
}

Result<void> Workspace::add_connection(const ConnectionSettings& settings) {
    const auto place = "connection '" + settings.id.str() + "'";
    store::Connection connection{
        .id = settings.id,
        .adapter = settings.adapter,
        .settings = {},
        .secrets = settings.secrets,
        .created_at = impl_->options.clock(),
        .isolation = settings.isolation ? std::string(plugin::to_string(*settings.isolation)) : ""};
    auto adapter = impl_->load(connection);
    if (!adapter) {
        return std::move(adapter).error();
    }
    for (const auto& [key, value] : settings.settings) {
        connection.settings[key] = typed(adapter->manifest(), key, value);
    }
    if (auto fits = plugin::check_config(adapter->manifest(), configured(connection).config);
        !fits) {
        return std::move(fits).error().at(place);
    }
    if (auto sound = check_secrets(adapter->manifest(), settings, impl_->options.secrets); !sound) {
        return std::move(sound).error().at(place);
    }
    return impl_->write("connection.add",
                        settings.id.str(),
                        "a system is connected",
                        settings.adapter,
                        [&](store::Transaction& transaction) {
                            return store::insert_connection(transaction, connection);
                        });
}

Result<void> Workspace::remove_connection(const ConnectionId& id) {
    return impl_->write(
        "connection.remove",
        id.str(),
        "a system is disconnected",
        {},
        [&](store::Transaction& transaction) { return store::remove_connection(transaction, id); });
}

Result<std::vector<store::Connection>> Workspace::connections() {
    return impl_->read(
        [](store::Transaction& transaction) { return store::list_connections(transaction); });
}

Result<std::vector<plugin::Finding>> Workspace::check_connection(const ConnectionId& id) {
    auto connection = impl_->read(
        [&](store::Transaction& transaction) { return store::get_connection(transaction, id); });
    auto adapter = connection ? impl_->load(*connection) : std::move(connection).error();
    if (!adapter) {
        return std::move(adapter).error();
    }
    return adapter->check(configured(*connection), services_for(impl_->options, *connection));
}

Result<std::vector<store::Connection>> Workspace::Impl::chosen(
    const std::vector<ConnectionId>& ids) {
    return read([&](store::Transaction& transaction) -> Result<std::vector<store::Connection>> {
        if (ids.empty()) {
            return store::list_connections(transaction);
        }
        std::vector<store::Connection> chosen;
        for (const auto& id : std::set(ids.begin(), ids.end())) {  // each once
            auto connection = store::get_connection(transaction, id);
            if (!connection) {
                return std::move(connection).error();
            }
            chosen.push_back(*std::move(connection));
        }
        return chosen;
    });
}

Result<std::vector<sync::StreamPull>> Workspace::pull(const std::vector<ConnectionId>& ids,
                                                      std::stop_token stop) {
    auto chosen = impl_->chosen(ids);
    if (!chosen) {
        return std::move(chosen).error();
    }
    std::vector<sync::Source> sources;
    for (const auto& connection : *chosen) {
        if (connection.state == store::ConnectionState::paused) {
            continue;
        }
        auto adapter = impl_->load(connection);
        if (!adapter) {
            return std::move(adapter).error().at("connection '" + connection.id.str() + "'");
        }
        sources.push_back(source_of(
            impl_->options, connection, std::make_shared<plugin::Adapter>(*std::move(adapter))));
    }
    const sync::Hub hub(impl_->store, hub_options(impl_->options));
    std::vector<sync::StreamPull> pulls;
    for (auto& result : hub.pull_all(sources, std::move(stop))) {
        if (!result) {
            return std::move(result).error();
        }
        pulls.insert(pulls.end(), result->begin(), result->end());
    }
    if (auto attached = attach(); !attached) {
        return std::move(attached).error();
    }
    return pulls;
}

Result<std::vector<store::StreamState>> Workspace::stream_states() {
    return impl_->read(
        [](store::Transaction& transaction) { return store::list_stream_states(transaction); });
}

Result<std::vector<store::DeadLetter>> Workspace::dead_letters() {
    if (auto allowed = impl_->acts_for_none("records"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read(
        [](store::Transaction& transaction) { return store::list_dead_letters(transaction, {}); });
}

Result<std::vector<Record>> Workspace::records(const store::RecordListQuery& query) {
    if (auto allowed = impl_->acts_for_none("records"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read([&query](store::Transaction& transaction) {
        return store::list_records(transaction, query);
    });
}

}  // namespace tiendo
