#include "look_alikes.hpp"

#include "recoded_text.hpp"
#include "source_text.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

struct Twin {
    char32_t from;
    std::string_view to;
};

/// Letters of Greek and Cyrillic, and stray ones of phonetic alphabets, that look like a Latin one.
constexpr std::array<Twin, 66> twins{
    {{0x0131, "i"}, {0x0251, "a"}, {0x0261, "g"}, {0x0391, "A"}, {0x0392, "B"}, {0x0395, "E"},
     {0x0396, "Z"}, {0x0397, "H"}, {0x0399, "I"}, {0x039A, "K"}, {0x039C, "M"}, {0x039D, "N"},
     {0x039F, "O"}, {0x03A1, "P"}, {0x03A4, "T"}, {0x03A5, "Y"}, {0x03A7, "X"}, {0x03B1, "a"},
     {0x03B9, "i"}, {0x03BA, "k"}, {0x03BD, "v"}, {0x03BF, "o"}, {0x03C1, "p"}, {0x03C5, "u"},
     {0x03C7, "x"}, {0x0405, "S"}, {0x0406, "I"}, {0x0408, "J"}, {0x0410, "A"}, {0x0412, "B"},
     {0x0415, "E"}, {0x041A, "K"}, {0x041C, "M"}, {0x041D, "H"}, {0x041E, "O"}, {0x0420, "P"},
     {0x0421, "C"}, {0x0422, "T"}, {0x0423, "Y"}, {0x0425, "X"}, {0x0430, "a"}, {0x0435, "e"},
     {0x043A, "k"}, {0x043E, "o"}, {0x0440, "p"}, {0x0441, "c"}, {0x0443, "y"}, {0x0445, "x"},
     {0x0455, "s"}, {0x0456, "i"}, {0x0458, "j"}, {0x0474, "V"}, {0x0475, "v"}, {0x04AE, "Y"},
     {0x04AF, "y"}, {0x04BA, "H"}, {0x04BB, "h"}, {0x04C0, "I"}, {0x04CF, "l"}, {0x0500, "D"},
     {0x0501, "d"}, {0x050C, "G"}, {0x051A, "Q"}, {0x051B, "q"}, {0x051C, "W"}, {0x051D, "w"}}};

constexpr std::array<Twin, 7> ligatures{{{0xFB00, "ff"},
                                         {0xFB01, "fi"},
                                         {0xFB02, "fl"},
                                         {0xFB03, "ffi"},
                                         {0xFB04, "ffl"},
                                         {0xFB05, "st"},
                                         {0xFB06, "st"}}};

/// Signs that lists begin with, besides those of symbol fonts; sorted.
constexpr std::array<char32_t, 25> bullets{0x00B7, 0x2010, 0x2011, 0x2012, 0x2043, 0x2212, 0x2219,
                                           0x22C5, 0x25A0, 0x25A1, 0x25AB, 0x25B6, 0x25BA, 0x25C6,
                                           0x25C7, 0x25CB, 0x25E6, 0x2605, 0x2713, 0x2714, 0x2751,
                                           0x2756, 0x27A2, 0x27A4, 0xFE63};

constexpr char32_t eth_capital = 0xD0;
constexpr char32_t eth_small = 0xF0;
constexpr char32_t african_d_capital = 0x189;
constexpr char32_t african_d_small = 0x256;
constexpr char32_t zero_width_space = 0x200B;
constexpr char32_t byte_order_mark = 0xFEFF;

template <std::size_t size>
std::string_view twin_of(const std::array<Twin, size>& table, char32_t c) noexcept {
    const auto* const found = std::ranges::lower_bound(table, c, {}, &Twin::from);
    return found != table.end() && found->from == c ? found->to : std::string_view{};
}

/// Full-width forms of ASCII, U+FF01..U+FF5E.
std::string_view narrow_of(char32_t c) noexcept {
    constexpr std::string_view ascii =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
        "abcdefghijklmnopqrstuvwxyz{|}~";
    constexpr char32_t first = 0xFF01;
    return c >= first && c < first + ascii.size() ? ascii.substr(c - first, 1) : std::string_view{};
}

std::string_view bullet_of(char32_t c) noexcept {
    constexpr char32_t symbol_first = 0xF020;
    constexpr char32_t symbol_plus = 0xF02B;
    constexpr char32_t symbol_last = 0xF0FF;
    if (c >= symbol_first && c <= symbol_last) {
        return c == symbol_plus ? "+" : "-";
    }
    return std::ranges::binary_search(bullets, c) ? "-" : std::string_view{};
}

