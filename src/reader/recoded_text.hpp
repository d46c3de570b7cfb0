#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Text of another encoding as UTF-8, and the way back to the bytes it was stored in.
struct RecodedText {
    std::string text;
    std::vector<std::uint32_t> origin;  ///< for each byte of `text`, and its end: where it stood

    /// Adds what was stored at `at`.
    void append(std::string_view utf8, std::size_t at) {
        for (const char byte : utf8) {
            text.push_back(byte);
            origin.push_back(static_cast<std::uint32_t>(at));
        }
    }
    /// To be called once, when all is added: the bytes end at `at`.
    void close(std::size_t at) { origin.push_back(static_cast<std::uint32_t>(at)); }
    /// The bytes in which a stretch of `text` that cuts no letter was stored.
    [[nodiscard]] Span in_source(Span span) const { return {origin[span.begin], origin[span.end]}; }
};

enum class ByteOrder : std::uint8_t { little, big };

/// UTF-16 from byte `begin` on; the byte order mark is the caller's to skip.
/// @pre fewer than 4 GiB
/// @return malformed_input for half a character or half a surrogate pair, naming the byte
Result<RecodedText> from_utf16(std::string_view bytes, std::size_t begin, ByteOrder order);

/// Windows-1252, which browsers take for ISO 8859-1 too; the five bytes it lacks stay control
/// characters.
RecodedText from_windows_1252(std::string_view bytes);

/// The character that a byte is in Windows-1252.
char32_t windows_1252_character(unsigned char byte) noexcept;

/// The character of UTF-8 at `at`, U+FFFD for what is none, 0 at the end; moves `at` behind it.
char32_t next_character(std::string_view text, std::size_t& at) noexcept;

void append_utf8(std::string& out, char32_t character);

}  // namespace tiendo::reader
