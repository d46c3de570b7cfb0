#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace tiendo::cli {

/// SIGINT and SIGTERM as a request to stop, as long as this lives: work that was begun is ended
/// well, and what it brought is stored.
class Signals {
public:
    /// Before any thread that must not get them.
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

private:
    sigset_t ending_{};
    sigset_t before_{};
    std::stop_source stop_;
    std::thread waiting_;
};

}  // namespace tiendo::cli
