#include "answer_context.hpp"

#include <utility>

namespace tiendo::plugin {

namespace {

using wire::Kind;
using Failure = adapter::detail::Held<tiendo_error>;

/// Answers of one frame: each function asks the context of the call, and sends what it said.
class Answerer {
public:
    Answerer(wire::Frame frame, const tiendo_context& context, Watch& watch, Trace& trace)
        : frame_(std::move(frame)),
          kind_(frame_.header.kind),
          context_(context),
          watch_(watch),
          trace_(trace) {}

    Loss answer() {
        switch (kind_) {
            case Kind::config: return config();
            case Kind::secret: return text_by_name(context_.secret);
            case Kind::http:
                return filled<tiendo_http_request, tiendo_http_response>(context_.http);
            case Kind::now: return number(context_.now_unix_ms);
            case Kind::time_left: return number(context_.time_left_ms);
            case Kind::random: return number(context_.random);
            case Kind::log: return log();
            case Kind::count: return count();
            case Kind::cancelled: return number(context_.cancelled);
            case Kind::state_get: return text_by_name(context_.state_get);
            case Kind::state_put: return state_put();
            case Kind::kept: return filled<tiendo_kept_query, tiendo_page>(context_.kept);
            case Kind::wait: return wait();
            default: return Loss::garbage;  // a number from outside, not an enum
        }
    }

private:
    /// The question, shown in the trace; null where the frame is none.
    template <typename Question>
    std::unique_ptr<wire::Held<Question>> question() {
        auto held = wire::decoded<Question>(std::move(frame_));
        if (held != nullptr) {
            trace_.show("<-", kind_, held->it);
        }
        return held;
    }
    template <typename Answer>
    Loss send(Kind kind, const Answer& it) {
        trace_.show("->", kind, it);
        auto frame = wire::frame_of(kind, it);
        if (!frame.fits()) {
            return send(Kind::refusal,
                        wire::failed_with(
                            adapter::Failure::broken("what the host has for it is too long"), {}));
        }
        return watch_.send(frame);
    }
    Loss refuse(int32_t code, Failure& error) {
        return send(Kind::refusal, wire::failed_with(code, *error.get(), {}));
    }

    Loss config() {
        const auto asked = question<wire::Name>();
        if (asked == nullptr) {
            return Loss::garbage;
        }
        wire::Setting setting;
        Failure error;
        const auto code =
            context_.config(context_.host, asked->it.name, &setting.value, error.get());
        return code != 0 ? refuse(code, error) : send(Kind::answer, setting);
    }
    Loss text_by_name(decltype(tiendo_context::secret) function) {
        const auto asked = question<wire::Name>();
        if (asked == nullptr) {
            return Loss::garbage;
        }
        adapter::detail::Held<tiendo_buffer> out;
        Failure error;
        const auto code = function(context_.host, asked->it.name, out.get(), error.get());
        if (code == 0 && kind_ == Kind::secret) {
            trace_.learn_secret(out->text);
        }
        return code != 0 ? refuse(code, error) : send(Kind::answer, *out.operator->());
    }
    template <typename Question, typename Out>
    Loss filled(int32_t (*function)(void*, const Question*, Out*, tiendo_error*)) {
        const auto asked = question<Question>();
        if (asked == nullptr || function == nullptr) {
            return Loss::garbage;
        }
        adapter::detail::Held<Out> out;
        Failure error;
        const auto code = function(context_.host, &asked->it, out.get(), error.get());
        return code != 0 ? refuse(code, error) : send(Kind::answer, *out.operator->());
    }
    template <typename Int>
    Loss number(Int (*function)(void*)) {
        if (question<wire::Nothing>() == nullptr) {
            return Loss::garbage;
        }
        return send(Kind::answer,
                    wire::Number{static_cast<std::uint64_t>(function(context_.host))});
    }
    Loss log() {
        const auto line = question<wire::LogLine>();
        if (line == nullptr) {
            return Loss::garbage;
        }
        context_.log(context_.host,
                     line->it.level,
                     line->it.text,
                     line->it.fields,
                     static_cast<std::size_t>(line->it.field_count));
        return Loss::none;
    }
    Loss count() {
        const auto added = question<wire::Count>();
        if (added == nullptr) {
            return Loss::garbage;
        }
        context_.count(context_.host, added->it.name, added->it.by);
        return Loss::none;
    }
    Loss state_put() {
        const auto put = question<wire::StatePut>();
        if (put == nullptr) {
            return Loss::garbage;
        }
        Failure error;
        const auto code =
            context_.state_put(context_.host, put->it.key, put->it.value, error.get());
        return code != 0 ? refuse(code, error) : send(Kind::answer, wire::Nothing{});
    }
    Loss wait() {
        const auto pause = question<wire::Number>();
        if (pause == nullptr) {
            return Loss::garbage;
        }
        Failure error;
        const auto code = context_.wait(context_.host, pause->it.value, error.get());
        return code != 0 ? refuse(code, error) : send(Kind::answer, wire::Nothing{});
    }

    wire::Frame frame_;
    Kind kind_;
    const tiendo_context& context_;
    Watch& watch_;
    Trace& trace_;
};

}  // namespace

Loss answer_context(wire::Frame frame, const tiendo_context* context, Watch& watch, Trace& trace) {
    if (context == nullptr) {
        return Loss::garbage;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto kind = frame.header.kind;
    Answerer answerer(std::move(frame), *context, watch, trace);
    const Loss loss = answerer.answer();
    // These two the context lets begin within the time of the call alone, so that nobody prolongs a
    // call by asking again and again.
    if (kind == Kind::http || kind == Kind::wait) {
        watch.excuse(std::chrono::steady_clock::now() - begin);
    }
    return loss;
}

}  // namespace tiendo::plugin
