#include "clean_text.hpp"

#include "tiendo/base/text.hpp"

#include <cstddef>
#include <cstdint>

namespace tiendo::report {

namespace {

constexpr std::string_view replacement = "\uFFFD";

/// The character at the head of `text` and its bytes.
/// @pre `text` is UTF-8 and not empty
struct Character {
    std::uint32_t code;
    std::size_t size;

    explicit Character(std::string_view text) {
        const auto byte = [&](std::size_t at) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
        };
        const auto tail = [&](std::size_t at) { return byte(at) & 0x3FU; };
        const auto first = byte(0);
        if (first < 0x80) {
            code = first;
            size = 1;
        } else if (first < 0xE0) {
            code = (first & 0x1FU) << 6U | tail(1);
            size = 2;
        } else if (first < 0xF0) {
            code = (first & 0x0FU) << 12U | tail(1) << 6U | tail(2);
            size = 3;
        } else {
            code = (first & 0x07U) << 18U | tail(1) << 12U | tail(2) << 6U | tail(3);
            size = 4;
        }
    }
};

bool turns_direction(std::uint32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}
bool is_no_character(std::uint32_t code) {
    return (code & 0xFFFEU) == 0xFFFEU || (code >= 0xFDD0 && code <= 0xFDEF);
}
bool ends_a_line(std::uint32_t code) {
    return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}
bool is_control(std::uint32_t code) {
    return code != '\t' && (code < 0x20 || (code >= 0x7F && code < 0xA0));
}

}  // namespace

std::string clean_text(std::string_view text) {
    const auto composed = to_nfc(text);
    std::string out;
    out.reserve(composed.size());
    for (std::string_view rest = composed; !rest.empty();) {
        const Character next(rest);
        const auto bytes = rest.substr(0, next.size);
        rest.remove_prefix(next.size);
        if (next.code == '\r' && rest.starts_with('\n')) {
            continue;
        }
        if (ends_a_line(next.code)) {
            out += '\n';
        } else if (is_control(next.code)) {
            out += ' ';
        } else if (turns_direction(next.code) || is_no_character(next.code)) {
            out += replacement;
        } else {
            out += bytes;
        }
    }
    return out;
}

}  // namespace tiendo::report
