#include "digest64.hpp"

#include <tiendo/base/digest.hpp>

#include <cstddef>
#include <cstdint>

namespace desk {

namespace {

std::uint32_t digit(char c) {
    return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

}  // namespace

std::string sha256_base64(std::string_view bytes) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // 64 hexadecimal digits are 256 bits: 42 letters of six bits, and one of four.
    const auto hex = tiendo::sha256_hex(bytes) + "00";
    std::string out;
    for (std::size_t i = 0; i + 3 <= hex.size(); i += 3) {
        const auto bits = digit(hex[i]) << 8U | digit(hex[i + 1]) << 4U | digit(hex[i + 2]);
        out += letters[bits >> 6U];
        out += letters[bits & 63U];
    }
    out.resize(43);
    return out + "=";
}

}  // namespace desk
