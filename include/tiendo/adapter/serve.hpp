#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/http.hpp"
#include "tiendo/adapter/page.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::adapter {

/// A request that another system sent to the host for this connection. Lives as long as the call.
class ServedRequest {
public:
    explicit ServedRequest(const tiendo_request& request) noexcept : request_(&request) {}

    [[nodiscard]] std::string_view method() const noexcept {
        return detail::view_of(request_->method);
    }
    /// Path and query, below the connection's own path: "/requests.json?key=…".
    [[nodiscard]] std::string_view target() const noexcept {
        return detail::view_of(request_->target);
    }
    /// The path alone, still encoded.
    [[nodiscard]] std::string_view path() const noexcept {
        return target().substr(0, target().find('?'));
    }
    [[nodiscard]] std::string_view query() const noexcept {
        const auto mark = target().find('?');
        return mark == std::string_view::npos ? std::string_view{} : target().substr(mark + 1);
    }
    [[nodiscard]] std::string_view body() const noexcept { return detail::view_of(request_->body); }
    /// The address it came from, without a port.
    [[nodiscard]] std::string_view peer() const noexcept { return detail::view_of(request_->peer); }
    /// The first header called `name`, without regard to case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
        return detail::header_in(request_->headers, request_->header_count, name);
    }

private:
    const tiendo_request* request_;
};

/// The answer, and what the host keeps before it leaves.
struct Answer {
    unsigned status = 200;  ///< 200 to 599
    HttpHeaders headers{};
    std::string body{};
    std::string stream{};     ///< of the records
    Page records{};           ///< stored and committed before the answer leaves
    std::string pull_soon{};  ///< a stream that the request says has changed; empty: none
};

/// Percent-decodes a value of a query, '+' as a blank; nothing where it is wrongly encoded.
std::optional<std::string> decode_query(std::string_view text);
/// The first value called `name` in a query "a=1&b=2", decoded; nothing where there is none.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

// Definitions.

inline std::optional<std::string> decode_query(std::string_view text) {
    const auto digit = [](char c) -> int {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) {
            return std::nullopt;
        }
        out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
        i += 2;
    }
    return out;
}

inline std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        const auto equals = pair.find('=');
        if (decode_query(pair.substr(0, equals)) == name) {
            return decode_query(equals == std::string_view::npos ? std::string_view{}
                                                                 : pair.substr(equals + 1));
        }
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
    }
    return std::nullopt;
}

}  // namespace tiendo::adapter
