#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/http.hpp"
#include "tiendo/adapter/json_text.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::adapter {

enum class LogLevel : std::uint32_t {
    debug = TIENDO_LOG_DEBUG,
    info = TIENDO_LOG_INFO,
    warn = TIENDO_LOG_WARN,
    error = TIENDO_LOG_ERROR,
};

/// A password or token; its copy is overwritten when this goes away. Do not copy the view.
class Secret {
public:
    explicit Secret(detail::Held<tiendo_buffer> held) noexcept : held_(std::move(held)) {}
    [[nodiscard]] std::string_view view() const noexcept { return detail::view_of(held_->text); }

private:
    detail::Held<tiendo_buffer> held_;
};

/// Which of the kept records are wanted.
struct KeptQuery {
    std::string_view stream;
    std::string_view id{};         ///< this one alone; empty: all of the days
    std::string_view from_day{};   ///< "2021-05-01", inclusive; empty: no bound
    std::string_view until_day{};  ///< inclusive; empty: no bound
    std::string_view cursor{};     ///< of the page before; empty: from the newest
    std::uint32_t wanted_records = 0;
};

/// A page of them. The texts live as long as it does.
class KeptRecords {
public:
    explicit KeptRecords(detail::Held<tiendo_page> held) noexcept : held_(std::move(held)) {}
    [[nodiscard]] std::uint64_t count() const noexcept { return held_->record_count; }
    /// One JSON object a line, each line ended by a line feed.
    [[nodiscard]] std::string_view lines() const noexcept {
        return detail::view_of(held_->records);
    }
    [[nodiscard]] std::string_view cursor() const noexcept {
        return detail::view_of(held_->cursor);
    }
    [[nodiscard]] bool more() const noexcept { return held_->more != 0; }

private:
    detail::Held<tiendo_page> held_;
};

/// What the host gives for one call, and the only way out of the adapter. Not kept after the call;
/// used on the thread of the call.
class Context {
public:
    using Time = std::chrono::sys_time<std::chrono::milliseconds>;

    explicit Context(const tiendo_context& context) noexcept : Context(context, 0) {}
    Context(const tiendo_context& context, std::uint32_t wanted_records) noexcept
        : context_(&context), wanted_records_(wanted_records) {}
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    /// The setting `key` (of type text or url). @return config where it is not set
    [[nodiscard]] Expected<std::string> config_text(std::string_view key) const;
    /// The whole number in the setting `key`. @return config where it is not set or not a number
    [[nodiscard]] Expected<std::int64_t> config_number(std::string_view key) const;
    /// As the setting's JSON text; nothing where it is not set. For booleans and lists.
    [[nodiscard]] Expected<std::optional<std::string>> config_json(std::string_view key) const;

    /// @return config where it is not set
    [[nodiscard]] Expected<Secret> secret(std::string_view name) const;

    /// Waits for the whole answer. Follows no redirects.
    /// @return config (host not allowed, certificate), transient, outcome_unknown (POST and the
    /// like, broken after sending), drift (not HTTP, too long), cancelled
    [[nodiscard]] Expected<HttpResponse> http(const HttpRequest& request) const;

    /// For a read: how many records the host would like on a page; 0: as the other side likes it.
    /// A wish, which may be met roughly.
    [[nodiscard]] std::uint32_t wanted_records() const noexcept { return wanted_records_; }

    /// By the host's clock, which may stand still.
    [[nodiscard]] Time now() const noexcept {
        return Time(std::chrono::milliseconds(context_->now_unix_ms(context_->host)));
    }
    /// What is left for this call as the host counts it; no request begins after it.
    [[nodiscard]] std::chrono::milliseconds time_left() const noexcept {
        return std::chrono::milliseconds(context_->time_left_ms(context_->host));
    }
    /// 64 even random bits; not for keys.
    [[nodiscard]] std::uint64_t random() const noexcept { return context_->random(context_->host); }

    /// A fixed lower-case text, and facts as fields. Never a citizen's name, number or token.
    void log(LogLevel level,
             std::string_view text,
             std::initializer_list<std::pair<std::string_view, std::string_view>> fields) const;

    /// Adds to a counter that the host keeps for this connection ("records-without-a-day").
    void count(std::string_view name, std::uint64_t by = 1) const noexcept {
        context_->count(context_->host, detail::text_of(name), by);
    }

    /// True once the host wants the call to end: return Failure::cancelled() within the time that
    /// the manifest states.
    [[nodiscard]] bool cancelled() const noexcept {
        return context_->cancelled(context_->host) != 0;
    }

    /// Waits by the host's clock, while the other side is still at work; since ABI 1.1. An adapter
    /// that cannot do without it names "wait" in `Manifest::needs`.
    /// @return cancelled, sooner; transient where the call has no such time left; config where the
    /// host is older
    [[nodiscard]] Expected<void> wait(std::chrono::milliseconds pause) const;

    /// A small fact kept from an earlier call; nothing where there is none. May be lost at any
    /// time.
    [[nodiscard]] Expected<std::optional<std::string>> state(std::string_view key) const;
    /// @param value at most 64 KiB; empty removes the key
    [[nodiscard]] Expected<void> keep_state(std::string_view key, std::string_view value) const;

