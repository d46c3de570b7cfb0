#include "process.hpp"

#include "tiendo/base/helper_program.hpp"

#include <time.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tiendo::plugin {

namespace {

// As host/line.hpp has them.
constexpr int line_there = 3;
constexpr int lifeline_there = 4;
constexpr int object_there = HostProcess::object_number;
constexpr std::size_t heard_at_most = 4'096;

Error no_means(int number) {
    return Error{ErrorCode::transient,
                 "no process could be started for the adapter (" +
                     std::generic_category().message(number) + ")",
                 "end other processes and try again"};
}

/// `number`, or its copy above those that the process gets as its own.
Descriptor lifted(int number) {
    if (number < 0 || number > object_there) {
        return Descriptor(number);
    }
    const Descriptor low(number);
    return Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, object_there + 1));
}

struct Pair {
    Descriptor ours{-1};
    Descriptor theirs{-1};
    [[nodiscard]] bool open() const noexcept { return ours.open() && theirs.open(); }
};
Pair socket_pair() {
    std::array<int, 2> ends{-1, -1};
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
    return {lifted(ends[0]), lifted(ends[1])};
}
/// @param flags of pipe2 besides O_CLOEXEC
Pair pipe_with_read_end(bool read_end_is_ours, int flags) {
    std::array<int, 2> ends{-1, -1};
    [[maybe_unused]] const int made = ::pipe2(ends.data(), O_CLOEXEC | flags);
    return {lifted(ends[read_end_is_ours ? 0 : 1]), lifted(ends[read_end_is_ours ? 1 : 0])};
}

/// All that the child needs, made before the fork: behind it only plain system calls are safe.
struct Launch {
    std::string program;
    std::vector<std::string> words;
    std::vector<char*> raw_words;
    int nothing = -1;
    int line = -1;
    int lifeline = -1;
    int complaints = -1;
    int object = -1;  ///< none: it is read by its path
};

[[noreturn]] void start_child(const Launch& launch) {
    ::setsid();  // no terminal, and no signals that are typed at one
    sigset_t none{};
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    for (int each = 1; each <= SIGSYS; ++each) {
        ::sigaction(each, &usual, nullptr);
    }
    const bool placed =
        ::dup2(launch.nothing, STDIN_FILENO) >= 0 && ::dup2(launch.nothing, STDOUT_FILENO) >= 0 &&
        ::dup2(launch.complaints, STDERR_FILENO) >= 0 && ::dup2(launch.line, line_there) >= 0 &&
        ::dup2(launch.lifeline, lifeline_there) >= 0 &&
        (launch.object < 0 || ::dup2(launch.object, object_there) >= 0) &&
        ::close_range(
            launch.object < 0 ? object_there : object_there + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
    if (placed) {
        char language[] = "LANG=C.UTF-8";
        char path[] = "PATH=/usr/bin:/bin";
        char* const environment[] = {language, path, nullptr};
        ::execve(launch.program.c_str(), launch.raw_words.data(), environment);
    }
    ::_exit(127);
}

}  // namespace

HostProcess::HostProcess(pid_t pid, Descriptor line, Descriptor lifeline, Descriptor complaints)
    : pid_(pid),
      line_(std::move(line)),
      lifeline_(std::move(lifeline)),
      complaints_(std::move(complaints)),
      memory_(::open(("/proc/" + std::to_string(pid) + "/statm").c_str(), O_RDONLY | O_CLOEXEC)) {}

