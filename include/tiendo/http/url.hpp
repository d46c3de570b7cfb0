#pragma once

#include "tiendo/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace http {

/// An absolute http or https address, taken apart.
struct Url {
    bool tls = false;         ///< https
    std::string host{};       ///< lower case; an IPv6 address without its brackets
    std::uint16_t port = 80;  ///< 1..65535; 80 or 443 where the text names none
    std::string target{};     ///< path and query as written, at least "/"; never a fragment

    /// "host:port", an IPv6 host in brackets: what errors and logs may show of an address.
    [[nodiscard]] std::string authority() const;
    bool operator==(const Url&) const = default;
};

/// Reads an address of at most 8,000 bytes. User names and passwords inside it are refused, since
/// addresses end up in logs.
/// @return malformed_input, whose text never shows the query
/// Threads: pure, any thread. Source: RFC 3986, RFC 9110 §4.2.
Result<Url> parse_url(std::string_view text);

}  // namespace http
}  // namespace tiendo
