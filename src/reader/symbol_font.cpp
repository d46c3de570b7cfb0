#include "symbol_font.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

struct Sign {
    std::string_view font;
    std::uint32_t code;
    std::string_view text;
};

// Source: the character tables of the fonts Symbol and Wingdings, for signs met in office papers.
constexpr std::array<Sign, 24> signs{{
    {"Symbol", 0x2D, "-"},    {"Symbol", 0xA3, "≤"},    {"Symbol", 0xA7, "♣"},
    {"Symbol", 0xAE, "→"},    {"Symbol", 0xB0, "°"},    {"Symbol", 0xB1, "±"},
    {"Symbol", 0xB3, "≥"},    {"Symbol", 0xB4, "×"},    {"Symbol", 0xB7, "•"},
    {"Symbol", 0xDE, "⇒"},    {"Wingdings", 0x6C, "●"}, {"Wingdings", 0x6E, "■"},
    {"Wingdings", 0x6F, "□"}, {"Wingdings", 0x76, "❖"}, {"Wingdings", 0x9F, "•"},
    {"Wingdings", 0xA7, "▪"}, {"Wingdings", 0xA8, "◻"}, {"Wingdings", 0xD8, "➢"},
    {"Wingdings", 0xE0, "→"}, {"Wingdings", 0xE8, "➔"}, {"Wingdings", 0xF0, "⇨"},
    {"Wingdings", 0xFB, "✗"}, {"Wingdings", 0xFC, "✓"}, {"Wingdings", 0xFE, "☑"},
}};

std::string utf8(std::uint32_t c) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    const auto tail = [&](unsigned shift) { return byte(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) {
        return {byte(c)};
    }
    if (c < 0x800) {
        return {byte(0xC0U | c >> 6U), tail(0)};
    }
    if (c < 0x10000) {
        return {byte(0xE0U | c >> 12U), tail(6), tail(0)};
    }
    return {byte(0xF0U | c >> 18U), tail(12), tail(6), tail(0)};
}

}  // namespace

std::string symbol_text(std::string_view font, std::uint32_t sign) {
    constexpr std::string_view unknown = "\xEF\xBF\xBD";  // U+FFFD
    constexpr std::uint32_t first_private = 0xF000;
    constexpr std::uint32_t last_private = 0xF0FF;
    const bool surrogate = sign >= 0xD800 && sign <= 0xDFFF;
    if (sign < 0x20 || sign > 0x10FFFF || surrogate) {
        return std::string(unknown);
    }
    const bool in_private = sign >= first_private && sign <= last_private;
    const auto code = in_private ? sign - first_private : sign;
    const auto* found = std::ranges::find_if(
        signs, [&](const Sign& each) { return each.font == font && each.code == code; });
    return found == signs.end() ? utf8(sign) : std::string(found->text);
}

}  // namespace tiendo::reader
