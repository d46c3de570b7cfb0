#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::adapter {

namespace detail {

/// Length of the well-formed UTF-8 sequence at the start of `text` (RFC 3629), 0 if there is none.
constexpr std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i, unsigned low, unsigned high) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    if (text.empty()) {
        return 0;
    }
    const unsigned lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return follows(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        return second && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        return second && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

// What is written to is a template: Clang 16 cannot evaluate the std::string of GCC 12's library
// while it compiles, and a manifest is written then. `Out` takes += of a char and of a string_view.

/// Appends `text` as a JSON string; bytes that are not UTF-8 become U+FFFD.
template <typename Out>
constexpr void append_json_text(Out& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const char first = text.front();
        if (length == 0) {
            out += std::string_view("\xEF\xBF\xBD");
        } else if (first == '"' || first == '\\') {
            out += '\\';
            out += first;
        } else if (first == '\n') {
            out += std::string_view("\\n");
        } else if (static_cast<unsigned char>(first) < 0x20) {
            out += std::string_view("\\u00");
            out += digits[static_cast<unsigned char>(first) >> 4U];
            out += digits[static_cast<unsigned char>(first) & 0xFU];
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out += '"';
}

template <typename Out>
constexpr void append_json_number(Out& out, std::int64_t value) {
    // Counted below zero, so that the smallest number needs no case of its own.
    std::array<char, 20> digits{};
    std::size_t first = digits.size();
    std::int64_t left = value < 0 ? value : -value;
    do {
        digits[--first] = static_cast<char>('0' - left % 10);
        left /= 10;
    } while (left != 0);
    out += std::string_view(value < 0 ? "-" : "");
    out += std::string_view(digits.data() + first, digits.size() - first);
}

/// Writes one JSON object into `out`, member by member.
template <typename Out>
class JsonInto {
public:
    constexpr explicit JsonInto(Out& out) : out_(&out) { *out_ += '{'; }

    /// The value is written by the caller.
    constexpr Out& member(std::string_view name) {
        *out_ += std::string_view(first_ ? "" : ",");
        first_ = false;
        append_json_text(*out_, name);
        *out_ += ':';
        return *out_;
    }
    constexpr JsonInto& text(std::string_view name, std::string_view value) {
        append_json_text(member(name), value);
        return *this;
    }
    constexpr JsonInto& number(std::string_view name, std::int64_t value) {
        append_json_number(member(name), value);
        return *this;
    }
    constexpr JsonInto& boolean(std::string_view name, bool value) {
        member(name) += std::string_view(value ? "true" : "false");
        return *this;
    }
    constexpr void end() { *out_ += '}'; }

private:
    Out* out_;
    bool first_ = true;
};

}  // namespace detail

/// Writes one JSON object, members in the order of the calls. The caller keeps names different.
class JsonObject {
public:
    JsonObject() = default;

    JsonObject& text(std::string_view name, std::string_view value) {
        begin(name);
        detail::append_json_text(out_, value);
        return *this;
    }
    /// Leaves the member out where `value` is empty.
    JsonObject& text_if_any(std::string_view name, std::string_view value) {
        return value.empty() ? *this : text(name, value);
    }
    JsonObject& number(std::string_view name, std::int64_t value) {
        begin(name);
        detail::append_json_number(out_, value);
        return *this;
    }
    JsonObject& boolean(std::string_view name, bool value) {
        begin(name);
        out_ += value ? "true" : "false";
        return *this;
    }
    JsonObject& texts(std::string_view name, const std::vector<std::string>& values) {
        begin(name);
        out_ += '[';
        for (const std::string& value : values) {
            out_ += out_.back() == '[' ? "" : ",";
            detail::append_json_text(out_, value);
        }
        out_ += ']';
        return *this;
    }
    JsonObject& object(std::string_view name, const JsonObject& value) {
        begin(name);
        out_ += value.str();
        return *this;
    }
    /// A member whose value is JSON already.
    JsonObject& raw(std::string_view name, std::string_view json) {
        begin(name);
        out_ += json;
        return *this;
    }
    /// The object so far, on one line.
    [[nodiscard]] std::string str() const { return out_ + "}"; }

private:
    void begin(std::string_view name) {
        out_ += out_.size() == 1 ? "" : ",";
        detail::append_json_text(out_, name);
        out_ += ':';
    }
    std::string out_ = "{";
};

}  // namespace tiendo::adapter