std::string_view d_with_stroke(char32_t c) noexcept {
    return c == eth_capital || c == african_d_capital ? "Đ"
           : c == eth_small || c == african_d_small   ? "đ"
                                                      : std::string_view{};
}

bool is_ascii_letter(char32_t c) noexcept {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool is_letter(char32_t c) noexcept {
    if (c < 0x80) {
        return is_ascii_letter(c);
    }
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
    return (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

/// Whether the two or three bytes at `text` begin something that `Mender` looks at.
bool is_suspect(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto second = byte(1);
    const auto third = byte(2);
    switch (byte(0)) {
        case 0xC2: return second == 0xAD || second == 0xB7;
        case 0xC3: return second == 0x90 || second == 0xB0;
        case 0xC4: return second == 0xB1;
        case 0xC6: return second == 0x89;
        case 0xC9: return true;
        case 0xE2:
            return (second == 0x80 && ((third >= 0x8B && third <= 0x92) || third >= 0xAA)) ||
                   second == 0x81 || second == 0x88 || second == 0x8B || second >= 0x96;
        case 0xEF: return true;
        default: return byte(0) >= 0xCD && byte(0) <= 0xD4;
    }
}

}  // namespace

bool needs_mending(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        // Lead bytes only: those that continue a character lie below 0xC0.
        if (static_cast<unsigned char>(text[at]) >= 0xC2 && is_suspect(text.substr(at, 3))) {
            return true;
        }
    }
    return false;
}

void Mender::enter_word(std::size_t at) noexcept {
    bool twinned = true;
    latin_ = false;
    icelandic_ = false;
    word_end_ = at;
    for (auto end = at; end < text_.size();) {
        const auto c = next_character(text_, end);
        if (!is_letter(c) && !is_unseen(c)) {
            break;
        }
        word_end_ = end;
        if (is_ascii_letter(c)) {
            latin_ = true;
            continue;
        }
        constexpr std::u32string_view beside_eth = U"þÞæÆöÖåÅøØ";
        icelandic_ = icelandic_ || beside_eth.find(c) != std::u32string_view::npos;
        const bool twin = !twin_of(twins, c).empty();
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
        latin_ = latin_ || (script == USCRIPT_LATIN && !twin);
        twinned = twinned && (twin || script == USCRIPT_LATIN || script == USCRIPT_COMMON ||
                              script == USCRIPT_INHERITED);
    }
    latin_ = latin_ && twinned;
}

Mender::Mended Mender::mend(char32_t character, std::size_t at) noexcept {
    if (is_unseen(character)) {
        const bool may_part = character == zero_width_space || character == byte_order_mark;
        auto behind = at;
        next_character(text_, behind);
        const bool inside = after_letter_ && is_letter(next_character(text_, behind));
        return {{}, inside || !may_part, false};
    }
    const bool began = line_began_;
    const bool ends_line = character == U'\n' || character == U'\r' || character == U'\f';
    const bool seen = u_isUWhiteSpace(static_cast<UChar32>(character)) == 0;
    const bool emphasis = character == U'*' || character == U'_';
    line_began_ = !ends_line && (began || (seen && !emphasis));
    const bool letter = is_letter(character);
    after_letter_ = letter || u_isdigit(static_cast<UChar32>(character)) != 0;
    if (letter && at >= word_end_) {
        enter_word(at);
    }
    if (character < 0x80) {
        return {};
    }
    const auto found = [](std::string_view text) { return Mended{text, true, false}; };
    if (const auto narrow = narrow_of(character); !narrow.empty()) {
        return found(narrow);
    }
    if (const auto apart = twin_of(ligatures, character); !apart.empty()) {
        return found(apart);
    }
    if (const auto stroke = d_with_stroke(character); !stroke.empty() && !icelandic_) {
        return found(stroke);
    }
    if (const auto twin = twin_of(twins, character); !twin.empty() && latin_) {
        return {twin, true, true};
    }
    if (const auto bullet = began ? std::string_view{} : bullet_of(character); !bullet.empty()) {
        auto behind = at;
        next_character(text_, behind);
        const auto next = next_character(text_, behind);
        return next >= U'0' && next <= U'9' ? Mended{} : found(bullet);
    }
    return {};
}

}  // namespace tiendo::reader
