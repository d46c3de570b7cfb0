#include "simulator_kit/json.hpp"

#include <algorithm>

namespace tiendo::simulator {

http::Response json_response(unsigned status, const boost::json::value& body) {
    http::Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    response.body = boost::json::serialize(body);
    return response;
}

http::Response html_response(unsigned status, std::string_view sentence) {
    http::Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    response.body = "<!DOCTYPE html><html lang=\"vi\"><body><h1>" + std::string(sentence) +
                    "</h1></body></html>\n";
    return response;
}

std::optional<boost::json::object> parse_object(std::string_view body) {
    boost::json::error_code error;
    auto value = boost::json::parse(boost::json::string_view(body.data(), body.size()), error);
    if (error || !value.is_object()) {
        return std::nullopt;
    }
    return std::move(value.as_object());
}

std::string value_of(const Pairs& pairs, std::string_view name) {
    const auto found = std::find_if(
        pairs.begin(), pairs.end(), [name](const auto& pair) { return pair.first == name; });
    return found == pairs.end() ? std::string() : found->second;
}

std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t limit) {
    std::int64_t number = 0;
    if (text.empty() || text.size() > 18) {
        return std::nullopt;
    }
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + (c - '0');
    }
    return number <= limit ? std::optional(number) : std::nullopt;
}

}  // namespace tiendo::simulator
