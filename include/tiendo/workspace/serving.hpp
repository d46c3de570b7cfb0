#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/ids.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

class Workspace;

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one; ask `Serving::port`
    /// Which connections; empty: all that are active and whose adapter can.
    std::vector<ConnectionId> connections{};
    std::chrono::milliseconds call_timeout{30'000};  ///< of one answer
    std::size_t max_body_bytes = 1U << 20U;          ///< a longer request is answered 413
    std::string certificate_file{};                  ///< PEM chain; empty: plain HTTP
    std::string key_file{};                          ///< PEM private key
    /// Told after a request said that a stream has changed over there. Called on a thread of the
    /// server's, several at once: note it and pull elsewhere. Not kept across a crash; the next
    /// pull reads every stream anyway.
    std::function<void(const ConnectionId& connection, std::string_view stream)> pull_soon{};
};

/// Connections that other systems can call, at http://address:port/<connection>/… until it goes
/// away.
///
/// Each connection has an adapter of its own, which takes one request at a time; others of the same
/// connection wait, and beyond a bound are answered 503, so that a slow one takes no thread from
/// its neighbours. Records that a request brought are stored before its answer leaves.
///
/// Answers by itself, without a text: 404 (no such connection, or its adapter serves nobody), and
/// where the adapter fails 401 (auth), 422 (rejected), 429 with Retry-After (rate_limited), 503
/// with Retry-After (transient, stopped, the store is busy or full), 500 (all else).
///
/// Connections are as they stood at the start. Threads: any.
class Serving {
public:
    /// Waits for running answers, each at most `call_timeout`.
    ~Serving();
    Serving(Serving&&) noexcept;
    Serving& operator=(Serving&&) noexcept;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Those that can be called, by id.
    [[nodiscard]] const std::vector<ConnectionId>& connections() const noexcept;
    /// What the destructor does, sooner; more than once too. Not from `ServeOptions::pull_soon`.
    void stop();

private:
    friend class Workspace;
    struct Impl;
    explicit Serving(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tiendo
