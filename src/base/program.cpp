#include "tiendo/base/program.hpp"

#include "tiendo/base/descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

namespace tiendo {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int could_not_start = 127;
constexpr std::size_t longest_complaint = 4096;

Error no_means(std::string_view what, int number) {
    return Error{ErrorCode::transient,
                 std::string(what) + " (" + std::generic_category().message(number) + ")",
                 "end other processes and try again"};
}

/// `number`, or its copy above the three standard ones, where a program closed those.
int lifted(int number) {
    if (number < 0 || number > STDERR_FILENO) {
        return number;
    }
    const int copy = ::fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(number);
    return copy;
}

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
};

Result<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return no_means("no pipe could be made", errno);
    }
    return Pipe{Descriptor(lifted(ends[0])), Descriptor(lifted(ends[1]))};
}

/// A file in memory that the program reads as its standard input: no pipe that could break or
/// block.
Result<Descriptor> file_of(std::string_view content) {
    Descriptor file(lifted(::memfd_create("tiendo-input", MFD_CLOEXEC)));
    if (!file.open()) {
        return no_means("no memory for the program's input", errno);
    }
    while (!content.empty()) {
        const auto written = ::write(file.number(), content.data(), content.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return no_means("no memory for the program's input", errno);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file.number(), 0, SEEK_SET);
    return file;
}

/// Everything the child needs, made before the fork: behind it only plain system calls are safe.
struct Launch {
    explicit Launch(const ProgramCall& call)
        : program(call.program.string()), folder(call.folder.string()), limits(call.limits) {
        words.push_back(program);
        words.insert(words.end(), call.arguments.begin(), call.arguments.end());
        variables = {"LANG=C.UTF-8", "PATH=/usr/bin:/bin"};
        variables.insert(variables.end(), call.environment.begin(), call.environment.end());
        for (auto& word : words) {
            raw_words.push_back(word.data());
        }
        for (auto& variable : variables) {
            raw_variables.push_back(variable.data());
        }
        raw_words.push_back(nullptr);
        raw_variables.push_back(nullptr);
    }
    Launch(const Launch&) = delete;
    Launch& operator=(const Launch&) = delete;

    std::string program;
    std::string folder;
    ProgramLimits limits;
    std::vector<std::string> words;
    std::vector<std::string> variables;
    std::vector<char*> raw_words;
    std::vector<char*> raw_variables;
};

void limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(what, &both);
}

/// The child's side of the fork.
[[noreturn]] void start(const Launch& launch, int input, int output, int complaint, int failure) {
    ::setpgid(0, 0);
    sigset_t none{};
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    ::sigaction(SIGPIPE, &usual, nullptr);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, launch.limits.memory_bytes);
    limit(RLIMIT_CPU, static_cast<rlim_t>(launch.limits.processor.count()));
    limit(RLIMIT_FSIZE, launch.limits.file_bytes);
    const bool placed = ::dup2(input, STDIN_FILENO) >= 0 && ::dup2(output, STDOUT_FILENO) >= 0 &&
                        ::dup2(complaint, STDERR_FILENO) >= 0 &&
                        ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0 &&
                        (launch.folder.empty() || ::chdir(launch.folder.c_str()) == 0);
    if (placed) {
        ::execve(launch.program.c_str(), launch.raw_words.data(), launch.raw_variables.data());
    }
    const int number = errno;
    [[maybe_unused]] const auto told = ::write(failure, &number, sizeof number);
    ::_exit(could_not_start);
}

/// A child that is killed with all it started, unless it was waited for.
class Child {
public:
    explicit Child(pid_t pid) : pid_(pid) {}
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// @return whether it has ended
    bool look() {
        if (!status_) {
            int status = 0;
            // WNOWAIT: its number must stay taken until its group has been killed.
            siginfo_t info{};
            if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
                info.si_pid == pid_) {
                ::kill(-pid_, SIGKILL);
                while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
                }
                status_ = status;
            }
        }
        return status_.has_value();
    }
    void end() {
        if (!status_) {
            int status = 0;
            ::kill(-pid_, SIGKILL);
            ::kill(pid_, SIGKILL);  // it may not have made its group yet
            while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
            }
            status_ = status;
        }
    }
    [[nodiscard]] int exit_code() const {
        constexpr int died = 128;
        return WIFEXITED(*status_) ? WEXITSTATUS(*status_) : died + WTERMSIG(*status_);
    }

