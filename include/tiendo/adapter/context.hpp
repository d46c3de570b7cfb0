#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/http.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
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
    /// 64 even random bits; not for keys.
    [[nodiscard]] std::uint64_t random() const noexcept { return context_->random(context_->host); }

    /// A fixed lower-case text, and facts as fields. Never a citizen's name, number or token.
    void log(LogLevel level,
             std::string_view text,
             std::initializer_list<std::pair<std::string_view, std::string_view>> fields) const;

    /// True once the host wants the call to end: return Failure::cancelled().
    [[nodiscard]] bool cancelled() const noexcept {
        return context_->cancelled(context_->host) != 0;
    }

    /// A small fact kept from an earlier call; nothing where there is none. May be lost at any
    /// time.
    [[nodiscard]] Expected<std::optional<std::string>> state(std::string_view key) const;
    /// @param value at most 64 KiB; empty removes the key
    [[nodiscard]] Expected<void> keep_state(std::string_view key, std::string_view value) const;

private:
    const tiendo_context* context_;
    std::uint32_t wanted_records_;
};

// The wrappers over the function table.

namespace detail {

/// The four hexadecimal digits at `at`, or nothing.
inline std::optional<std::uint32_t> hex4(std::string_view json, std::size_t at) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = i < json.size() ? json[i] : ' ';
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

inline void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// What follows a backslash at `at`; moves `at` behind it. False where it is no JSON escape.
inline bool append_escape(std::string& out, std::string_view json, std::size_t& at) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const char letter = at < json.size() ? json[at] : ' ';
    if (const auto found = letters.find(letter); found != std::string_view::npos) {
        out += meant[found];
        ++at;
        return true;
    }
    auto point = letter == 'u' ? hex4(json, at + 1) : std::nullopt;
    if (!point) {
        return false;
    }
    at += 5;
    if (*point >= 0xD800 && *point < 0xDC00 && json.substr(at, 2) == "\\u") {
        const auto low = hex4(json, at + 2);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            at += 6;
            append_utf8(out, 0x10000 + ((*point - 0xD800) << 10U) + (*low - 0xDC00));
            return true;
        }
    }
    if (*point >= 0xD800 && *point < 0xE000) {
        return false;
    }
    append_utf8(out, *point);
    return true;
}

/// The text of a JSON string, nothing where it is not one.
inline std::optional<std::string> text_of_json(std::string_view json) {
    if (json.size() < 2 || json.front() != '"' || json.back() != '"') {
        return std::nullopt;
    }
    json = json.substr(1, json.size() - 2);
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at++];
        if (c == '"' || (c == '\\' && !append_escape(out, json, at))) {
            return std::nullopt;
        }
        if (c != '\\') {
            out += c;
        }
    }
    return out;
}

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
    const std::string& digits = **json;
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc() || end != digits.data() + digits.size()) {
        return detail::not_a(key, "a whole number");
    }
    return value;
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

}  // namespace tiendo::adapter
