#include "tiendo/base/line.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace tiendo {

namespace {

bool is_control(UChar32 c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

}  // namespace

std::string one_line(std::string_view text) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int64_t>(text.size());
    std::string line;
    line.reserve(text.size());
    for (int64_t i = 0; i < length;) {
        const auto begin = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) {
            line += "\uFFFD";
        } else if (is_control(c)) {
            line += ' ';
        } else {
            line.append(
                text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
        }
    }
    return line;
}

}  // namespace tiendo
