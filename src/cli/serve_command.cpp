// serve: other systems call our connections, until a signal.
#include "session.hpp"

#include "tiendo/workspace/workspace.hpp"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
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

/// The signals that end the command, kept from all threads that are made after it.
class Signals {
public:
    Signals() {
        sigemptyset(&ending_);
        sigaddset(&ending_, SIGINT);
        sigaddset(&ending_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &ending_, &before_);
    }
    ~Signals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    void wait() const {
        int which = 0;
        sigwait(&ending_, &which);
    }

private:
    sigset_t ending_{};
    sigset_t before_{};
};

/// What the server's threads, the signal and the pulling tell each other.
class Bell {
public:
    void pull_soon(const ConnectionId& connection) {
        const std::lock_guard lock(mutex_);
        wanted_.insert(connection.str());
        rung_.notify_all();
    }
    void end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        rung_.notify_all();
    }
    /// Waits for a connection to pull. @return empty: the end
    std::string next() {
        std::unique_lock lock(mutex_);
        rung_.wait(lock, [this] { return ended_ || !wanted_.empty(); });
        if (ended_) {
            return {};
        }
        return wanted_.extract(wanted_.begin()).value();
    }
    /// @return false: the end came first
    bool pause(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex_);
        return !rung_.wait_for(lock, time, [this] { return ended_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable rung_;
    std::set<std::string> wanted_;
    bool ended_ = false;
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
void pull_when_told(Workspace& workspace, Bell& bell) {
    for (auto name = bell.next(); !name.empty(); name = bell.next()) {
        const auto pulls = workspace.pull({ConnectionId::of(name)});
        if (!pulls) {
            std::cerr << "tiendo: " << pulls.error().explain() << '\n';
            continue;
        }
        for (const auto& pull : *pulls) {
            if (pull.failure) {
                std::cerr << "tiendo: connection '" << name << "': " << pull.failure->explain()
                          << '\n';
            }
        }
    }
}

Result<void> serve(Session& session, const ServeWords& words) {
    const Signals signals;
    Bell bell;
    auto chosen = session.options();
    if (!chosen) {
        return std::move(chosen).error();
    }
    chosen->wait = [&bell](std::chrono::milliseconds pause, std::stop_token) {
        return bell.pause(pause);
    };
    auto workspace = Workspace::open(*chosen);
    auto options = workspace ? options_of(words, bell) : std::move(workspace).error();
    auto serving = options ? workspace->serve(*options) : std::move(options).error();
    if (!serving) {
        return std::move(serving).error();
    }
    tell(*serving, words);
    std::thread ending([&] {
        signals.wait();
        bell.end();
    });
    pull_when_told(*workspace, bell);
    ending.join();
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
