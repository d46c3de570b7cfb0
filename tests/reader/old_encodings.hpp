#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Writes Vietnamese the way programs from before Unicode did. The tables say the same as those of
/// the reader in another form, put down on their own: TCVN3 by its byte for each letter (checked
/// against iconv's TCVN5712-1), VNI by how each letter is spelt.
namespace tiendo::test {

struct Spelling {
    std::string_view letter;  // UTF-8
    std::uint8_t tcvn3;       // 0: only a font of capitals has it
    std::string_view vni;     // characters of Windows-1252, in UTF-8
};

constexpr std::array<Spelling, 67> small_letters{{
    {"à", 0xB5, "aø"}, {"ả", 0xB6, "aû"}, {"ã", 0xB7, "aõ"}, {"á", 0xB8, "aù"}, {"ạ", 0xB9, "aï"},
    {"ă", 0xA8, "aê"}, {"ằ", 0xBB, "aè"}, {"ẳ", 0xBC, "aú"}, {"ẵ", 0xBD, "aü"}, {"ắ", 0xBE, "aé"},
    {"ặ", 0xC6, "aë"}, {"â", 0xA9, "aâ"}, {"ầ", 0xC7, "aà"}, {"ẩ", 0xC8, "aå"}, {"ẫ", 0xC9, "aã"},
    {"ấ", 0xCA, "aá"}, {"ậ", 0xCB, "aä"}, {"đ", 0xAE, "ñ"},  {"è", 0xCC, "eø"}, {"ẻ", 0xCE, "eû"},
    {"ẽ", 0xCF, "eõ"}, {"é", 0xD0, "eù"}, {"ẹ", 0xD1, "eï"}, {"ê", 0xAA, "eâ"}, {"ề", 0xD2, "eà"},
    {"ể", 0xD3, "eå"}, {"ễ", 0xD4, "eã"}, {"ế", 0xD5, "eá"}, {"ệ", 0xD6, "eä"}, {"ì", 0xD7, "ì"},
    {"ỉ", 0xD8, "æ"},  {"ĩ", 0xDC, "ó"},  {"í", 0xDD, "í"},  {"ị", 0xDE, "ò"},  {"ò", 0xDF, "oø"},
    {"ỏ", 0xE1, "oû"}, {"õ", 0xE2, "oõ"}, {"ó", 0xE3, "où"}, {"ọ", 0xE4, "oï"}, {"ô", 0xAB, "oâ"},
    {"ồ", 0xE5, "oà"}, {"ổ", 0xE6, "oå"}, {"ỗ", 0xE7, "oã"}, {"ố", 0xE8, "oá"}, {"ộ", 0xE9, "oä"},
    {"ơ", 0xAC, "ô"},  {"ờ", 0xEA, "ôø"}, {"ở", 0xEB, "ôû"}, {"ỡ", 0xEC, "ôõ"}, {"ớ", 0xED, "ôù"},
    {"ợ", 0xEE, "ôï"}, {"ù", 0xEF, "uø"}, {"ủ", 0xF1, "uû"}, {"ũ", 0xF2, "uõ"}, {"ú", 0xF3, "uù"},
    {"ụ", 0xF4, "uï"}, {"ư", 0xAD, "ö"},  {"ừ", 0xF5, "öø"}, {"ử", 0xF6, "öû"}, {"ữ", 0xF7, "öõ"},
    {"ứ", 0xF8, "öù"}, {"ự", 0xF9, "öï"}, {"ỳ", 0xFA, "yø"}, {"ỷ", 0xFB, "yû"}, {"ỹ", 0xFC, "yõ"},
    {"ý", 0xFD, "yù"}, {"ỵ", 0xFE, "î"},
}};
constexpr std::array<Spelling, 67> capital_letters{{
    {"À", 0, "AØ"},    {"Ả", 0, "AÛ"},    {"Ã", 0, "AÕ"},   {"Á", 0, "AÙ"},    {"Ạ", 0, "AÏ"},
    {"Ă", 0xA1, "AÊ"}, {"Ằ", 0, "AÈ"},    {"Ẳ", 0, "AÚ"},   {"Ẵ", 0, "AÜ"},    {"Ắ", 0, "AÉ"},
    {"Ặ", 0, "AË"},    {"Â", 0xA2, "AÂ"}, {"Ầ", 0, "AÀ"},   {"Ẩ", 0, "AÅ"},    {"Ẫ", 0, "AÃ"},
    {"Ấ", 0, "AÁ"},    {"Ậ", 0, "AÄ"},    {"Đ", 0xA7, "Ñ"}, {"È", 0, "EØ"},    {"Ẻ", 0, "EÛ"},
    {"Ẽ", 0, "EÕ"},    {"É", 0, "EÙ"},    {"Ẹ", 0, "EÏ"},   {"Ê", 0xA3, "EÂ"}, {"Ề", 0, "EÀ"},
    {"Ể", 0, "EÅ"},    {"Ễ", 0, "EÃ"},    {"Ế", 0, "EÁ"},   {"Ệ", 0, "EÄ"},    {"Ì", 0, "Ì"},
    {"Ỉ", 0, "Æ"},     {"Ĩ", 0, "Ó"},     {"Í", 0, "Í"},    {"Ị", 0, "Ò"},     {"Ò", 0, "OØ"},
    {"Ỏ", 0, "OÛ"},    {"Õ", 0, "OÕ"},    {"Ó", 0, "OÙ"},   {"Ọ", 0, "OÏ"},    {"Ô", 0xA4, "OÂ"},
    {"Ồ", 0, "OÀ"},    {"Ổ", 0, "OÅ"},    {"Ỗ", 0, "OÃ"},   {"Ố", 0, "OÁ"},    {"Ộ", 0, "OÄ"},
    {"Ơ", 0xA5, "Ô"},  {"Ờ", 0, "ÔØ"},    {"Ở", 0, "ÔÛ"},   {"Ỡ", 0, "ÔÕ"},    {"Ớ", 0, "ÔÙ"},
    {"Ợ", 0, "ÔÏ"},    {"Ù", 0, "UØ"},    {"Ủ", 0, "UÛ"},   {"Ũ", 0, "UÕ"},    {"Ú", 0, "UÙ"},
    {"Ụ", 0, "UÏ"},    {"Ư", 0xA6, "Ö"},  {"Ừ", 0, "ÖØ"},   {"Ử", 0, "ÖÛ"},    {"Ữ", 0, "ÖÕ"},
    {"Ứ", 0, "ÖÙ"},    {"Ự", 0, "ÖÏ"},    {"Ỳ", 0, "YØ"},   {"Ỷ", 0, "YÛ"},    {"Ỹ", 0, "YÕ"},
    {"Ý", 0, "YÙ"},    {"Ỵ", 0, "Î"},
}};

/// One letter of UTF-8 at a time to `take`.
template <typename Take>
void each_letter(std::string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (at + length < text.size() &&
               (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80) {
            ++length;
        }
        take(text.substr(at, length));
        at += length;
    }
}

/// Row of the letter and whether it is a capital; -1 for letters without marks.
struct Row {
    int row = -1;
    bool capital = false;
};
inline Row row_of(std::string_view letter) {
    for (std::size_t i = 0; i < small_letters.size(); ++i) {
        if (small_letters.at(i).letter == letter) {
            return {static_cast<int>(i), false};
        }
        if (capital_letters.at(i).letter == letter) {
            return {static_cast<int>(i), true};
        }
    }
    return {};
}

/// Bytes of Windows-1252 for characters below U+0100 and the quotation marks and dashes.
inline std::string windows_1252(std::string_view utf8) {
    std::string bytes;
    each_letter(utf8, [&](std::string_view letter) {
        const auto lead = static_cast<unsigned char>(letter[0]);
        if (letter.size() == 1) {
            bytes += letter;
        } else if (letter.size() == 2 && lead <= 0xC3) {
            bytes += static_cast<char>((lead & 3U) << 6U |
                                       (static_cast<unsigned char>(letter[1]) & 0x3FU));
        } else {
            bytes += letter == "“"   ? '\x93'
                     : letter == "”" ? '\x94'
                     : letter == "–" ? '\x96'
                     : letter == "…" ? '\x85'
                     : letter == "’" ? '\x92'
                                     : '?';
        }
    });
    EXPECT_EQ(bytes.find('?'), std::string::npos) << "a letter that the test cannot write";
    return bytes;
}

/// As typed with the capitals lock on: letters with marks stay small, those without are capitals.
inline std::string as_tcvn3(std::string_view utf8) {
    std::string bytes;
    each_letter(utf8, [&](std::string_view letter) {
        const auto found = row_of(letter);
        if (found.row < 0) {
            bytes += windows_1252(letter);
            return;
        }
        const auto at = static_cast<std::size_t>(found.row);
        const auto capital = capital_letters.at(at).tcvn3;
        bytes +=
            static_cast<char>(found.capital && capital != 0 ? capital : small_letters.at(at).tcvn3);
    });
    return bytes;
}

inline std::string as_vni(std::string_view utf8) {
    std::string bytes;
    each_letter(utf8, [&](std::string_view letter) {
        const auto found = row_of(letter);
        const auto at = static_cast<std::size_t>(std::max(found.row, 0));
        bytes += windows_1252(found.row < 0   ? letter
                              : found.capital ? capital_letters.at(at).vni
                                              : small_letters.at(at).vni);
    });
    return bytes;
}

/// The vowel with its shape, then the tone as a byte of its own.
inline std::string as_windows_1258(std::string_view utf8) {
    // Six letters have bytes of their own there; the rest is Windows-1252. The rows of the tables
    // above stand in fives: grave, hook, tilde, acute, dot.
    std::string bytes;
    each_letter(utf8, [&](std::string_view letter) {
        struct Own {
            std::string_view letter;
            char byte;
        };
        constexpr std::array<Own, 8> own{{{"Ă", '\xC3'},
                                          {"ă", '\xE3'},
                                          {"Đ", '\xD0'},
                                          {"đ", '\xF0'},
                                          {"Ơ", '\xD5'},
                                          {"ơ", '\xF5'},
                                          {"Ư", '\xDD'},
                                          {"ư", '\xFD'}}};
        for (const auto& each : own) {
            if (each.letter == letter) {
                bytes += each.byte;
                return;
            }
        }
        const auto found = row_of(letter);
        if (found.row < 0) {
            bytes += windows_1252(letter);
            return;
        }
        struct Base {
            std::string_view capital;
            std::string_view small;
            int first;   // row of the letter with a grave
            bool alone;  // the row before is the letter itself
        };
        constexpr std::array<Base, 12> bases{{{"A", "a", 0, false},
                                              {"\xC3", "\xE3", 6, true},
                                              {"\xC2", "\xE2", 12, true},
                                              {"E", "e", 18, false},
                                              {"\xCA", "\xEA", 24, true},
                                              {"I", "i", 29, false},
                                              {"O", "o", 34, false},
                                              {"\xD4", "\xF4", 40, true},
                                              {"\xD5", "\xF5", 46, true},
                                              {"U", "u", 51, false},
                                              {"\xDD", "\xFD", 57, true},
                                              {"Y", "y", 62, false}}};
        constexpr std::string_view tones = "\xCC\xD2\xDE\xEC\xF2";
        for (const auto& base : bases) {
            const auto tone = found.row - base.first;
            if (tone >= 0 && tone < 5) {
                bytes += found.capital ? base.capital : base.small;
                bytes += tones[static_cast<std::size_t>(tone)];
                return;
            }
            if (tone == -1 && base.alone) {
                bytes += found.capital ? base.capital : base.small;
                return;
            }
        }
    });
    return bytes;
}

}  // namespace tiendo::test
