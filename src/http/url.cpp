#include "tiendo/http/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace tiendo::http {

namespace {

constexpr std::size_t max_url_bytes = 8'000;

/// What may be shown of a text that was meant as an address: no query, no user, nothing
/// unprintable.
std::string showable(std::string_view text) {
    auto shown = std::string(text.substr(0, std::min<std::size_t>(text.find_first_of("?#"), 80)));
    if (shown.find('@') != std::string::npos) {
        return "the address";
    }
    for (auto& c : shown) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) {
            c = '.';
        }
    }
    return "'" + shown + "'";
}

Error refused(std::string_view text, std::string_view why, std::string remedy) {
    return Error{ErrorCode::malformed_input,
                 showable(text) + " is not a usable address: " + std::string(why),
                 std::move(remedy)};
}

}  // namespace

std::string Url::authority() const {
    const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return name + ":" + std::to_string(port);
}

Result<Url> parse_url(std::string_view text) {
    if (text.size() > max_url_bytes) {
        return refused(text, "longer than 8000 bytes", "put long data into the body");
    }
    const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
    if (!parsed) {
        return refused(text,
                       "it does not follow RFC 3986",
                       "write http://host:port/path, with other characters percent-encoded");
    }
    const auto& url = *parsed;
    const bool tls = url.scheme_id() == boost::urls::scheme::https;
    if (!tls && url.scheme_id() != boost::urls::scheme::http) {
        return refused(
            text, "its scheme is neither http nor https", "begin with http:// or https://");
    }
    if (url.has_userinfo()) {
        return refused(text, "it holds a user name", "send credentials in a header");
    }
    // A percent sign could only hide characters that no name and no address has.
    const auto address = url.host_address();
    if (address.empty() || url.host_type() == boost::urls::host_type::ipvfuture ||
        url.encoded_host().find('%') != boost::urls::string_view::npos) {
        return refused(text, "it names no host", "write http://host:port/path");
    }
    const std::string_view path{url.encoded_path().data(), url.encoded_path().size()};
    if (!path.empty() && path.front() != '/') {
        // Boost 1.81 ends the port at its first character that is no digit.
        return refused(text, "its port is not 1 to 65535", "correct the port");
    }
    Url result{.tls = tls, .host = address, .port = 0, .target = {}};
    std::transform(result.host.begin(), result.host.end(), result.host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (url.has_port() && !url.port().empty()) {
        result.port = url.port_number();
        if (result.port == 0) {
            return refused(text, "its port is not 1 to 65535", "correct the port");
        }
    } else {
        result.port = tls ? 443 : 80;
    }
    result.target = path.empty() ? "/" : std::string(path);
    if (url.has_query()) {
        result.target.append("?").append(url.encoded_query().data(), url.encoded_query().size());
    }
    return result;
}

}  // namespace tiendo::http
