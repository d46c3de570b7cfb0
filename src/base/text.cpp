#include "tiendo/base/text.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>

namespace tiendo {

namespace {

const icu::Normalizer2& composer() {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFCInstance(status);  // cannot fail: ICU keeps its data inside
}

const icu::Normalizer2& decomposer() {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFDInstance(status);
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString unicode_of(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

/// The five marks of Vietnamese tones; circumflex, breve and horn make other vowels and are not
/// among them.
bool is_tone(UChar32 c) {
    return c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309 || c == 0x0323;
}

constexpr UChar32 first_mark = 0x0300;
constexpr UChar32 end_of_marks = 0x0370;  // of the block in which those of Latin letters lie

bool is_mark(UChar32 c) {
    if (c < end_of_marks) {  // asking ICU of every letter would be most of the time of a key
        return c >= first_mark;
    }
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool is_letter(UChar32 c) {
    return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : u_isalpha(c) != 0;
}

bool is_white(UChar32 c) {
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c) != 0;
}

void append(std::string& text, UChar32 c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
        return;
    }
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, c);
    text.append(bytes.data(), length);
}

/// NFD, lower case and single blanks, handed on character by character.
template <typename Take>
void each_folded(std::string_view text, Take take) {
    UErrorCode status = U_ZERO_ERROR;
    auto folded = unicode_of(text);
    folded.toLower(icu::Locale::getRoot());
    folded = decomposer().normalize(folded, status);
    const auto* units = folded.getBuffer();
    const auto length = folded.length();
    bool blank = false;
    bool any = false;
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U16_NEXT(units, i, length, c);
        if (is_white(c)) {
            blank = any;
            continue;
        }
        if (blank) {
            take(UChar32{' '});
            blank = false;
        }
        any = true;
        take(c);
    }
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
    const auto length = static_cast<int64_t>(text.size());
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    for (int64_t i = 0; i < length;) {
        if (bytes[i] < 0x80) {
            ++i;
            continue;
        }
        const auto start = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) {
            return static_cast<std::size_t>(start);
        }
    }
    return std::nullopt;
}

std::string to_nfc(std::string_view text) {
    if (!first_invalid_utf8(text) && is_nfc(text)) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    return utf8_of(composer().normalize(unicode_of(text), status));
}

bool is_nfc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    return composer().isNormalizedUTF8(
               icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), status) != 0;
}

std::string to_lower(std::string_view text) {
    return utf8_of(unicode_of(text).toLower(icu::Locale::getRoot()));
}
std::string to_upper(std::string_view text) {
    return utf8_of(unicode_of(text).toUpper(icu::Locale::getRoot()));
}

std::string match_key(std::string_view text) {
    std::string key;
    UChar32 tone =
        0;  // of the syllable at hand; written where the syllable ends, so its place does not count
    const auto end_syllable = [&] {
        if (tone != 0) {
            append(key, tone);
            tone = 0;
        }
    };
    each_folded(text, [&](UChar32 c) {
        if (is_tone(c)) {
            tone = c;
            return;
        }
        if (!is_mark(c) && !is_letter(c)) {
            end_syllable();
        }
        append(key, c);
    });
    end_syllable();
    return key;
}

std::string search_key(std::string_view text) {
    constexpr UChar32 d_with_stroke = 0x0111;
    std::string key;
    each_folded(text, [&](UChar32 c) {
        if (!is_mark(c)) {
            append(key, c == d_with_stroke ? UChar32{'d'} : c);
        }
    });
    return key;
}

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    constexpr std::string_view no_break_space = "\xC2\xA0";
    while (true) {
        if (!text.empty() && blanks.find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
        } else if (text.starts_with(no_break_space)) {
            text.remove_prefix(2);
        } else if (!text.empty() && blanks.find(text.back()) != std::string_view::npos) {
            text.remove_suffix(1);
        } else if (text.ends_with(no_break_space)) {
            text.remove_suffix(2);
        } else {
            return text;
        }
    }
}

std::size_t display_width(std::string_view text) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int64_t>(text.size());
    std::size_t width = 0;
    for (int64_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, i, length, c);
        if (c < first_mark ||
            (c >= 0x1E00 && c < 0x1F00)) {  // Latin letters, Vietnamese among them
            ++width;
            continue;
        }
        if (is_mark(c) || c == 0x200B) {
            continue;
        }
        const auto east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
        width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
    }
    return width;
}

std::string html_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
        }
    }
    return out;
}

}  // namespace tiendo
