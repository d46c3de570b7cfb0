#include "far_context.hpp"

#include "line.hpp"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace tiendo::plugin::host {

namespace {

using adapter::Failure;
using adapter::detail::fail;
using adapter::detail::view_of;
using wire::Kind;

// Adapters ask between any two steps; a question to the program for each would cost more than the
// step.
constexpr std::chrono::milliseconds cancelled_holds{2};

/// Asks the program. Null where it refused, and then `error` is filled and `code` is not 0.
template <typename Answer, typename Question>
std::unique_ptr<wire::Held<Answer>> ask(Kind kind,
                                        const Question& question,
                                        tiendo_error* error,
                                        int32_t& code) {
    auto asked = wire::frame_of(kind, question);
    if (!asked.fits()) {
        code = fail(error, Failure::broken("it asked the host with more than fits"));
        return nullptr;
    }
    send(asked);
    auto frame = receive();
    if (frame.header.kind == Kind::refusal) {
        if (auto refused = wire::decoded<wire::Failed>(std::move(frame))) {
            code = wire::hand_over(std::move(refused), error);
            return nullptr;
        }
    } else if (frame.header.kind == Kind::answer) {
        if (auto answer = wire::decoded<Answer>(std::move(frame))) {
            code = 0;
            return answer;
        }
    }
    ::_exit(5);  // the program speaks another language: nothing can be done here
}

/// What the program may fail at for want of memory ends the process, and its report says so.
template <typename Answer, typename Question>
int32_t fill_from(Kind kind, const Question& question, Answer* out, tiendo_error* error) noexcept {
    int32_t code = 0;
    if (auto answer = ask<Answer>(kind, question, error, code)) {
        wire::hand_over(std::move(answer), out);
    }
    return code;
}

std::uint64_t number_from(Kind kind) noexcept {
    int32_t code = 0;
    const auto answer = ask<wire::Number>(kind, wire::Nothing{}, nullptr, code);
    return answer ? answer->it.value : 0;
}

template <typename Question>
int32_t done_by(Kind kind, const Question& question, tiendo_error* error) noexcept {
    int32_t code = 0;
    ask<wire::Nothing>(kind, question, error, code);
    return code;
}

/// As much of a struct of an older adapter's as it has.
template <typename T>
T known_part(const T& it) noexcept {
    T part{};
    const auto size = std::min<std::size_t>(it.size, sizeof part);
    std::memcpy(static_cast<void*>(&part), &it, size);
    part.size = static_cast<std::uint32_t>(size);
    return part;
}

}  // namespace

FarContext::FarContext(bool keeps_records) {
    table_.size = sizeof table_;
    table_.host = this;
    table_.config = &config;
    table_.secret = &secret;
    table_.http = &http;
    table_.now_unix_ms = &now;
    table_.time_left_ms = &time_left;
    table_.random = &random;
    table_.log = &log;
    table_.count = &count;
    table_.cancelled = &cancelled;
    table_.state_get = &state_get;
    table_.state_put = &state_put;
    table_.wait = &wait;
    table_.kept = keeps_records ? &kept : nullptr;
}

int32_t FarContext::config(void* host,
                           tiendo_text key,
                           tiendo_text* out,
                           tiendo_error* error) noexcept {
    auto& settings = static_cast<FarContext*>(host)->settings_;
    auto it = settings.find(view_of(key));
    if (it == settings.end()) {
        int32_t code = 0;
        auto answer = ask<wire::Setting>(Kind::config, wire::Name{key}, error, code);
        if (answer == nullptr) {
            return code;
        }
        it = settings.emplace(view_of(key), std::move(answer)).first;
    }
    *out = it->second->it.value;
    return 0;
}

int32_t FarContext::secret(void* /*host*/,
                           tiendo_text name,
                           tiendo_buffer* out,
                           tiendo_error* error) noexcept {
    return fill_from(Kind::secret, wire::Name{name}, out, error);
}

int32_t FarContext::http(void* /*host*/,
                         const tiendo_http_request* request,
                         tiendo_http_response* out,
                         tiendo_error* error) noexcept {
    return fill_from(Kind::http, known_part(*request), out, error);
}

int64_t FarContext::now(void* /*host*/) noexcept {
    return static_cast<std::int64_t>(number_from(Kind::now));
}

int64_t FarContext::time_left(void* /*host*/) noexcept {
    return static_cast<std::int64_t>(number_from(Kind::time_left));
}

uint64_t FarContext::random(void* /*host*/) noexcept {
    return number_from(Kind::random);
}

void FarContext::log(void* /*host*/,
                     uint32_t level,
                     tiendo_text text,
                     const tiendo_text* fields,
                     size_t field_count) noexcept {
    auto line = wire::frame_of(Kind::log, wire::LogLine{level, text, field_count, fields});
    if (line.fits()) {
        send(line);
    }
}

void FarContext::count(void* /*host*/, tiendo_text name, uint64_t by) noexcept {
    auto added = wire::frame_of(Kind::count, wire::Count{name, by});
    if (added.fits()) {
        send(added);
    }
}

int32_t FarContext::cancelled(void* host) noexcept {
    auto& self = *static_cast<FarContext*>(host);
    const auto now = std::chrono::steady_clock::now();
    if (!self.cancelled_ && now - self.asked_ >= cancelled_holds) {
        self.cancelled_ = number_from(Kind::cancelled) != 0;
        self.asked_ = now;
    }
    return self.cancelled_ ? 1 : 0;
}

int32_t FarContext::state_get(void* /*host*/,
                              tiendo_text key,
                              tiendo_buffer* out,
                              tiendo_error* error) noexcept {
    return fill_from(Kind::state_get, wire::Name{key}, out, error);
}

int32_t FarContext::state_put(void* /*host*/,
                              tiendo_text key,
                              tiendo_text value,
                              tiendo_error* error) noexcept {
    return done_by(Kind::state_put, wire::StatePut{key, value}, error);
}

int32_t FarContext::kept(void* /*host*/,
                         const tiendo_kept_query* query,
                         tiendo_page* out,
                         tiendo_error* error) noexcept {
    return fill_from(Kind::kept, known_part(*query), out, error);
}

int32_t FarContext::wait(void* /*host*/, uint64_t milliseconds, tiendo_error* error) noexcept {
    return done_by(Kind::wait, wire::Number{milliseconds}, error);
}

}  // namespace tiendo::plugin::host
