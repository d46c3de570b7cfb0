// Addresses and queries are read from outside: whatever the bytes, what is accepted must be safe to
// put into a request line and must read back as itself.
#include "tiendo/http/message.hpp"
#include "tiendo/http/url.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool safe_in_a_line(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

void check_url(std::string_view text) {
    const auto url = tiendo::http::parse_url(text);
    if (!url) {
        require(url.error().code() == tiendo::ErrorCode::malformed_input);
        return;
    }
    require(!url->host.empty() && safe_in_a_line(url->host));
    require(url->port != 0);
    require(url->target.starts_with('/') && safe_in_a_line(url->target));
    const auto again = tiendo::http::parse_url((url->tls ? "https://" : "http://") +
                                               url->authority() + url->target);
    require(again.has_value() && *again == *url);
}

void check_query(std::string_view text) {
    std::string rebuilt = "/?";
    const auto pairs = tiendo::http::parse_query(text);
    for (const auto& [name, value] : pairs) {
        rebuilt += tiendo::http::encode_query(name) + "=" + tiendo::http::encode_query(value) + "&";
    }
    require(safe_in_a_line(rebuilt));
    require(tiendo::http::parse_query(rebuilt) == pairs);
    require(text.starts_with(tiendo::http::path_of(text)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_url(text);
    check_query(text);
    return 0;
}
