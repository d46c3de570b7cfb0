#include "guard.hpp"

#include <exception>
#include <utility>

namespace tiendo::plugin {

using adapter::Failure;
using adapter::detail::fail;
using wire::Kind;

namespace {

constexpr std::uint64_t least_memory = std::uint64_t{16} << 20U;
constexpr std::uint32_t least_files = 16;

}  // namespace

std::string Guard::What::str() const {
    std::string text(to_string(kind));
    if (stream.size != 0) {
        text.append(" of '").append(adapter::detail::view_of(stream)).append("'");
    }
    return text;
}

Guard::Guard(ObjectFile object, std::chrono::milliseconds stops_within, const GuardOptions& options)
    : object_(std::move(object)),
      stops_within_(stops_within),
      options_(options),
      trace_(options.trace) {}

Result<std::unique_ptr<Guard>> Guard::open(ObjectFile object,
                                           std::chrono::milliseconds stops_within,
                                           const GuardOptions& options) {
    if (options.memory_bytes < least_memory || options.processor < std::chrono::seconds(1) ||
        options.files < least_files) {
        return Error{ErrorCode::config,
                     "the limits of a guarded adapter are too small",
                     "allow it 16 MiB of memory, 1 second of the processor and 16 files, or more"};
    }
    std::unique_ptr<Guard> guard(new Guard(std::move(object), stops_within, options));
    auto ready = guard->start();
    if (!ready) {
        return std::move(ready).error();
    }
    guard->ready_ = *ready;
    return guard;
}

Guard::~Guard() {
    if (process_ == nullptr || process_->ended()) {
        return;
    }
    try {  // a process that does not end when it is asked to is killed
        Watch watch(*process_, limits(stops_within_), nullptr);
        auto close = wire::frame_of(Kind::close, wire::Nothing{});
        wire::Frame nothing;
        if (watch.send(close) == Loss::none) {
            while (watch.receive(nothing) == Loss::none) {
            }
        }
    } catch (...) {  // likewise
    }
}

tiendo_adapter Guard::table() noexcept {
    const auto has = [this](Kind kind) {
        const auto bit =
            static_cast<std::uint32_t>(kind) - static_cast<std::uint32_t>(Kind::describe);
        return (ready_.functions >> bit & 1U) != 0;
    };
    tiendo_adapter table{};
    table.size = ready_.table_size;
    table.abi = ready_.abi;
    table.self = this;
    table.describe = has(Kind::describe) ? &describe : nullptr;
    table.check = has(Kind::check) ? &check : nullptr;
    table.read = has(Kind::read) ? &read : nullptr;
    table.find = has(Kind::find) ? &find : nullptr;
    table.write = has(Kind::write) ? &write : nullptr;
    table.probe = has(Kind::probe) ? &probe : nullptr;
    table.serve = has(Kind::serve) ? &serve : nullptr;
    table.close = has(Kind::close) ? &close : nullptr;
    return table;
}

template <typename Out, typename In>
int32_t Guard::run(const What& what,
                   const In& in,
                   const tiendo_context* context,
                   Out* out,
                   tiendo_error* error) noexcept {
    try {
        if (auto failure = be_ready()) {
            return fail(error, *failure);
        }
        trace_.show("->", what.kind, in);
        auto call = wire::frame_of(what.kind, in);
        if (!call.fits()) {
            return fail(error, Failure::broken("the host called it with more than fits"));
        }
        Loss loss = Loss::none;
        auto end = exchange(call, context, loss);
        if (end && end->header.kind == Kind::failed) {
            if (auto failed = wire::decoded<wire::Failed>(*std::move(end))) {
                trace_.show("<-", Kind::failed, failed->it);
                losses_ = 0;
                return wire::hand_over(std::move(failed), error);
            }
        } else if (end) {
            if (auto filled = wire::decoded<Out>(*std::move(end))) {
                trace_.show("<-", Kind::done, filled->it);
                losses_ = 0;
                wire::hand_over(std::move(filled), out);
                return 0;
            }
        }
        return fail(error, report(loss == Loss::none ? Loss::garbage : loss, what.str()));
    } catch (const std::exception& fault) {
        process_.reset();  // nobody knows what it waits for
        return fail(error, Failure::broken(std::string("the host failed: ") + fault.what()));
    }
}

int32_t Guard::describe(void* self, tiendo_buffer* out, tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run({Kind::describe}, wire::Nothing{}, nullptr, out, error);
}

namespace {

template <typename T>
wire::Call<T> call_of(const tiendo_context* context, const T& with) {
    return {context != nullptr && context->kept != nullptr ? 1U : 0U, with};
}

}  // namespace

int32_t Guard::check(void* self,
                     const tiendo_context* context,
                     tiendo_findings* out,
                     tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::check}, call_of(context, wire::Nothing{}), context, out, error);
}

int32_t Guard::read(void* self,
                    const tiendo_read* what,
                    tiendo_page* out,
                    tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::read, what->stream}, call_of(what->context, *what), what->context, out, error);
}

int32_t Guard::find(void* self,
                    const tiendo_find* what,
                    tiendo_page* out,
                    tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::find, what->stream}, call_of(what->context, *what), what->context, out, error);
}

int32_t Guard::write(void* self,
                     const tiendo_batch* batch,
                     tiendo_outcomes* out,
                     tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::write, batch->stream}, call_of(batch->context, *batch), batch->context, out, error);
}

int32_t Guard::probe(void* self,
                     const tiendo_batch* batch,
                     tiendo_outcomes* out,
                     tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::probe, batch->stream}, call_of(batch->context, *batch), batch->context, out, error);
}

int32_t Guard::serve(void* self,
                     const tiendo_request* request,
                     tiendo_answer* out,
                     tiendo_error* error) noexcept {
    return static_cast<Guard*>(self)->run(
        {Kind::serve}, call_of(request->context, *request), request->context, out, error);
}

void Guard::close(void* self) noexcept {
    delete static_cast<Guard*>(self);
}

}  // namespace tiendo::plugin
