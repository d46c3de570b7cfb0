// A call to the process of a guarded adapter, and what is said when it was lost.
#include "answer_context.hpp"
#include "guard.hpp"

#include <sys/wait.h>

#include <cstring>
#include <utility>

namespace tiendo::plugin {

namespace {

using adapter::Failure;

// `describe` has no context that could say.
constexpr std::chrono::seconds longest_without_context{10};
// A process that closed its line is given so long to end by itself, so that the report can say how.
constexpr std::chrono::milliseconds longest_end{500};

std::string how_it_ended(int status, bool killed) {
    if (killed) {
        return "and its process was killed";
    }
    if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        const char* name = ::sigabbrev_np(number);
        return "its process crashed (signal " + std::to_string(number) +
               (name == nullptr ? "" : std::string(", SIG") + name) + ")";
    }
    return "its process ended itself (exit code " + std::to_string(WEXITSTATUS(status)) + ")";
}

std::string count_of(std::uint64_t bytes) {
    return std::to_string(bytes >> 20U) + " MiB";
}

}  // namespace

std::optional<wire::Frame> Guard::exchange(wire::Writer& call,
                                           const tiendo_context* context,
                                           Loss& loss) {
    std::optional<std::chrono::milliseconds> time = longest_without_context;
    if (context != nullptr) {
        time = std::chrono::milliseconds(context->time_left_ms(context->host)) + stops_within_;
    }
    process_->forget();
    last_asked_.clear();
    Watch watch(*process_, limits(time), context);
    loss = watch.send(call);
    while (loss == Loss::none) {
        wire::Frame frame;
        loss = watch.receive(frame);
        if (loss != Loss::none) {
            break;
        }
        const auto kind = frame.header.kind;
        if (kind == wire::Kind::done || kind == wire::Kind::failed) {
            loss = watch.look_now();
            return loss == Loss::memory || loss == Loss::processor
                       ? std::nullopt
                       : std::optional(std::move(frame));
        }
        last_asked_ = to_string(kind);
        loss = answer_context(std::move(frame), context, watch, trace_);
    }
    return std::nullopt;
}

Failure Guard::report(Loss loss, const std::string& during) {
    const bool killed = loss != Loss::ended;
    const auto resident = process_->resident();
    if (!killed) {
        process_->await_end(longest_end);
    }
    const bool by_itself = process_->ended();
    const int status = process_->end();
    process_->hear();
    if (loss == Loss::ended && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        loss = Loss::processor;  // the kernel was first
    }
    std::string text;
    std::string remedy = "report it to the adapter's author";
    switch (loss) {
        case Loss::none:
        case Loss::ended:
            text = by_itself ? how_it_ended(status, false) + " in " + during
                             : during + " cut its line, " + how_it_ended(status, true);
            break;
        case Loss::late: text = during + " took longer than it may"; break;
        case Loss::not_stopped:
            text = during + " did not end within " + std::to_string(stops_within_.count()) +
                   " ms after it was cancelled";
            break;
        case Loss::memory:
            text = during + " used " + count_of(resident) + " of memory, and " +
                   count_of(options_.memory_bytes) + " are allowed";
            remedy += "; or raise the limit";
            break;
        case Loss::processor:
            text = during + " used more than " + std::to_string(options_.processor.count()) +
                   " s of the processor";
            remedy += "; or raise the limit";
            break;
        case Loss::garbage: text = during + " gave what is no answer"; break;
    }
    if (killed) {
        text += ", " + how_it_ended(status, true);
    }
    if (!last_asked_.empty()) {
        text += "; the last that it asked of the host was " + last_asked_;
    }
    if (const auto words = process_->last_words(); !words.empty()) {
        text += "; its last words: " + words;
    }
    process_.reset();
    count_loss();
    trace_.say("!! " + during + ": process lost");
    return {adapter::ErrorClass::broken, std::move(text), std::move(remedy), {}};
}

}  // namespace tiendo::plugin
