#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace http {

/// Names are compared without regard to case; order and repeats are kept.
using Headers = std::vector<std::pair<std::string, std::string>>;
/// The first header called `name`; empty where there is none.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

/// A request. A client reads `url` ("https://host:port/path?query"); a server fills `target`
/// ("/path?query") and `peer`.
struct Request {
    std::string method = "GET";
    std::string url{};
    std::string target{};
    Headers headers{};
    std::string body{};
    /// The address that it came from, without a port: "192.0.2.7", "2001:db8::7". Whoever connects
    /// last: behind a proxy that is the proxy. Empty where it is not known any more.
    std::string peer{};
};

struct Response {
    unsigned status = 200;
    Headers headers{};
    std::string body{};
    /// Servers only, for simulators of bad peers: the connection is closed after so many bytes of
    /// the body.
    std::optional<std::size_t> drop_after_bytes{};
};

/// Percent-encodes everything but RFC 3986's unreserved characters ("+07:00" → "%2B07%3A00").
std::string encode_query(std::string_view text);
/// The query of `target` as decoded name-value pairs in order; "+" is a space, as forms write it;
/// broken escapes stay as they are. What bounds it is the limit on a request's head.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view target);
/// A form's body (application/x-www-form-urlencoded), read as a query is. What bounds it is the
/// limit on a request's body. Source: URL Standard, "application/x-www-form-urlencoded parsing".
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view body);
/// The value of the first cookie called `name` that a request carries, as it was sent; empty where
/// there is none. Names are compared with regard to case. Borrowed from `headers`.
/// Source: RFC 6265 §4.2.
std::optional<std::string_view> find_cookie(const Headers& headers, std::string_view name);
/// The path of `target`, without query, not decoded.
std::string_view path_of(std::string_view target) noexcept;

}  // namespace http
}  // namespace tiendo
