#include "context.hpp"

#include "context_calls.hpp"
#include "masking.hpp"

#include "tiendo/http/url.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

namespace tiendo::plugin {

namespace {

using adapter::ErrorClass;
using adapter::Failure;
using adapter::detail::fail;
using adapter::detail::fill;
using adapter::detail::text_of;
using adapter::detail::view_of;

constexpr std::size_t most_headers = 200;

/// Overwrites a text in a way that the compiler keeps.
void wipe(std::string& text) noexcept {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

tiendo_buffer buffer_of(std::string text) {
    auto owner = std::make_unique<std::string>(std::move(text));
    tiendo_buffer buffer{};
    buffer.text = text_of(*owner);
    buffer.release = [](tiendo_buffer* it) {
        auto* held = static_cast<std::string*>(it->owner);
        wipe(*held);
        delete held;
    };
    buffer.owner = owner.release();
    return buffer;
}

struct HeldResponse {
    http::Response response;
    std::vector<tiendo_text> headers;
};

LogLevel level_of(std::uint32_t level) {
    switch (level) {
        case TIENDO_LOG_DEBUG: return LogLevel::debug;
        case TIENDO_LOG_INFO: return LogLevel::info;
        case TIENDO_LOG_WARN: return LogLevel::warn;
        default: return LogLevel::error;  // a number from outside, not an enum
    }
}

bool really_wait(std::chrono::milliseconds pause, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, pause, [] { return false; });
    return !stop.stop_requested();
}

Result<void> good_state_key(std::string_view key) {
    if (key.empty() || key.size() > TIENDO_STATE_KEY_BYTES_MAX) {
        return Error{ErrorCode::internal, "a key of the state must have 1 to 200 bytes"};
    }
    return {};
}

}  // namespace

ErrorClass class_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::malformed_input:
        case ErrorCode::not_found:
        case ErrorCode::config:
        case ErrorCode::newer_version:
        case ErrorCode::unsupported: return ErrorClass::config;
        case ErrorCode::auth: return ErrorClass::auth;
        case ErrorCode::rejected: return ErrorClass::rejected;
        case ErrorCode::rate_limited: return ErrorClass::rate_limited;
        case ErrorCode::conflict:
        case ErrorCode::busy:
        case ErrorCode::storage:
        case ErrorCode::transient: return ErrorClass::transient;
        case ErrorCode::outcome_unknown: return ErrorClass::outcome_unknown;
        case ErrorCode::drift: return ErrorClass::drift;
        case ErrorCode::cancelled: return ErrorClass::cancelled;
        case ErrorCode::internal: return ErrorClass::broken;
    }
    return ErrorClass::broken;
}

HostContext::HostContext(const Manifest& manifest,
                         const Connection& connection,
                         const HostServices& services,
                         std::vector<std::string> hosts,
                         Kept& kept)
    : manifest_(manifest),
      connection_(connection),
      services_(services),
      hosts_(std::move(hosts)),
      kept_(kept),
      until_(std::chrono::steady_clock::now() + services.call_timeout) {
    table_.size = sizeof table_;
    table_.host = this;
    table_.config = &config;
    table_.secret = &secret;
    table_.http = &send;
    table_.now_unix_ms = &now;
    table_.time_left_ms = &time_left;
    table_.random = &random;
    table_.log = &log;
    table_.count = &count;
    table_.cancelled = &cancelled;
    table_.state_get = &state_get;
    table_.state_put = &state_put;
    table_.wait = &wait;
    table_.kept = services.kept ? &HostContext::kept : nullptr;
}

HostContext::~HostContext() {
    std::for_each(secrets_.begin(), secrets_.end(), wipe);
}

std::string HostContext::masked(std::string_view text) const {
    return mask(text, secrets_);
}

int32_t HostContext::config(void* host,
                            tiendo_text key,
                            tiendo_text* out,
                            tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const auto& self = *static_cast<HostContext*>(host);
        const auto* declared = self.manifest_.key(view_of(key));
        if (declared == nullptr || declared->secret) {
            return fail(error,
                        Failure::broken("the manifest declares no plain setting '" +
                                        std::string(view_of(key).substr(0, 60)) + "'"));
        }
        const auto given = self.connection_.config.find(view_of(key));
        *out = given == self.connection_.config.end() ? tiendo_text{} : text_of(given->second);
        return 0;
    });
}

