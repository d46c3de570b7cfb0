#pragma once

#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/failure.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::adapter {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

namespace detail {

/// The first header called `name`, without regard to case. @param headers name, value, …
inline std::optional<std::string_view> header_in(const tiendo_text* headers,
                                                 std::uint64_t count,
                                                 std::string_view name) noexcept {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto each = view_of(headers[2 * i]);
        if (std::equal(each.begin(), each.end(), name.begin(), name.end(), [&](char a, char b) {
                return lower(a) == lower(b);
            })) {
            return view_of(headers[2 * i + 1]);
        }
    }
    return std::nullopt;
}

}  // namespace detail

struct HttpRequest {
    std::string method = "GET";
    std::string url{};  ///< "https://host:port/path?query", encoded
    HttpHeaders headers{};
    std::string body{};
};

/// An answer with any status. The texts live as long as it does.
class HttpResponse {
public:
    explicit HttpResponse(detail::Held<tiendo_http_response> held) noexcept
        : held_(std::move(held)) {}

    [[nodiscard]] unsigned status() const noexcept { return held_->status; }
    [[nodiscard]] std::string_view body() const noexcept { return detail::view_of(held_->body); }
    /// The first header called `name`, without regard to case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
        return detail::header_in(held_->headers, held_->header_count, name);
    }

private:
    detail::Held<tiendo_http_response> held_;
};

/// Percent-encodes everything but RFC 3986's unreserved characters, for a value in a query.
inline std::string encode_query(std::string_view text) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    return out;
}

/// What an unwelcome status means to a host, by common practice: 401 and 403 auth, 408 and 5xx
/// transient, 429 rate_limited, each with the Retry-After seconds if stated; anything else drift.
/// @param what the request was: "list of dossiers"
inline Failure failure_of_status(const HttpResponse& response, std::string_view what) {
    std::chrono::milliseconds wait{0};
    std::int64_t seconds = 0;
    for (const char c : response.header("Retry-After").value_or("")) {
        if (c < '0' || c > '9' ||
            seconds > 86'400) {  // a date, or beyond a day: the host's own pace
            seconds = 0;
            break;
        }
        seconds = seconds * 10 + (c - '0');
    }
    wait = std::chrono::seconds(seconds);
    const unsigned status = response.status();
    std::string message = "the other side answered the " + std::string(what) + " with status " +
                          std::to_string(status);
    if (status == 401 || status == 403) {
        return {
            ErrorClass::auth, std::move(message), "renew the credentials of the connection", wait};
    }
    if (status == 429) {
        return {ErrorClass::rate_limited, std::move(message), "ask less often", wait};
    }
    if (status == 408 || status >= 500) {
        return {ErrorClass::transient, std::move(message), "try again later", wait};
    }
    return {ErrorClass::drift,
            std::move(message),
            "compare the address and version with its documents",
            wait};
}

}  // namespace tiendo::adapter
