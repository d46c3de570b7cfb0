// The filter of system calls. What is listed is allowed, what makes processes, opens sockets or
// looks into other processes is not permitted, and of all else the process is told that the kernel
// does not have it, so that libraries fall back on what is listed.
#include "guard/wire.hpp"
#include "walls.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <vector>

namespace tiendo::plugin::host {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t this_machine = 0;
#endif

// Memory, threads, time, its own descriptors, reading of files (which Landlock narrows).
constexpr long harmless[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_pwrite64,
    SYS_close,
    SYS_lseek,
    SYS_openat,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_readlinkat,
    SYS_faccessat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_dup,
    SYS_dup3,
    SYS_pipe2,
    SYS_eventfd2,
    SYS_epoll_create1,
    SYS_epoll_ctl,
    SYS_epoll_pwait,
    SYS_ppoll,
    SYS_pselect6,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_mincore,
    SYS_brk,
    SYS_membarrier,
    SYS_futex,
    SYS_set_robust_list,
    SYS_get_robust_list,
    SYS_set_tid_address,
    SYS_rseq,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_sched_getparam,
    SYS_sched_getscheduler,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_rt_sigsuspend,
    SYS_rt_sigtimedwait,
    SYS_sigaltstack,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_times,
    SYS_getrusage,
    SYS_restart_syscall,
    SYS_getrandom,
    SYS_getpid,
    SYS_getppid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_uname,
    SYS_sysinfo,
    SYS_exit,
    SYS_exit_group,
    SYS_get_mempolicy,
    SYS_getcpu,
#if defined(__x86_64__)
    SYS_open,
    SYS_stat,
    SYS_lstat,
    SYS_readlink,
    SYS_access,
    SYS_dup2,
    SYS_poll,
    SYS_select,
    SYS_epoll_wait,
    SYS_arch_prctl,
    SYS_time,
    SYS_pipe,
    SYS_pause,
#endif
};

// Told plainly, since an adapter that tries one of these should hear why.
constexpr long not_permitted[] = {
    SYS_execve,    SYS_execveat, SYS_socket,           SYS_socketpair,
    SYS_connect,   SYS_bind,     SYS_listen,           SYS_accept,
    SYS_accept4,   SYS_sendto,   SYS_sendmsg,          SYS_sendmmsg,
    SYS_recvmsg,   SYS_ptrace,   SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_setrlimit,
#if defined(__x86_64__)
    SYS_fork,      SYS_vfork,
#endif
};

constexpr std::uint32_t refused(int number) {
    return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(number);
}

/// Builds the program: every rule looks at the number of the call, which stays loaded.
class Filter {
public:
    Filter() {
        load(offsetof(seccomp_data, arch));
        program_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0));
        answer(SECCOMP_RET_KILL_PROCESS);
        load(offsetof(seccomp_data, nr));
    }
    void rule(long call, std::uint32_t verdict) {
        unless_equal(call, 1);
        answer(verdict);
    }
    /// Allowed if the low half of an argument equals one of `values`.
    void where(long call, int argument, const std::vector<std::uint32_t>& values) {
        unless_equal(call, static_cast<std::uint8_t>(2 * values.size() + 2));
        load(low_half(argument));
        for (const std::uint32_t value : values) {
            unless_equal(value, 1);
            answer(SECCOMP_RET_ALLOW);
        }
        answer(refused(EPERM));
    }
    /// Allowed if the low half of an argument has all of `bits`.
    void where_bits(long call, int argument, std::uint32_t bits) {
        unless_equal(call, 5);
        load(low_half(argument));
        program_.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, bits));
        unless_equal(bits, 1);
        answer(SECCOMP_RET_ALLOW);
        answer(refused(EPERM));
    }
    /// Allowed if a pointer is null.
    void where_null(long call, int argument) {
        unless_equal(call, 6);
        load(low_half(argument));
        program_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3));
        load(low_half(argument) + 4);
        unless_equal(0, 1);
        answer(SECCOMP_RET_ALLOW);
        answer(refused(EPERM));
    }
    bool put() {
        answer(refused(ENOSYS));
        const sock_fprog all{static_cast<unsigned short>(program_.size()), program_.data()};
        // Threads of a sanitizer are there already.
        return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &all) ==
               0;
    }

private:
    void load(std::size_t offset) {
        program_.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
    }
    void answer(std::uint32_t verdict) { program_.push_back(BPF_STMT(BPF_RET | BPF_K, verdict)); }
    void unless_equal(long value, std::uint8_t skip) {
        program_.push_back(
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(value), 0, skip));
    }
    static std::size_t low_half(int argument) {  // both machines are little-endian
        return offsetof(seccomp_data, args) + 8 * static_cast<std::size_t>(argument);
    }

    std::vector<sock_filter> program_;
};

}  // namespace

std::uint32_t close_calls() noexcept {
    if (this_machine == 0) {
        return 0;
    }
    constexpr std::uint32_t name_of_memory = 0x53564d41;  // PR_SET_VMA, which glibc tries
    const auto self = static_cast<std::uint32_t>(::getpid());
    Filter filter;
    for (const long call : harmless) {
        filter.rule(call, SECCOMP_RET_ALLOW);
    }
    for (const long call : not_permitted) {
        filter.rule(call, refused(EPERM));
    }
    filter.where_bits(SYS_clone, 0, CLONE_VM | CLONE_THREAD);  // threads; clone3 falls back on it
    filter.where(SYS_kill, 0, {self});
    filter.where(SYS_tgkill, 0, {self});
    filter.where(SYS_ioctl, 1, {TCGETS, FIONREAD});
    filter.where(SYS_prctl, 0, {PR_SET_NAME, PR_GET_NAME, name_of_memory});
    filter.where_null(SYS_prlimit64, 2);  // reading its own limits
    // Not who gets the signals of a descriptor, nor which: that would reach other processes.
    filter.where(SYS_fcntl, 1, {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC});
    return filter.put() ? static_cast<std::uint32_t>(wire::Wall::seccomp) : 0;
}

}  // namespace tiendo::plugin::host
