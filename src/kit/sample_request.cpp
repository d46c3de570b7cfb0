#include "tiendo/kit/kit.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::kit {

namespace {

constexpr std::size_t longest_head = 64U << 10U;

Error no_request(std::string why) {
    return Error{ErrorCode::malformed_input,
                 "this is no request: " + std::move(why),
                 "write POST /path HTTP/1.1, then Name: value lines, an empty line, the body"};
}

/// Takes a line, without its end, off `text`.
std::string_view take_line(std::string_view& text) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Result<http::Request> parse_request(std::string_view text) {
    const auto size = text.size();
    const auto first = take_line(text);
    const auto blank = first.find(' ');
    http::Request request;
    request.method = first.substr(0, blank);
    const auto behind =
        blank == std::string_view::npos ? std::string_view{} : first.substr(blank + 1);
    request.target = behind.substr(0, behind.find(' '));
    if (request.method.empty() || !request.target.starts_with('/')) {
        return no_request("its first line names no method and path");
    }
    while (true) {
        if (size - text.size() > longest_head) {
            return no_request("its head is longer than 64 KiB");
        }
        const auto line = take_line(text);
        if (line.empty()) {
            break;
        }
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos) {
            return no_request("a line of its head has no name and colon");
        }
        request.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    request.body = text;
    return request;
}

}  // namespace tiendo::kit