Result<std::unique_ptr<HostProcess>> HostProcess::start(const ObjectFile& object,
                                                        const GuardOptions& options) {
    auto program = helper_program("tiendo-plugin-host", options.helper_folder);
    if (!program) {
        return std::move(program).error();
    }
    auto line = socket_pair();
    auto lifeline = pipe_with_read_end(false, 0);
    auto complaints = pipe_with_read_end(true, O_NONBLOCK);  // nobody waits for last words
    const Descriptor nothing = lifted(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const Descriptor bytes =
        object.sealed().open()
            ? Descriptor(::fcntl(object.sealed().number(), F_DUPFD_CLOEXEC, object_there + 1))
            : Descriptor(-1);
    if (!line.open() || !lifeline.open() || !complaints.open() || !nothing.open() ||
        bytes.open() != object.sealed().open()) {
        return no_means(errno);
    }
    Launch launch{.program = program->string(),
                  .words = {program->string(),
                            object.linker_name_in_child(object_there),
                            std::to_string(options.memory_bytes),
                            std::to_string(options.files),
                            options.attach ? "wait" : "go"},
                  .raw_words = {},
                  .nothing = nothing.number(),
                  .line = line.theirs.number(),
                  .lifeline = lifeline.theirs.number(),
                  .complaints = complaints.theirs.number(),
                  .object = bytes.number()};
    for (const auto& folder : options.library_folders) {
        launch.words.push_back(folder.string());
    }
    for (auto& word : launch.words) {
        launch.raw_words.push_back(word.data());
    }
    launch.raw_words.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid == 0) {
        start_child(launch);
    }
    if (pid < 0) {
        return no_means(errno);
    }
    return std::unique_ptr<HostProcess>(new HostProcess(
        pid, std::move(line.ours), std::move(lifeline.ours), std::move(complaints.ours)));
}

HostProcess::~HostProcess() {
    end();
}

bool HostProcess::ended() const noexcept {
    if (status_) {
        return true;
    }
    siginfo_t info{};
    const int asked = ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
    return asked != 0 || info.si_pid == pid_;
}

void HostProcess::await_stop() const noexcept {
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WSTOPPED | WEXITED | WNOWAIT) != 0 &&
           errno == EINTR) {
    }
}

void HostProcess::await_end(std::chrono::milliseconds longest) noexcept {
    const auto until = std::chrono::steady_clock::now() + longest;
    constexpr timespec soon{0, 200'000};
    while (!ended() && std::chrono::steady_clock::now() < until) {
        ::nanosleep(&soon, nullptr);
    }
}

int HostProcess::end() noexcept {
    if (!status_) {
        int status = 0;
        ::kill(pid_, SIGKILL);  // its number stays taken until it is waited for
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        status_ = status;
    }
    return *status_;
}

std::uint64_t HostProcess::resident() const noexcept {
    std::array<char, 128> text{};
    const auto got = ::pread(memory_.number(), text.data(), text.size(), 0);
    const std::string_view numbers(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    const auto at = numbers.find(' ');
    std::uint64_t pages = 0;
    if (at != std::string_view::npos) {
        std::from_chars(numbers.data() + at + 1, numbers.data() + numbers.size(), pages);
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::chrono::nanoseconds HostProcess::processor() const noexcept {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) {
        return {};
    }
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

void HostProcess::limit_processor(std::chrono::nanoseconds most) const noexcept {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(most).count();
    const rlimit soft{static_cast<rlim_t>(seconds), RLIM_INFINITY};
    ::prlimit(pid_, RLIMIT_CPU, &soft, nullptr);
}

void HostProcess::hear() {
    std::array<char, heard_at_most> piece{};
    // A bound, or one that never stops talking would never be answered.
    constexpr int pieces_at_once = 32;
    for (int i = 0; i < pieces_at_once; ++i) {
        const auto got = ::read(complaints_.number(), piece.data(), piece.size());
        if (got == 0) {
            complaints_.close();
        }
        if (got <= 0) {
            return;
        }
        heard_.append(piece.data(), static_cast<std::size_t>(got));
        if (heard_.size() > heard_at_most) {
            heard_.erase(0, heard_.size() - heard_at_most);
        }
    }
}

void HostProcess::forget() {
    heard_.clear();
}

std::string HostProcess::last_words() const {
    std::string_view said = heard_;
    while (!said.empty() && static_cast<unsigned char>(said.back()) <= ' ') {
        said.remove_suffix(1);
    }
    const auto line = said.rfind('\n');
    said.remove_prefix(line == std::string_view::npos ? 0 : line + 1);
    const auto word = said.find_first_not_of(" \t");
    return std::string(word == std::string_view::npos ? said : said.substr(word));
}

}  // namespace tiendo::plugin
