#pragma once

#include "process.hpp"
#include "wire.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace tiendo::plugin {

/// Why a call was lost.
enum class Loss : std::uint8_t {
    none,
    ended,        ///< the process is gone
    late,         ///< the time of the call is over
    not_stopped,  ///< it was cancelled, and did not end within the time that it promised
    memory,
    processor,
    garbage,  ///< what came is no frame
};

/// Sends and receives for one call, and looks at the process meanwhile.
class Watch {
public:
    struct Limits {
        std::uint64_t memory_bytes;
        std::chrono::nanoseconds processor;  ///< of this call
        std::optional<std::chrono::milliseconds> time;
        std::chrono::milliseconds stops_within;
    };
    /// @param context tells when the call is cancelled; may be null
    Watch(HostProcess& process, const Limits& limits, const tiendo_context* context);

    /// @pre frame.fits()
    Loss send(wire::Writer& frame);
    Loss receive(wire::Frame& into);
    /// Time that the program itself took does not count.
    void excuse(std::chrono::steady_clock::duration spent);
    /// Whether it goes beyond a limit now.
    Loss look_now();

private:
    using Time = std::chrono::steady_clock::time_point;
    /// Waits until the line is ready for `events`, or it is time to look.
    Loss wait_for(short events);
    Loss take(char* into, std::size_t size);

    HostProcess& process_;
    Limits limits_;
    const tiendo_context* context_;
    Time next_look_;
    std::optional<Time> until_;
    std::optional<Time> stop_until_;
    std::chrono::nanoseconds processor_before_;
};

}  // namespace tiendo::plugin
