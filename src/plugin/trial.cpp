#include "trial.hpp"

#include "adapter_impl.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

namespace tiendo::plugin {

namespace {

constexpr std::chrono::seconds longest_load{10};
constexpr std::size_t longest_report = 4'096;
constexpr char loaded = 'L';
constexpr char refused = 'R';
constexpr char threw = 'T';

int report_to =
    -1;  // in the child only, which has one thread; a terminate handler takes no argument

void report(char kind, const char* text) noexcept {
    char line[longest_report] = {kind};
    const auto length = text == nullptr ? 0 : strnlen(text, sizeof line - 1);
    std::memcpy(line + 1, text == nullptr ? "" : text, length);
    [[maybe_unused]] const auto written = ::write(report_to, line, length + 1);
}

[[noreturn]] void on_terminate() {
    try {
        if (const auto current = std::current_exception()) {
            std::rethrow_exception(current);
        }
        report(threw, "");
    } catch (const std::exception& fault) {
        report(threw, fault.what());
    } catch (...) {
        report(threw, "");
    }
    ::_exit(1);
}

/// All that the child does. It never returns into the program that it is a copy of; noexcept, so
/// that what is thrown meets the terminate handler and not a handler of that program.
[[noreturn]] void load_and_end(const char* path, int pipe_end) noexcept {
    report_to = pipe_end;
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    for (const int number : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTERM}) {
        ::signal(number,
                 SIG_DFL);  // NOLINT(cert-err33-c): without it the host's handlers would run
    }
    if (const int nothing = ::open("/dev/null", O_RDWR); nothing >= 0) {
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            ::dup2(nothing, standard);
        }
    }
    std::set_terminate(on_terminate);
    const void* handle = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
    report(handle != nullptr ? loaded : refused, handle != nullptr ? "" : ::dlerror());
    ::_exit(0);
}

/// What the child wrote until it ended; nothing if it took too long.
std::optional<std::string> report_from(int pipe_end) {
    const auto until = std::chrono::steady_clock::now() + longest_load;
    std::string text;
    std::array<char, longest_report> piece{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd waiting{pipe_end, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, std::max(0, static_cast<int>(left.count())));
        if (ready == 0) {
            return std::nullopt;
        }
        const auto got = ready < 0 ? -1 : ::read(pipe_end, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0 || text.size() > longest_report) {
            return text;
        }
        text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.front() == loaded) {
            return text;
        }
    }
}

Result<void> verdict(const std::optional<std::string>& report, int status) {
    if (!report) {
        return Error{ErrorCode::internal,
                     "it did not finish loading within 10 seconds",
                     "report it to the adapter's author"};
    }
    const char kind = report->empty() ? '\0' : report->front();
    const auto text = line_from(std::string_view(*report).substr(kind == '\0' ? 0 : 1));
    if (kind == loaded) {
        return {};
    }
    if (kind == refused) {
        return Error{ErrorCode::unsupported,
                     "the dynamic linker refused it: " + text,
                     "install what it needs, or build it on this system"};
    }
    std::string message = "it ended the process while loading";
    if (kind == threw) {
        message = text.empty() ? "it threw while loading" : "it threw while loading: " + text;
    } else if (WIFSIGNALED(status)) {
        message = "it crashed while loading (signal " + std::to_string(WTERMSIG(status)) + ")";
    }
    return Error{ErrorCode::internal, std::move(message), "report it to the adapter's author"};
}

}  // namespace

Result<void> try_loading(const std::string& name) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return Error{ErrorCode::transient, "no pipe could be made", "close files and try again"};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        load_and_end(name.c_str(), ends[1]);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return Error{ErrorCode::transient,
                     "no child process could be started to try the object in",
                     "end other processes, or load without a trial"};
    }
    const auto report = report_from(ends[0]);
    ::close(ends[0]);
    if (!report) {
        ::kill(child, SIGKILL);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return verdict(report, status);
}

}  // namespace tiendo::plugin
