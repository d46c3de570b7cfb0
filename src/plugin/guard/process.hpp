#pragma once

#include "object_file.hpp"

#include "tiendo/base/descriptor.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/plugin/guard.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tiendo::plugin {

/// A process of tiendo-plugin-host: the one that this object started, until it is waited for.
class HostProcess {
public:
    /// Its descriptor with the object's bytes, where they are sealed.
    static constexpr int object_number = 5;

    /// @return transient where no process is to be had; unsupported where the program is missing
    static Result<std::unique_ptr<HostProcess>> start(const ObjectFile& object,
                                                      const GuardOptions& options);
    /// Kills it, and waits for its end.
    ~HostProcess();
    HostProcess(const HostProcess&) = delete;
    HostProcess& operator=(const HostProcess&) = delete;

    [[nodiscard]] pid_t number() const noexcept { return pid_; }
    [[nodiscard]] int line() const noexcept { return line_.number(); }
    [[nodiscard]] int complaints() const noexcept { return complaints_.number(); }

    /// Whether it ended by itself; it is not waited for yet.
    [[nodiscard]] bool ended() const noexcept;
    /// Waits until it stopped for a debugger, or ended.
    void await_stop() const noexcept;
    /// Waits until it ended, but not longer than so.
    void await_end(std::chrono::milliseconds longest) noexcept;
    /// Kills it where it has not ended, and waits. @return as waitpid has it
    int end() noexcept;
    /// Bytes that are in memory now; 0 where the system does not say.
    [[nodiscard]] std::uint64_t resident() const noexcept;
    /// What it has used of the processor.
    [[nodiscard]] std::chrono::nanoseconds processor() const noexcept;
    /// A signal that it may ignore ends it when it has used so much altogether.
    void limit_processor(std::chrono::nanoseconds most) const noexcept;

    /// Takes what came on its standard error.
    void hear();
    /// Forgets what came before.
    void forget();
    /// The last line of it; empty where it said nothing.
    [[nodiscard]] std::string last_words() const;

private:
    HostProcess(pid_t pid, Descriptor line, Descriptor lifeline, Descriptor complaints);

    pid_t pid_;
    Descriptor line_;
    Descriptor lifeline_;  ///< the process ends when it is closed, however this one ends
    Descriptor complaints_;
    Descriptor memory_;  ///< /proc/<pid>/statm
    std::string heard_;
    std::optional<int> status_;
};

}  // namespace tiendo::plugin