int32_t HostContext::secret(void* host,
                            tiendo_text name,
                            tiendo_buffer* out,
                            tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        auto& self = *static_cast<HostContext*>(host);
        const auto* declared = self.manifest_.key(view_of(name));
        if (declared == nullptr || !declared->secret) {
            return fail(error,
                        Failure::broken("the manifest declares no secret '" +
                                        std::string(view_of(name).substr(0, 60)) + "'"));
        }
        const Error missing{ErrorCode::not_found,
                            "the secret '" + declared->key + "' is not set",
                            "give the connection: " + declared->description};
        Result<std::string> value = self.services_.secret ? self.services_.secret(view_of(name))
                                                          : Result<std::string>(missing);
        if (!value) {
            return fail(error, failure_from(value.error()));
        }
        if (!value->empty() &&
            std::find(self.secrets_.begin(), self.secrets_.end(), *value) == self.secrets_.end()) {
            self.secrets_.push_back(*value);
        }
        fill(out, buffer_of(*std::move(value)));
        return 0;
    });
}

Result<void> HostContext::may_send(std::string_view url) const {
    if (services_.stop.stop_requested()) {
        return Error{ErrorCode::cancelled, "the call was cancelled"};
    }
    if (std::chrono::steady_clock::now() >= until_) {
        return Error{
            ErrorCode::transient,
            "the call took longer than " + std::to_string(services_.call_timeout.count()) + " ms",
            "try again later, or allow the connection more time"};
    }
    auto parsed = http::parse_url(url);
    if (!parsed) {
        return std::move(parsed).error();
    }
    const auto authority = parsed->authority();
    const bool allowed = std::any_of(hosts_.begin(), hosts_.end(), [&](const std::string& host) {
        return host == authority || host == parsed->host;
    });
    if (!allowed) {
        return Error{
            ErrorCode::config,
            "the adapter may not talk to " + authority,
            "correct the address in the settings; the manifest names the hosts it talks to"};
    }
    return {};
}

Result<http::Response> HostContext::answer_to(const tiendo_http_request& asked) {
    if (!adapter::detail::has(asked, &tiendo_http_request::body) ||
        asked.header_count > most_headers) {
        return Error{ErrorCode::internal,
                     "the adapter made a request that is too short or has over 200 headers"};
    }
    if (auto may = may_send(view_of(asked.url)); !may) {
        return std::move(may).error();
    }
    if (!kept_.client) {
        auto client = http::Client::open(services_.http);
        if (!client) {
            return std::move(client).error();
        }
        kept_.client.emplace(*std::move(client));
    }
    http::Request request;
    request.method = view_of(asked.method);
    request.url = view_of(asked.url);
    request.body = view_of(asked.body);
    for (std::uint32_t i = 0; i < asked.header_count; ++i) {
        request.headers.emplace_back(view_of(asked.headers[2 * i]),
                                     view_of(asked.headers[2 * i + 1]));
    }
    return kept_.client->send(request);
}

int32_t HostContext::send(void* host,
                          const tiendo_http_request* request,
                          tiendo_http_response* out,
                          tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        auto answer = static_cast<HostContext*>(host)->answer_to(*request);
        if (!answer) {
            return fail(error, failure_from(answer.error()));
        }
        auto owner = std::make_unique<HeldResponse>();
        owner->response = *std::move(answer);
        for (const auto& [name, value] : owner->response.headers) {
            owner->headers.push_back(text_of(name));
            owner->headers.push_back(text_of(value));
        }
        tiendo_http_response response{};
        response.status = owner->response.status;
        response.header_count = owner->response.headers.size();
        response.headers = owner->headers.data();
        response.body = text_of(owner->response.body);
        response.release = [](tiendo_http_response* it) {
            delete static_cast<HeldResponse*>(it->owner);
        };
        response.owner = owner.release();
        fill(out, response);
        return 0;
    });
}

int64_t HostContext::now(void* host) noexcept {
    try {
        return static_cast<HostContext*>(host)->services_.clock().unix_ms();
    } catch (...) {  // a clock of the caller's that throws
        return 0;
    }
}

