#pragma once

#include "object_file.hpp"
#include "process.hpp"
#include "trace.hpp"
#include "watch.hpp"
#include "wire.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/plugin/guard.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::plugin {

/// An adapter in a process of its own, behind the same table of functions as one that was loaded
/// here. The process is started again after it was lost.
class Guard {
public:
    /// @param stops_within what the manifest promises
    /// @return as `load`
    static Result<std::unique_ptr<Guard>> open(ObjectFile object,
                                               std::chrono::milliseconds stops_within,
                                               const GuardOptions& options);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    /// Its functions call this object; `close` deletes it.
    [[nodiscard]] tiendo_adapter table() noexcept;
    /// Bits of wire::Wall.
    [[nodiscard]] std::uint32_t walls() const noexcept { return ready_.walls; }

private:
    /// What a call is called in a report: "read of 'documents'".
    struct What {
        wire::Kind kind;
        tiendo_text stream{};
        [[nodiscard]] std::string str() const;
    };

    Guard(ObjectFile object, std::chrono::milliseconds stops_within, const GuardOptions& options);

    static int32_t describe(void*, tiendo_buffer*, tiendo_error*) noexcept;
    static int32_t check(void*, const tiendo_context*, tiendo_findings*, tiendo_error*) noexcept;
    static int32_t read(void*, const tiendo_read*, tiendo_page*, tiendo_error*) noexcept;
    static int32_t find(void*, const tiendo_find*, tiendo_page*, tiendo_error*) noexcept;
    static int32_t write(void*, const tiendo_batch*, tiendo_outcomes*, tiendo_error*) noexcept;
    static int32_t probe(void*, const tiendo_batch*, tiendo_outcomes*, tiendo_error*) noexcept;
    static int32_t serve(void*, const tiendo_request*, tiendo_answer*, tiendo_error*) noexcept;
    static void close(void*) noexcept;

    /// A call from its arguments to what it filled.
    template <typename Out, typename In>
    int32_t run(const What& what,
                const In& in,
                const tiendo_context* context,
                Out* out,
                tiendo_error* error) noexcept;
    /// Sends a call and answers questions until it ends.
    /// @return the frame of its end; nothing where the process was lost, and then `loss` says why
    std::optional<wire::Frame> exchange(wire::Writer& call,
                                        const tiendo_context* context,
                                        Loss& loss);
    /// A process that is ready for a call; the failure where there is none.
    std::optional<adapter::Failure> be_ready();
    /// Starts one. @return as `load`
    Result<wire::Ready> start();
    Result<wire::Ready> shake_hands(Watch& watch);
    [[nodiscard]] Watch::Limits limits(std::optional<std::chrono::milliseconds> time) const;
    /// Ends the process after a loss, and says what happened.
    adapter::Failure report(Loss loss, const std::string& during);
    void count_loss();

    ObjectFile object_;
    std::chrono::milliseconds stops_within_;
    GuardOptions options_;
    Trace trace_;
    wire::Ready ready_;  ///< of the first process; later ones must be like it
    std::unique_ptr<HostProcess> process_;
    std::string last_asked_;  ///< of the context, during this call
    int losses_ = 0;          ///< one after the other
    std::chrono::steady_clock::time_point not_before_{};
};

}  // namespace tiendo::plugin
