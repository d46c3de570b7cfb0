#pragma once

#include "tiendo/base/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What a program of somebody else's may use before it is ended.
struct ProgramLimits {
    std::uint64_t memory_bytes = std::uint64_t{1} << 30U;  ///< of address space, 16 MiB and more
    std::chrono::seconds processor{60};                    ///< 1 second and more
    std::chrono::milliseconds wall{std::chrono::minutes{2}};
    std::size_t output_bytes = std::size_t{64} << 20U;   ///< of its standard output
    std::uint64_t file_bytes = std::uint64_t{1} << 30U;  ///< of any file that it writes
};

/// A program to run to its end.
struct ProgramCall {
    std::filesystem::path program;  ///< an absolute path; PATH is not searched
    std::vector<std::string> arguments;
    std::string_view input;                ///< its standard input; borrowed for the call
    std::vector<std::string> environment;  ///< "NAME=value", besides LANG and PATH
    std::filesystem::path folder;          ///< it works in; empty: the caller's
    ProgramLimits limits;
};

/// How a program ended by itself.
struct ProgramEnd {
    int exit_code = 0;  ///< 0..255; 128 + the number of the signal that ended it
    std::string output;
    std::string complaint;  ///< the first 4 KiB of its standard error
};

/// Runs a program in a process group of its own, with an environment of LANG=C.UTF-8,
/// PATH=/usr/bin:/bin and what the call adds, and with no open file of the caller's but the three
/// standard ones. Whatever it started is killed when it ends.
/// @return not_found (no such program, not executable), transient (no process, pipe or memory to be
///         had) or rejected (it went beyond the time or the output that `limits` allow, and was
///         killed). A program that ran out of memory or processor time ends by itself.
/// Threads: any; blocks until the program has ended.
Result<ProgramEnd> run_program(const ProgramCall& call);

}  // namespace tiendo
