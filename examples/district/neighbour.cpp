#include "neighbour.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <utility>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX names no header for it

namespace story {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;

int spawn(pid_t& process, std::vector<std::string>& words, int output) {
    std::vector<char*> raw;
    for (auto& word : words) {
        raw.push_back(word.data());
    }
    raw.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    const int failed = posix_spawn(&process, raw.front(), &actions, nullptr, raw.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

std::string first_line(int from) {
    std::string line;
    char c = 0;
    while (::read(from, &c, 1) == 1 && c != '\n') {
        line += c;
    }
    return line;
}

}  // namespace

tiendo::Result<Neighbour> Neighbour::start(const std::filesystem::path& program,
                                           std::vector<std::string> arguments) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return Error{ErrorCode::internal, "no pipe for the output of " + program.string()};
    }
    Neighbour neighbour;
    arguments.insert(arguments.begin(), program.string());
    const int failed = spawn(neighbour.process_, arguments, ends[1]);
    ::close(ends[1]);
    const auto line = failed == 0 ? first_line(ends[0]) : std::string();
    ::close(ends[0]);
    if (failed != 0) {
        neighbour.process_ = -1;
    }
    constexpr std::string_view ready = "listening 127.0.0.1:";
    if (!line.starts_with(ready)) {
        return Error{ErrorCode::not_found,
                     program.string() + " did not start",
                     "check the installed package and that the port is free"};
    }
    neighbour.port_ =
        static_cast<std::uint16_t>(std::strtoul(line.c_str() + ready.size(), nullptr, 10));
    return neighbour;
}

Neighbour::Neighbour(Neighbour&& other) noexcept
    : process_(std::exchange(other.process_, -1)), port_(other.port_) {}

Neighbour::~Neighbour() {
    if (process_ > 0) {
        ::kill(process_, SIGTERM);
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
    }
}

tiendo::Result<std::string> Neighbour::ask(const char* method, const std::string& target) const {
    auto client = tiendo::http::Client::open({});
    auto answer = client ? client->send({.method = method, .url = url() + target})
                         : std::move(client).error();
    if (!answer) {
        return std::move(answer).error();
    }
    if (answer->status != 200) {
        return Error{ErrorCode::rejected,
                     "the simulator answered " + std::to_string(answer->status)};
    }
    return std::move(answer->body);
}

tiendo::Result<void> Neighbour::change_records(int count) const {
    auto answer = ask("POST", "/_sim/change?count=" + std::to_string(count));
    return answer ? tiendo::Result<void>() : std::move(answer).error();
}

tiendo::Result<std::string> Neighbour::truth() const {
    return ask("GET", "/_sim/truth");
}

}  // namespace story
