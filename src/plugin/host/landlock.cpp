// Landlock by its system calls: neither glibc nor the headers of older kernels know all of it.
#include "guard/wire.hpp"
#include "walls.hpp"

#include <linux/landlock.h>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tiendo::plugin::host {

namespace {

/// struct landlock_ruleset_attr as of ABI 6.
struct Ruleset {
    std::uint64_t files;
    std::uint64_t net;     // since ABI 4
    std::uint64_t scoped;  // since ABI 6
};

// Numbers that headers before the kernel which brought them do not have.
constexpr std::uint64_t files_of_1 = (1ULL << 13U) - 1;
constexpr std::uint64_t refer = 1ULL << 13U;          // since ABI 2
constexpr std::uint64_t truncate_file = 1ULL << 14U;  // since ABI 3
constexpr std::uint64_t device_calls = 1ULL << 15U;   // since ABI 5
constexpr std::uint64_t bind_and_connect = 3;         // since ABI 4
constexpr std::uint64_t sockets_and_signals = 3;      // since ABI 6

constexpr const char* libraries[] =
    {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"};

Ruleset all_of(long abi) noexcept {
    Ruleset all{files_of_1, 0, 0};
    all.files |= abi >= 2 ? refer : 0;
    all.files |= abi >= 3 ? truncate_file : 0;
    all.files |= abi >= 5 ? device_calls : 0;
    all.net = abi >= 4 ? bind_and_connect : 0;
    all.scoped = abi >= 6 ? sockets_and_signals : 0;
    return all;
}

std::size_t size_for(long abi) noexcept {
    return abi >= 6   ? sizeof(Ruleset)
           : abi >= 4 ? offsetof(Ruleset, scoped)
                      : offsetof(Ruleset, net);
}

/// A path that is not there needs no rule.
void may_read(int ruleset, const char* path) noexcept {
    landlock_path_beneath_attr rule{};
    rule.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) {
        return;
    }
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // all that a file can be given
        ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    ::close(rule.parent_fd);
}

}  // namespace

std::uint32_t close_files(const WallOptions& options) noexcept {
    const long abi =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        return 0;
    }
    const Ruleset all = all_of(abi);
    const auto ruleset =
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, size_for(abi), 0));
    if (ruleset < 0) {
        return 0;
    }
    for (const char* path : libraries) {
        may_read(ruleset, path);
    }
    may_read(ruleset, options.object.c_str());
    for (const std::string& folder : options.folders) {
        may_read(ruleset, folder.c_str());
    }
    const bool closed = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return closed ? static_cast<std::uint32_t>(wire::Wall::landlock) : 0;
}

}  // namespace tiendo::plugin::host