    /// Records of this connection as the host keeps them, newest first; for `serve`.
    /// @return config where the host keeps none, or no such stream
    [[nodiscard]] Expected<KeptRecords> kept(const KeptQuery& query) const;

private:
    const tiendo_context* context_;
    std::uint32_t wanted_records_;
};

// The wrappers over the function table.

namespace detail {

inline Failure not_set(std::string_view key) {
    return Failure::config("the setting '" + std::string(key) + "' is not set",
                           "add it to the connection");
}
inline Failure not_a(std::string_view key, const char* what) {
    return Failure::config("the setting '" + std::string(key) + "' is not " + what,
                           "correct it in the connection");
}

}  // namespace detail

inline Expected<std::optional<std::string>> Context::config_json(std::string_view key) const {
    tiendo_text out{};
    detail::Held<tiendo_error> error;
    const auto code = context_->config(context_->host, detail::text_of(key), &out, error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    if (out.data == nullptr) {
        return std::optional<std::string>();
    }
    return std::optional<std::string>(std::in_place, out.data, out.size);
}

inline Expected<std::string> Context::config_text(std::string_view key) const {
    auto json = config_json(key);
    if (!json) {
        return std::move(json).error();
    }
    if (!json->has_value()) {
        return detail::not_set(key);
    }
    auto text = detail::text_of_json(**json);
    if (!text) {
        return detail::not_a(key, "a text");
    }
    return *std::move(text);
}

inline Expected<std::int64_t> Context::config_number(std::string_view key) const {
    auto json = config_json(key);
    if (!json) {
        return std::move(json).error();
    }
    if (!json->has_value()) {
        return detail::not_set(key);
    }
    const auto value = detail::whole_number_of_json(**json);
    if (!value) {
        return detail::not_a(key, "a whole number");
    }
    return *value;
}

inline Expected<Secret> Context::secret(std::string_view name) const {
    detail::Held<tiendo_buffer> out;
    detail::Held<tiendo_error> error;
    const auto code =
        context_->secret(context_->host, detail::text_of(name), out.get(), error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    return Secret(std::move(out));
}

inline Expected<HttpResponse> Context::http(const HttpRequest& request) const {
    std::vector<tiendo_text> headers;
    for (const auto& [name, value] : request.headers) {
        headers.push_back(detail::text_of(name));
        headers.push_back(detail::text_of(value));
    }
    tiendo_http_request asked{};
    asked.size = sizeof asked;
    asked.header_count = static_cast<std::uint32_t>(request.headers.size());
    asked.method = detail::text_of(request.method);
    asked.url = detail::text_of(request.url);
    asked.headers = headers.data();
    asked.body = detail::text_of(request.body);
    detail::Held<tiendo_http_response> out;
    detail::Held<tiendo_error> error;
    const auto code = context_->http(context_->host, &asked, out.get(), error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    return HttpResponse(std::move(out));
}

inline void Context::log(
    LogLevel level,
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) const {
    std::vector<tiendo_text> texts;
    for (const auto& [name, value] : fields) {
        texts.push_back(detail::text_of(name));
        texts.push_back(detail::text_of(value));
    }
    context_->log(context_->host,
                  static_cast<std::uint32_t>(level),
                  detail::text_of(text),
                  texts.data(),
                  fields.size());
}

inline Expected<std::optional<std::string>> Context::state(std::string_view key) const {
    detail::Held<tiendo_buffer> out;
    detail::Held<tiendo_error> error;
    const auto code =
        context_->state_get(context_->host, detail::text_of(key), out.get(), error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    if (out->text.data == nullptr) {
        return std::optional<std::string>();
    }
    return std::optional<std::string>(std::in_place, out->text.data, out->text.size);
}

inline Expected<void> Context::keep_state(std::string_view key, std::string_view value) const {
    detail::Held<tiendo_error> error;
    const auto code = context_->state_put(
        context_->host, detail::text_of(key), detail::text_of(value), error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    return {};
}

inline Expected<KeptRecords> Context::kept(const KeptQuery& query) const {
    if (context_->kept == nullptr) {
        return Failure::config("this host keeps no records for the adapter",
                               "serve it with tiendo serve");
    }
    tiendo_kept_query asked{};
    asked.size = sizeof asked;
    asked.wanted_records = query.wanted_records;
    asked.stream = detail::text_of(query.stream);
    asked.id = detail::text_of(query.id);
    asked.from_day = detail::text_of(query.from_day);
    asked.until_day = detail::text_of(query.until_day);
    asked.cursor = detail::text_of(query.cursor);
    detail::Held<tiendo_page> out;
    detail::Held<tiendo_error> error;
    const auto code = context_->kept(context_->host, &asked, out.get(), error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    return KeptRecords(std::move(out));
}

inline Expected<void> Context::wait(std::chrono::milliseconds pause) const {
    if (!detail::has(*context_, &tiendo_context::wait) || context_->wait == nullptr) {
        return Failure::config("this host has no function 'wait', which came with ABI 1.1",
                               "upgrade tiendo");
    }
    detail::Held<tiendo_error> error;
    const auto code =
        context_->wait(context_->host,
                       static_cast<std::uint64_t>(std::max<std::int64_t>(pause.count(), 0)),
                       error.get());
    if (code != 0) {
        return detail::failure_of(code, error);
    }
    return {};
}

}  // namespace tiendo::adapter
