#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tiendo::adapter {

namespace detail {

/// Where the JSON string that begins at `at` ends: behind its closing quote; npos where it does
/// not.
constexpr std::size_t end_of_json_string(std::string_view json, std::size_t at) {
    for (std::size_t i = at + 1; i < json.size(); ++i) {
        if (json[i] == '\\') {
            ++i;
        } else if (json[i] == '"') {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

/// Where the JSON value that begins at `at` ends; npos where it does not.
constexpr std::size_t end_of_json_value(std::string_view json, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            i = end_of_json_string(json, i);
            if (i == std::string_view::npos) {
                return i;
            }
            if (depth == 0) {
                return i;
            }
            --i;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) {
                return i;
            }
            if (--depth == 0) {
                return i + 1;
            }
        } else if (c == ',' && depth == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

}  // namespace detail

/// The JSON text of the member `name` of an object that a host wrote: well formed, on one line, no
/// blanks between its tokens, names without escapes. Nothing where it has no such member. For JSON
/// from elsewhere take a JSON library.
constexpr std::optional<std::string_view> json_member(std::string_view object,
                                                      std::string_view name) {
    std::size_t at = 1;
    while (at < object.size() && object[at] == '"') {
        const auto colon = detail::end_of_json_string(object, at);
        if (colon == std::string_view::npos || colon >= object.size()) {
            return std::nullopt;
        }
        const auto end = detail::end_of_json_value(object, colon + 1);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        if (object.substr(at + 1, colon - at - 2) == name) {
            return object.substr(colon + 1, end - colon - 1);
        }
        at = end + 1;
    }
    return std::nullopt;
}

}  // namespace tiendo::adapter
