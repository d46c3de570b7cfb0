#include "assets.hpp"

#include "style.hpp"

#include <tiendo/base/digest.hpp>

namespace desk {

namespace {

constexpr std::string_view icon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#9c1c1c"/><path d="M3 8l3 4 7-8" fill="none" stroke="#fff" stroke-width="2"/></svg>)";

tiendo::http::Response kept(std::string_view type, std::string_view body) {
    tiendo::http::Response response;
    response.headers = {{"Content-Type", std::string(type)},
                        {"Cache-Control", "public, max-age=31536000, immutable"}};
    response.body = body;
    return response;
}

}  // namespace

std::optional<tiendo::http::Response> asset(std::string_view path) {
    if (path == "/style.css") {
        return kept("text/css; charset=utf-8", style);
    }
    if (path == "/icon.svg") {
        return kept("image/svg+xml", icon);
    }
    return std::nullopt;
}

const std::string& style_address() {
    static const std::string address = "/style.css?" + tiendo::sha256_hex(style).substr(0, 16);
    return address;
}

}  // namespace desk
