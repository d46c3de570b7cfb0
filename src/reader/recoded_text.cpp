#include "recoded_text.hpp"

#include <fmt/format.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>

namespace tiendo::reader {

namespace {

Error half_of(std::size_t at, std::string_view what) {
    return Error{
        ErrorCode::malformed_input,
        fmt::format("byte {} is half of {} in UTF-16: the file was cut or damaged", at, what),
        "get the file once more from whoever sent it, or save it as UTF-8"};
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) noexcept {
    if (at >= text.size()) {
        return 0;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto i = static_cast<int64_t>(at);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, static_cast<int64_t>(text.size()), c);
    at = static_cast<std::size_t>(i);
    return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t character) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, character);
    out.append(bytes.data(), static_cast<std::size_t>(length));
}

Result<RecodedText> from_utf16(std::string_view bytes, std::size_t begin, ByteOrder order) {
    RecodedText recoded;
    recoded.text.reserve(bytes.size());
    recoded.origin.reserve(bytes.size());
    const auto unit = [&](std::size_t at) {
        const auto one = static_cast<unsigned char>(bytes[at]);
        const auto two = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(order == ByteOrder::little ? two << 8 | one : one << 8 | two);
    };
    std::string letter;
    for (auto at = begin; at < bytes.size();) {
        if (at + 1 == bytes.size()) {
            return half_of(at, "a character");
        }
        auto c = unit(at);
        std::size_t length = 2;
        if (U16_IS_SURROGATE(c)) {
            const bool whole =
                U16_IS_SURROGATE_LEAD(c) && at + 3 < bytes.size() && U16_IS_TRAIL(unit(at + 2));
            if (!whole) {
                return half_of(at, "a surrogate pair");
            }
            c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, unit(at + 2)));
            length = 4;
        }
        letter.clear();
        append_utf8(letter, c);
        recoded.append(letter, at);
        at += length;
    }
    recoded.close(bytes.size());
    return recoded;
}

char32_t windows_1252_character(unsigned char byte) noexcept {
    // 0x80..0x9F; what is not assigned is the control character of that number.
    constexpr std::array<char32_t, 32> high{
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? high.at(byte - 0x80U) : char32_t{byte};
}

RecodedText from_windows_1252(std::string_view bytes) {
    RecodedText recoded;
    recoded.text.reserve(bytes.size() + bytes.size() / 4);
    recoded.origin.reserve(bytes.size() + bytes.size() / 4);
    std::string letter;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        letter.clear();
        append_utf8(letter, windows_1252_character(static_cast<unsigned char>(bytes[at])));
        recoded.append(letter, at);
    }
    recoded.close(bytes.size());
    return recoded;
}

}  // namespace tiendo::reader
