#pragma once

#include "tiendo/base/result.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX names no header for it

namespace tiendo::test {

/// A neighbouring system played by a child process on a free port of 127.0.0.1. It ends with this
/// object.
class SimulatorProcess {
public:
    /// Starts it and waits until it listens.
    /// @param program   "tiendo-sim-mot-cua", "tiendo-sim-van-ban" or "tiendo-sim-phan-anh"
    /// @param arguments without --port
    static Result<SimulatorProcess> start(std::string_view program,
                                          const std::vector<std::string>& arguments) {
        return start_file(std::string(TIENDO_BINARY_DIR) + "/bin/" + std::string(program),
                          arguments);
    }
    /// The same for an executable elsewhere, as in an installed tree.
    static Result<SimulatorProcess> start_file(const std::string& path,
                                               const std::vector<std::string>& arguments) {
        std::array<int, 2> pipe_ends{};
        if (::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
            return Error{ErrorCode::internal, "no pipe for the simulator's output"};
        }
        SimulatorProcess process;
        const int spawned = process.spawn(path, arguments, pipe_ends[1]);
        ::close(pipe_ends[1]);
        const std::string line = spawned == 0 ? first_line(pipe_ends[0]) : std::string();
        ::close(pipe_ends[0]);
        constexpr std::string_view ready = "listening 127.0.0.1:";
        if (!line.starts_with(ready)) {
            const int status = process.stop();
            return Error{ErrorCode::internal,
                         path + " did not listen, exit status " + std::to_string(status)};
        }
        process.port_ = static_cast<std::uint16_t>(std::atoi(line.c_str() + ready.size()));
        return process;
    }

    ~SimulatorProcess() { stop(); }
    SimulatorProcess(SimulatorProcess&& other) noexcept
        : pid_(std::exchange(other.pid_, -1)), port_(other.port_) {}
    SimulatorProcess& operator=(SimulatorProcess&& other) noexcept {
        stop();
        pid_ = std::exchange(other.pid_, -1);
        port_ = other.port_;
        return *this;
    }

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// "http://127.0.0.1:PORT" and `target`
    [[nodiscard]] std::string url(std::string_view target) const {
        return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
    }

    /// Ends it by SIGTERM.
    /// @return its exit status; 128 + signal where it died of one; -1 if it had ended before
    int stop() { return end(SIGTERM); }
    /// Ends it without warning, as a power cut would.
    int kill() { return end(SIGKILL); }

private:
    SimulatorProcess() = default;

    int spawn(const std::string& path, const std::vector<std::string>& arguments, int output) {
        std::vector<std::string> words = {path};
        words.insert(words.end(), arguments.begin(), arguments.end());
        words.insert(words.end(), {"--port", "0"});
        std::vector<char*> raw;
        for (std::string& word : words) {
            raw.push_back(word.data());
        }
        raw.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        const int failed =
            ::posix_spawn(&pid_, path.c_str(), &actions, nullptr, raw.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) {
            pid_ = -1;
        }
        return failed;
    }

    static std::string first_line(int from) {
        std::string line;
        char c = 0;
        while (::read(from, &c, 1) == 1 && c != '\n') {
            line += c;
        }
        return line;
    }

    int end(int signal) {
        if (pid_ <= 0) {
            return -1;
        }
        ::kill(pid_, signal);
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace tiendo::test