private:
    pid_t pid_;
    std::optional<int> status_;
};

enum class Stream : std::uint8_t { open, empty, ended };

/// Takes what is there to read without waiting; what goes beyond `most` is dropped.
/// @return false once more than `most` came
bool take(const Descriptor& from, std::string& into, std::size_t most, Stream& state) {
    std::array<char, 65536> buffer{};
    state = Stream::open;
    const auto count = ::read(from.number(), buffer.data(), buffer.size());
    if (count == 0) {
        state = Stream::ended;
    } else if (count < 0) {
        state = errno == EAGAIN || errno == EINTR ? Stream::empty : Stream::ended;
    } else {
        const auto room = most - std::min(most, into.size());
        into.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
        return static_cast<std::size_t>(count) <= room;
    }
    return true;
}

Error beyond(std::string_view what) {
    return Error{
        ErrorCode::rejected,
        "the program went beyond the " + std::string(what) + " allowed to it and was ended",
        "check that the document is sound; or raise the limit"};
}

/// Reads both streams until the child has ended and nothing is left of them.
Result<ProgramEnd> follow(Child& child,
                          const Descriptor& output,
                          const Descriptor& complaint,
                          const ProgramLimits& limits) {
    const SteadyTime last = std::chrono::steady_clock::now() + limits.wall;
    ProgramEnd end;
    Stream out = Stream::open;
    Stream err = Stream::open;
    for (bool ended = false; !ended || out == Stream::open || err == Stream::open;) {
        ended = child.look();
        if (out != Stream::ended && !take(output, end.output, limits.output_bytes, out)) {
            return beyond("output");
        }
        if (err != Stream::ended) {
            take(complaint, end.complaint, longest_complaint, err);
        }
        if (std::chrono::steady_clock::now() >= last) {
            return beyond("time");
        }
        if (!ended && out != Stream::open && err != Stream::open) {
            // A stream that was closed early says nothing of the end: look again soon.
            constexpr int soon_ms = 5;
            constexpr int later_ms = 50;
            std::array<pollfd, 2> both{
                pollfd{out == Stream::ended ? -1 : output.number(), POLLIN, 0},
                pollfd{err == Stream::ended ? -1 : complaint.number(), POLLIN, 0}};
            ::poll(both.data(), both.size(), out == Stream::ended ? soon_ms : later_ms);
        }
    }
    end.exit_code = child.exit_code();
    return end;
}

bool never_waits(const Descriptor& file) {
    return ::fcntl(file.number(), F_SETFL, O_NONBLOCK) == 0;
}

}  // namespace

Result<ProgramEnd> run_program(const ProgramCall& call) {
    auto input = file_of(call.input);
    auto output = make_pipe();
    auto complaint = make_pipe();
    auto failure = make_pipe();
    for (const Error* error : {input ? nullptr : &input.error(),
                               output ? nullptr : &output.error(),
                               complaint ? nullptr : &complaint.error(),
                               failure ? nullptr : &failure.error()}) {
        if (error != nullptr) {
            return *error;
        }
    }
    const Launch launch(call);
    const pid_t pid = ::fork();
    if (pid == 0) {
        start(launch,
              input->number(),
              output->write_end.number(),
              complaint->write_end.number(),
              failure->write_end.number());
    }
    if (pid < 0) {
        return no_means("no process could be started", errno);
    }
    Child child(pid);
    output->write_end.close();
    complaint->write_end.close();
    failure->write_end.close();
    int number = 0;
    ssize_t told = 0;
    while ((told = ::read(failure->read_end.number(), &number, sizeof number)) < 0 &&
           errno == EINTR) {
    }
    const auto place = "'" + launch.program + "'";
    if (told == static_cast<ssize_t>(sizeof number)) {
        return Error{ErrorCode::not_found,
                     "cannot be run (" + std::generic_category().message(number) + ")",
                     "check the path and the rights of the program"}
            .at(place);
    }
    if (!never_waits(output->read_end) || !never_waits(complaint->read_end)) {
        return no_means("no pipe could be set up", errno);
    }
    auto end = follow(child, output->read_end, complaint->read_end, call.limits);
    if (!end) {
        return std::move(end).error().at(place);
    }
    return end;
}

}  // namespace tiendo
