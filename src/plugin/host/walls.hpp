#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What keeps this process from harming anyone. All of it holds for the rest of its life, and for
/// all of its threads that begin afterwards.
namespace tiendo::plugin::host {

struct WallOptions {
    std::string object;                ///< the one file that may be read besides the libraries
    std::vector<std::string> folders;  ///< more folders with libraries of the adapter's
    std::uint64_t memory_bytes = 0;
    std::uint64_t files = 0;
};

/// Signals as at the start of a program, no core file, few descriptors, nothing written to disk,
/// and an end when the program that started this process ends.
/// @return false where one of them could not be set
bool limit_process(const WallOptions& options) noexcept;
/// Reading of the object and of libraries, and nothing else of the file system; no signals to
/// others. Needs Landlock.
/// @return bits of wire::Wall
std::uint32_t close_files(const WallOptions& options) noexcept;
/// No new processes or programs, no sockets, no tracing, and no system call that is not known to be
/// harmless. Needs seccomp, and an x86-64 or AArch64 processor.
/// @return bits of wire::Wall
std::uint32_t close_calls() noexcept;

}  // namespace tiendo::plugin::host
