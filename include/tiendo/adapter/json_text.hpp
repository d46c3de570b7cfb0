#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

/// Single JSON values as a host writes them; authors of adapters need none of it.
namespace tiendo::adapter::detail {

/// The four hexadecimal digits at `at`, or nothing.
inline std::optional<std::uint32_t> hex4(std::string_view json, std::size_t at) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = i < json.size() ? json[i] : ' ';
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

inline void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// What follows a backslash at `at`; moves `at` behind it. False where it is no JSON escape.
inline bool append_escape(std::string& out, std::string_view json, std::size_t& at) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const char letter = at < json.size() ? json[at] : ' ';
    if (const auto found = letters.find(letter); found != std::string_view::npos) {
        out += meant[found];
        ++at;
        return true;
    }
    auto point = letter == 'u' ? hex4(json, at + 1) : std::nullopt;
    if (!point) {
        return false;
    }
    at += 5;
    if (*point >= 0xD800 && *point < 0xDC00 && json.substr(at, 2) == "\\u") {
        const auto low = hex4(json, at + 2);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            at += 6;
            append_utf8(out, 0x10000 + ((*point - 0xD800) << 10U) + (*low - 0xDC00));
            return true;
        }
    }
    if (*point >= 0xD800 && *point < 0xE000) {
        return false;
    }
    append_utf8(out, *point);
    return true;
}

/// The text of a JSON string, nothing where it is not one.
inline std::optional<std::string> text_of_json(std::string_view json) {
    if (json.size() < 2 || json.front() != '"' || json.back() != '"') {
        return std::nullopt;
    }
    json = json.substr(1, json.size() - 2);
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at++];
        if (c == '"' || (c == '\\' && !append_escape(out, json, at))) {
            return std::nullopt;
        }
        if (c != '\\') {
            out += c;
        }
    }
    return out;
}

/// The whole number, nothing where it is not one.
inline std::optional<std::int64_t> whole_number_of_json(std::string_view json) noexcept {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(json.data(), json.data() + json.size(), value);
    if (fault != std::errc() || end != json.data() + json.size()) {
        return std::nullopt;
    }
    return value;
}

}  // namespace tiendo::adapter::detail
