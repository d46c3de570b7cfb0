#include "secret.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace desk {

std::string new_secret() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, 32> bytes{};
    if (::getentropy(bytes.data(), bytes.size()) != 0) {
        return {};
    }
    std::string text;
    for (const auto byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

bool looks_like_a_secret(std::string_view text) noexcept {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool same_secret(std::string_view left, std::string_view right) noexcept {
    if (left.size() != right.size()) {
        return false;  // lengths are no secret
    }
    volatile unsigned char differences = 0;  // volatile: no early end by the optimiser
    for (std::size_t i = 0; i < left.size(); ++i) {
        differences = static_cast<unsigned char>(
            differences | static_cast<unsigned char>(static_cast<unsigned char>(left[i]) ^
                                                     static_cast<unsigned char>(right[i])));
    }
    return differences == 0;
}

}  // namespace desk
