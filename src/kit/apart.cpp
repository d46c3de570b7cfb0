#include "apart.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <optional>
#include <string>

namespace tiendo::kit {

namespace {

constexpr std::size_t longest_text = 64U << 10U;

void write_all(int to, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(to, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// All that the child does. It never returns into the program that it is a copy of.
[[noreturn]] void find_and_end(const std::function<Finding()>& rule, int pipe_end) noexcept {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    for (const int number : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTERM}) {
        ::signal(number, SIG_DFL);  // NOLINT(cert-err33-c): without it the program's would run
    }
    // What an adapter prints is no part of the report.
    if (const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC); nothing >= 0) {
        ::dup2(nothing, STDOUT_FILENO);
        ::dup2(nothing, STDERR_FILENO);
    }
    Finding finding = failed("");
    try {
        finding = rule();
    } catch (const std::exception& fault) {
        finding = failed(std::string("the rule threw: ") + fault.what());
    } catch (...) {
        finding = failed("the rule threw");
    }
    std::string text(1, static_cast<char>('0' + static_cast<int>(finding.status)));
    text += finding.text.substr(0, longest_text);
    write_all(pipe_end, text + '\n');
    ::_exit(0);  // threads of proxy and adapter end with it
}

/// What the child wrote until it ended; nothing if it took too long.
std::optional<std::string> text_from(int pipe_end, std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    std::string text;
    std::array<char, 4'096> piece{};
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
        if (got <= 0) {
            return text;
        }
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
}

Finding judged(const std::optional<std::string>& text,
               int status,
               std::chrono::milliseconds limit) {
    if (!text) {
        return failed("a call did not return within " + std::to_string(limit.count()) + " ms");
    }
    const bool whole = text->size() >= 2 && text->back() == '\n';
    if (whole && text->front() >= '0' && text->front() <= '2') {
        return {static_cast<Status>(text->front() - '0'), text->substr(1, text->size() - 2)};
    }
    if (WIFSIGNALED(status)) {
        return failed("the process died of signal " + std::to_string(WTERMSIG(status)) + " (" +
                      ::sigabbrev_np(WTERMSIG(status)) + ")");
    }
    return failed("the adapter ended the process with status " +
                  std::to_string(WEXITSTATUS(status)));
}

}  // namespace

Finding apart(const std::function<Finding()>& rule, std::chrono::milliseconds limit) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return skipped("no pipe could be made");
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        find_and_end(rule, ends[1]);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return skipped("no child process could be started");
    }
    const auto text = text_from(ends[0], limit);
    ::close(ends[0]);
    ::kill(child, SIGKILL);  // it may have written and hang in its end
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return judged(text, status, limit);
}

}  // namespace tiendo::kit
