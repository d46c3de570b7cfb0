#include "line.hpp"
#include "walls.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace tiendo::plugin::host {

namespace {

// A sanitizer maps terabytes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

bool limit(__rlimit_resource what, rlim_t most) noexcept {
    const rlimit both{most, most};
    return ::setrlimit(what, &both) == 0;
}

/// PR_SET_PDEATHSIG would look at the thread that started this process, which may end long before
/// its program does. A pipe that the program holds open looks at the program.
bool end_with_the_program() noexcept {
    if (::fcntl(lifeline_number, F_SETOWN, ::getpid()) != 0 ||
        ::fcntl(lifeline_number, F_SETSIG, SIGKILL) != 0 ||
        ::fcntl(lifeline_number, F_SETFL, O_ASYNC) != 0) {
        return false;
    }
    pollfd gone{lifeline_number, POLLIN, 0};  // it may have ended just before
    return ::poll(&gone, 1, 0) == 0;
}

}  // namespace

bool limit_process(const WallOptions& options) noexcept {
    struct sigaction ignored {};
    ignored.sa_handler = SIG_IGN;
    // The watch from outside looks at what is resident, and only while a call runs.
    constexpr std::uint64_t backstop = 2;
    return ::sigaction(SIGPIPE, &ignored, nullptr) == 0 && end_with_the_program() &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, options.files) &&
           (sanitized || limit(RLIMIT_DATA, backstop * options.memory_bytes)) &&
           ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

}  // namespace tiendo::plugin::host
