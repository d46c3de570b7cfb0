#include "tiendo/base/line.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace tiendo {

namespace {

bool is_control(UChar32 c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// The character at `at`, negative where there is none in UTF-8; `at` goes behind it.
UChar32 next_character(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    return c;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto c = next_character(text, at);
        if (c < 0) {
            line += "\uFFFD";
        } else if (is_control(c)) {
            line += ' ';
        } else {
            line.append(text.substr(begin, at - begin));
        }
    }
    return line;
}

}  // namespace tiendo