int64_t HostContext::time_left(void* host) noexcept {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        static_cast<HostContext*>(host)->until_ - std::chrono::steady_clock::now());
    return std::max<std::int64_t>(left.count(), 0);
}

uint64_t HostContext::random(void* host) noexcept {
    auto& self = *static_cast<HostContext*>(host);
    try {
        return self.services_.random ? self.services_.random() : self.kept_.random();
    } catch (...) {  // as above
        return self.kept_.random();
    }
}

void HostContext::log(void* host,
                      uint32_t level,
                      tiendo_text text,
                      const tiendo_text* fields,
                      size_t field_count) noexcept {
    try {
        const auto& self = *static_cast<HostContext*>(host);
        std::vector<LogField> facts;
        facts.emplace_back("adapter", self.manifest_.name);
        facts.emplace_back("connection", self.connection_.id.str());
        std::vector<std::string> names;
        names.reserve(std::min<std::size_t>(field_count, 32));
        for (std::size_t i = 0; i < std::min<std::size_t>(field_count, 32); ++i) {
            names.push_back(self.masked(view_of(fields[2 * i]).substr(0, 60)));
            facts.emplace_back(names.back(),
                               self.masked(view_of(fields[2 * i + 1])).substr(0, 1'000));
        }
        self.services_.logger.write(
            level_of(level), self.masked(view_of(text)).substr(0, 1'000), facts);
    } catch (...) {  // a line of the log is not worth a failed call
    }
}

void HostContext::count(void* host, tiendo_text name, uint64_t by) noexcept {
    try {
        const auto& self = *static_cast<HostContext*>(host);
        const auto counter = view_of(name);
        const bool good = !counter.empty() && counter.size() <= 60 &&
                          std::all_of(counter.begin(), counter.end(), [](char c) {
                              return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                          });
        if (good && self.services_.count) {
            self.services_.count(counter, by);
        }
    } catch (...) {  // a counter is never worth a page
    }
}

int32_t HostContext::cancelled(void* host) noexcept {
    return static_cast<HostContext*>(host)->services_.stop.stop_requested() ? 1 : 0;
}

int32_t HostContext::wait(void* host, uint64_t milliseconds, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const auto& services = static_cast<HostContext*>(host)->services_;
        if (milliseconds > static_cast<std::uint64_t>(time_left(host))) {
            return fail(error, Failure::transient("the call has no such time left to wait"));
        }
        const std::chrono::milliseconds pause(milliseconds);
        const bool waited =
            services.wait ? services.wait(pause, services.stop) : really_wait(pause, services.stop);
        return waited ? 0 : fail(error, Failure::cancelled());
    });
}

int32_t HostContext::state_get(void* host,
                               tiendo_text key,
                               tiendo_buffer* out,
                               tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        auto& self = *static_cast<HostContext*>(host);
        if (auto good = good_state_key(view_of(key)); !good) {
            return fail(error, failure_from(good.error()));
        }
        std::optional<std::string> value;
        if (self.services_.state_get) {
            auto found = self.services_.state_get(view_of(key));
            if (!found) {
                return fail(error, failure_from(found.error()));
            }
            value = *std::move(found);
        } else if (const auto it = self.kept_.state.find(view_of(key));
                   it != self.kept_.state.end()) {
            value = it->second;
        }
        if (value) {
            fill(out, buffer_of(*std::move(value)));
        }
        return 0;
    });
}

int32_t HostContext::state_put(void* host,
                               tiendo_text key,
                               tiendo_text value,
                               tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        auto& self = *static_cast<HostContext*>(host);
        if (auto good = good_state_key(view_of(key)); !good) {
            return fail(error, failure_from(good.error()));
        }
        if (value.size > TIENDO_STATE_VALUE_BYTES_MAX) {
            return fail(error, Failure::broken("a value of the state has more than 64 KiB"));
        }
        if (self.services_.state_put) {
            auto put = self.services_.state_put(view_of(key), view_of(value));
            return put ? 0 : fail(error, failure_from(put.error()));
        }
        if (value.size == 0) {
            self.kept_.state.erase(std::string(view_of(key)));
        } else {
            self.kept_.state.insert_or_assign(std::string(view_of(key)),
                                              std::string(view_of(value)));
        }
        return 0;
    });
}

}  // namespace tiendo::plugin
