// serve: other systems call our connections, until a signal.
#include "session.hpp"
#include "signals.hpp"

#include "tiendo/workspace/workspace.hpp"

#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <utility>

namespace tiendo::cli {

namespace {

struct ServeWords {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::vector<std::string> connections;
    std::string certificate;
    std::string key;
};

/// What the server's threads tell the one that pulls.
class Bell {
public:
    void pull_soon(const ConnectionId& connection) {
        const std::lock_guard lock(mutex_);
        wanted_.insert(connection.str());
        rung_.notify_all();
    }
    /// Waits for a connection to pull. @return empty: it was told to stop
    std::string next(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        rung_.wait(lock, stop, [this] { return !wanted_.empty(); });
        return stop.stop_requested() ? std::string()
                                     : std::move(wanted_.extract(wanted_.begin()).value());
    }

private:
    std::mutex mutex_;
    std::condition_variable_any rung_;
    std::set<std::string> wanted_;
};

Result<ServeOptions> options_of(const ServeWords& words, Bell& bell) {
    ServeOptions options;
    options.address = words.address;
    options.port = words.port;
    options.certificate_file = words.certificate;
    options.key_file = words.key;
    options.pull_soon = [&bell](const ConnectionId& connection, std::string_view) {
        bell.pull_soon(connection);
    };
    for (const auto& word : words.connections) {
        auto id = ConnectionId::parse(word);
        if (!id) {
            return std::move(id).error().at("--connection");
        }
        options.connections.push_back(*std::move(id));
    }
    return options;
}

void tell(const Serving& serving, const ServeWords& words) {
    const bool v6 = words.address.find(':') != std::string::npos;
    const auto scheme = words.certificate.empty() ? "http://" : "https://";
    const auto host = v6 ? "[" + words.address + "]" : words.address;
    for (const auto& id : serving.connections()) {
        std::cout << "serving " << scheme << host << ":" << serving.port() << "/" << id << "/\n";
    }
    std::cout << std::flush;  // whoever started us waits for these lines
}

/// Pulls each connection that a request said has changed. What fails is told, and the next regular
/// pull tries again.
void pull_when_told(Workspace& workspace, Bell& bell, const std::stop_token& stop) {
    for (auto name = bell.next(stop); !name.empty(); name = bell.next(stop)) {
        const auto pulls = workspace.pull({ConnectionId::of(name)}, stop);
        if (!pulls && pulls.error().code() == ErrorCode::cancelled) {
            return;
        }
        if (!pulls) {
            std::cerr << "tiendo: " << pulls.error().explain() << '\n';
            continue;
        }
        for (const auto& pull : *pulls) {
            // One that the end of the command stopped goes on with the next: no fault.
            if (pull.failure && pull.failure->code() != ErrorCode::cancelled) {
                std::cerr << "tiendo: connection '" << name << "': " << pull.failure->explain()
                          << '\n';
            }
        }
    }
}

Result<void> serve(Session& session, const ServeWords& words) {
    const Signals signals;
    Bell bell;
    auto workspace = session.workspace();
    auto options = workspace ? options_of(words, bell) : std::move(workspace).error();
    auto serving = options ? (*workspace)->serve(*options) : std::move(options).error();
    if (!serving) {
        return std::move(serving).error();
    }
    tell(*serving, words);
    pull_when_told(**workspace, bell, signals.token());
    serving->stop();
    return {};
}

}  // namespace

void add_serve_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<ServeWords>();
    auto* command =
        app.add_subcommand("serve", "let other systems call connections, until SIGINT or SIGTERM");
    command->add_option("--address", words->address, "IP address to listen on")
        ->capture_default_str();
    command->add_option("--port", words->port, "port to listen on; 0 takes any free one")
        ->capture_default_str();
    command
        ->add_option("--connection",
                     words->connections,
                     "may be repeated; all that can be called if none is named")
        ->allow_extra_args(false);
    auto* certificate =
        command->add_option("--certificate", words->certificate, "PEM chain, for HTTPS");
    auto* key = command->add_option("--key", words->key, "PEM private key, for HTTPS");
    certificate->needs(key);
    key->needs(certificate);
    on_call(*command, session, [&session, words] { return serve(session, *words); });
}

}  // namespace tiendo::cli
