#pragma once

#include "tiendo/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// Where an adapter's code runs.
enum class Isolation : std::uint8_t {
    in_process,  ///< in the calling process: for adapters that are trusted
    guarded,     ///< in a process of its own for each handle, which may crash, hang or leak alone
    by_place,    ///< in process where it lies in a trusted folder, guarded elsewhere, and guarded
                 ///< wherever it lies while GuardOptions::trace or ::attach looks at it
};
/// "in-process", "guarded", "by-place"
std::string_view to_string(Isolation isolation) noexcept;
Result<Isolation> parse_isolation(std::string_view text);

/// Where the adapters of the installed package lie, seen from this library: always trusted. Empty
/// where that cannot be told (a static build).
std::filesystem::path own_adapters();

/// What the process of a guarded adapter may use, and who looks at it.
///
/// In its process an adapter can read its own object, the libraries of the system and nothing else
/// of the file system, opens no sockets, starts no processes and sends no signals; all that it gets
/// comes through its context. A process that goes beyond a limit, or beyond the time of a call by
/// more than the manifest's `stops_within_ms`, is killed, and so is one that breaks the wire. What
/// is lost is that one call (its error says what was done last, how the process ended, and its last
/// line on standard error); the next call starts another process, with a pause that grows while
/// calls are lost one after the other.
struct GuardOptions {
    std::uint64_t memory_bytes = std::uint64_t{512} << 20U;  ///< resident; 16 MiB and more
    std::chrono::seconds processor{60};                      ///< for one call, 1 second and more
    std::uint32_t files = 64;                                ///< open at once, 16 and more
    std::chrono::milliseconds start{10'000};                 ///< until the object is loaded
    /// Where tiendo-plugin-host lies; empty: where the package was installed.
    std::filesystem::path helper_folder{};
    /// Folders besides those of the system with libraries that the object needs.
    std::vector<std::filesystem::path> library_folders{};
    /// Gets a line for each frame that crosses, with texts of secrets masked and contents of
    /// records and messages shown by their size. Called on the thread of the call.
    std::function<void(std::string_view line)> trace{};
    /// For a debugger: gets the number of each process that was started and has stopped before it
    /// loads the object, until it is continued; no time is counted.
    std::function<void(int process)> attach{};
};

}  // namespace plugin
}  // namespace tiendo
