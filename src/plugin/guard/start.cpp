// How the process of a guarded adapter is started, and started again.
#include "adapter_impl.hpp"
#include "guard.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::plugin {

namespace {

using adapter::Failure;
using adapter::detail::view_of;
using wire::Kind;
using wire::Step;

constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::minutes longest_pause{5};

/// @param process whose linker it was
Error unready(const wire::Failed& failed, const ObjectFile& object, pid_t process) {
    const std::string message =
        object.with_path(std::string(view_of(failed.error.message)),
                         object.linker_name_in(process, HostProcess::object_number));
    switch (static_cast<Step>(failed.step)) {
        case Step::link:
            return Error{ErrorCode::unsupported,
                         "the dynamic linker refused it: " + line_from(message),
                         "install what it needs, or build it on this system"};
        case Step::find_entry:
            return Error{ErrorCode::malformed_input,
                         "it does not export the function " TIENDO_ADAPTER_ENTRY,
                         "build it with TIENDO_EXPORT_ADAPTER"};
        case Step::isolate:
            return Error{ErrorCode::unsupported,
                         "its process could not be limited: " + line_from(message),
                         "raise what the system allows this program"};
        case Step::enter: break;
    }
    Fenced<tiendo_error> error;
    adapter::detail::fill(error.get(), failed.error);
    return error_from(static_cast<int32_t>(failed.code), error, nullptr);
}

}  // namespace

Watch::Limits Guard::limits(std::optional<std::chrono::milliseconds> time) const {
    const bool debugged = static_cast<bool>(options_.attach);
    return {.memory_bytes = options_.memory_bytes,
            .processor = debugged ? std::chrono::hours(24) : options_.processor,
            .time = debugged ? std::nullopt : time,
            .stops_within = stops_within_};
}

Result<wire::Ready> Guard::start() {
    auto process = HostProcess::start(object_, options_);
    if (!process) {
        return std::move(process).error();
    }
    process_ = *std::move(process);
    if (options_.attach) {
        process_->await_stop();  // or who continues it could come too early
        options_.attach(process_->number());
    }
    Watch watch(*process_, limits(options_.start), nullptr);
    return shake_hands(watch);
}

Result<wire::Ready> Guard::shake_hands(Watch& watch) {
    wire::Frame frame;
    const Loss loss = watch.receive(frame);
    if (loss == Loss::none && frame.header.kind == Kind::ready) {
        const auto ready = wire::decoded<wire::Ready>(std::move(frame));
        if (ready != nullptr && ready->it.version == wire::version) {
            trace_.show("<-", Kind::ready, ready->it);
            return ready->it;
        }
        process_.reset();
        return Error{ErrorCode::unsupported,
                     "tiendo-plugin-host is of another release than the library",
                     "install the whole package"};
    }
    if (loss == Loss::none && frame.header.kind == Kind::unready) {
        if (const auto failed = wire::decoded<wire::Failed>(std::move(frame))) {
            trace_.show("<-", Kind::unready, failed->it);
            const pid_t process = process_->number();
            process_.reset();
            return unready(failed->it, object_, process);
        }
    }
    const auto failure = report(loss == Loss::none ? Loss::garbage : loss, "loading");
    return Error{ErrorCode::internal, line_from(failure.message), failure.remedy};
}

std::optional<Failure> Guard::be_ready() {
    if (process_ != nullptr && !process_->ended()) {
        return std::nullopt;
    }
    if (process_ != nullptr) {  // between two calls
        process_.reset();
        count_loss();
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < not_before_) {
        auto failure = Failure::transient("its process was lost " + std::to_string(losses_) +
                                          " times one after the other, and is not started yet");
        failure.retry_after = std::chrono::ceil<std::chrono::milliseconds>(not_before_ - now);
        return failure;
    }
    auto ready = start();
    if (!ready) {
        count_loss();
        return Failure{
            class_of(ready.error().code()), ready.error().message(), ready.error().remedy(), {}};
    }
    if (ready->abi != ready_.abi || ready->functions != ready_.functions) {
        process_.reset();
        count_loss();
        return Failure{adapter::ErrorClass::broken,
                       "its object is another one than when it was loaded",
                       "load the adapter again",
                       {}};
    }
    return std::nullopt;
}

void Guard::count_loss() {
    // A first loss costs nothing but its call; one that is lost again and again must not keep the
    // machine busy with starting it.
    ++losses_;
    std::chrono::milliseconds pause{0};
    if (losses_ > 1) {
        constexpr int doublings = 9;
        pause = std::min<std::chrono::milliseconds>(
            first_pause * (1 << std::min(losses_ - 2, doublings)), longest_pause);
    }
    not_before_ = std::chrono::steady_clock::now() + pause;
}

}  // namespace tiendo::plugin
