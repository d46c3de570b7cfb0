#include "legacy_encoding.hpp"

#include "syllables.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace tiendo::reader {

namespace {

constexpr EnumNames<LegacyEncoding, 3> names{"legacy encoding",
                                             {{{LegacyEncoding::tcvn3, "TCVN3 (ABC)"},
                                               {LegacyEncoding::vni, "VNI"},
                                               {LegacyEncoding::windows_1258, "Windows-1258"}}}};

constexpr char32_t grave = 0x300;
constexpr char32_t acute = 0x301;
constexpr char32_t tilde = 0x303;
constexpr char32_t hook = 0x309;
constexpr char32_t dot = 0x323;
constexpr char32_t circumflex = 0x302;
constexpr char32_t breve = 0x306;

/// Bytes 0xA1..0xFE of TCVN 5712:1993, set VN3; '.' where it has none.
constexpr std::u32string_view tcvn3_letters =
    U"ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ......."  // A1..C5
    U"ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọ"        // C6..E4
    U"ồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";            // E5..FE
constexpr char32_t tcvn3_first = 0xA1;
static_assert(tcvn3_letters.size() == 0xFE - 0xA1 + 1);

struct Letter {
    char32_t stored;
    char32_t meant;
};
/// Where Windows-1258 differs from Windows-1252.
constexpr std::array<Letter, 14> windows_1258_letters{{{0xC3, U'Ă'},
                                                       {0xCC, grave},
                                                       {0xD0, U'Đ'},
                                                       {0xD2, hook},
                                                       {0xD5, U'Ơ'},
                                                       {0xDD, U'Ư'},
                                                       {0xDE, tilde},
                                                       {0xE3, U'ă'},
                                                       {0xEC, acute},
                                                       {0xF0, U'đ'},
                                                       {0xF2, dot},
                                                       {0xF5, U'ơ'},
                                                       {0xFD, U'ư'},
                                                       {0xFE, U'₫'}}};
/// Letters that VNI stores in one byte of another meaning.
constexpr std::array<Letter, 14> vni_letters{{{0xC6, U'Ỉ'},
                                              {0xCE, U'Ỵ'},
                                              {0xD1, U'Đ'},
                                              {0xD2, U'Ị'},
                                              {0xD3, U'Ĩ'},
                                              {0xD4, U'Ơ'},
                                              {0xD6, U'Ư'},
                                              {0xE6, U'ỉ'},
                                              {0xEE, U'ỵ'},
                                              {0xF1, U'đ'},
                                              {0xF2, U'ị'},
                                              {0xF3, U'ĩ'},
                                              {0xF4, U'ơ'},
                                              {0xF6, U'ư'}}};
struct VniMark {
    char32_t stored;  ///< behind a small letter; behind a capital it is 0x20 less
    char32_t shape;   ///< circumflex, breve or 0
    char32_t tone;
};
constexpr std::array<VniMark, 17> vni_marks{{{0xF9, 0, acute},
                                             {0xF8, 0, grave},
                                             {0xFB, 0, hook},
                                             {0xF5, 0, tilde},
                                             {0xEF, 0, dot},
                                             {0xE2, circumflex, 0},
                                             {0xE1, circumflex, acute},
                                             {0xE0, circumflex, grave},
                                             {0xE5, circumflex, hook},
                                             {0xE3, circumflex, tilde},
                                             {0xE4, circumflex, dot},
                                             {0xEA, breve, 0},
                                             {0xE9, breve, acute},
                                             {0xE8, breve, grave},
                                             {0xFA, breve, hook},
                                             {0xFC, breve, tilde},
                                             {0xEB, breve, dot}}};

template <std::size_t size>
char32_t meant_by(const std::array<Letter, size>& letters, char32_t stored) noexcept {
    const auto* const found = std::ranges::find(letters, stored, &Letter::stored);
    return found == letters.end() ? stored : found->meant;
}

const VniMark* vni_mark(char32_t stored) noexcept {
    constexpr char32_t to_small = 0x20;
    const auto* const found = std::ranges::find_if(vni_marks, [&](const VniMark& mark) {
        return mark.stored == stored || mark.stored == stored + to_small;
    });
    return found == vni_marks.end() ? nullptr : found;
}

bool takes(char32_t base, const VniMark& mark) noexcept {
    const std::u32string_view bases = mark.shape == circumflex ? U"aeoAEO"
                                      : mark.shape == breve    ? U"aA"
                                                               : U"aeouyAEOUYơưƠƯ";
    return bases.find(base) != std::u32string_view::npos;
}

void append_marked(std::string& out, char32_t base, char32_t shape, char32_t tone) {
    std::string letter;
    for (const auto c : {base, shape, tone}) {
        if (c != 0) {
            append_utf8(letter, c);
        }
    }
    out += to_nfc(letter);
}

/// One letter or sign, and how many characters stored it. `next` is 0 at the end.
struct Decoder {
    LegacyEncoding encoding;
    std::string letter;

    std::size_t take(char32_t now, char32_t next, bool first) {
        letter.clear();
        switch (encoding) {
            case LegacyEncoding::tcvn3: return take_tcvn3(now);
            case LegacyEncoding::vni: return take_vni(now, next, first);
            case LegacyEncoding::windows_1258: return take_windows_1258(now, next);
        }
        return 1;
    }

private:
    std::size_t take_tcvn3(char32_t now) {
        const bool known = now >= tcvn3_first && now < tcvn3_first + tcvn3_letters.size() &&
                           tcvn3_letters[now - tcvn3_first] != U'.';
        append_utf8(letter, known ? tcvn3_letters[now - tcvn3_first] : now);
        return 1;
    }

    std::size_t take_vni(char32_t now, char32_t next, bool first) {
        const auto base = meant_by(vni_letters, now);
        if (const auto* mark = vni_mark(next); mark != nullptr && takes(base, *mark)) {
            append_marked(letter, base, mark->shape, mark->tone);
            return 2;
        }
        if (const auto* mark = first ? vni_mark(now) : nullptr; mark != nullptr) {
            append_marked(letter, 0, mark->shape, mark->tone);
            return 1;
        }
        append_utf8(letter, base);
        return 1;
    }

    std::size_t take_windows_1258(char32_t now, char32_t next) {
        constexpr std::u32string_view tones = U"\u0300\u0301\u0303\u0309\u0323";
        const auto base = meant_by(windows_1258_letters, now);
        const auto tone = meant_by(windows_1258_letters, next);
        if (tones.find(tone) != std::u32string_view::npos) {
            append_marked(letter, base, 0, tone);
            return 2;
        }
        append_utf8(letter, base);
        return 1;
    }
};

std::u32string stored_characters(std::string_view text) {
    constexpr char32_t symbol_first = 0xF020;
    constexpr char32_t symbol_last = 0xF0FF;
    constexpr char32_t low_byte = 0xFF;
    std::u32string stored;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = next_character(text, at);
        const bool symbol = character >= symbol_first && character <= symbol_last;
        stored += symbol ? character & low_byte : character;
    }
    return stored;
}

bool is_ascii_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word_byte(char c) noexcept {
    // Below 0xA1 all three have the signs of Windows-1252: quotation marks, dashes, dots.
    return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0xA1;
}

/// How many of the telling words come out as Vietnamese.
std::size_t count_syllables(const std::vector<std::string_view>& words, LegacyEncoding encoding) {
    std::unordered_map<std::string_view, bool> known;
    std::size_t count = 0;
    for (const auto word : words) {
        const auto [at, fresh] = known.try_emplace(word, false);
        if (fresh) {
            at->second = is_vietnamese_syllable(from_legacy_bytes(word, encoding).text);
        }
        count += at->second ? 1 : 0;
    }
    return count;
}

std::vector<std::string_view> telling_words(std::string_view bytes) {
    constexpr std::size_t enough = 4'000;
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < bytes.size() && words.size() < enough;) {
        auto end = begin;
        bool telling = false;
        while (end < bytes.size() && is_word_byte(bytes[end])) {
            telling = telling || !is_ascii_letter(bytes[end]);
            ++end;
        }
        if (telling) {
            words.push_back(bytes.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return words;
}

}  // namespace

std::string_view to_string(LegacyEncoding encoding) noexcept {
    return names.name(encoding);
}

std::string from_legacy(std::string_view latin1_as_utf8_text, LegacyEncoding encoding) {
    const auto stored = stored_characters(latin1_as_utf8_text);
    Decoder decoder{encoding, {}};
    std::string text;
    for (std::size_t i = 0; i < stored.size();) {
        i += decoder.take(stored[i], i + 1 < stored.size() ? stored[i + 1] : 0, i == 0);
        text += decoder.letter;
    }
    return text;
}

RecodedText from_legacy_bytes(std::string_view bytes, LegacyEncoding encoding) {
    const auto character = [&](std::size_t at) {
        return at < bytes.size() ? windows_1252_character(static_cast<unsigned char>(bytes[at]))
                                 : char32_t{0};
    };
    Decoder decoder{encoding, {}};
    RecodedText recoded;
    recoded.text.reserve(bytes.size() + bytes.size() / 2);
    recoded.origin.reserve(bytes.size() + bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto plain = [&](std::size_t i) {
            return i >= bytes.size() || static_cast<unsigned char>(bytes[i]) < 0x80;
        };
        if (plain(at) && plain(at + 1)) {  // no mark follows
            recoded.append(bytes.substr(at, 1), at);
            ++at;
            continue;
        }
        const auto length = decoder.take(character(at), character(at + 1), false);
        recoded.append(decoder.letter, at);
        at += length;
    }
    recoded.close(bytes.size());
    return recoded;
}

std::optional<LegacyEncoding> legacy_encoding_of_font(std::string_view font_name) {
    const auto name = to_lower(trim(font_name));
    if (name.starts_with(".vn")) {
        return LegacyEncoding::tcvn3;
    }
    if (name.starts_with("vni-") || name.starts_with("vni ")) {
        return LegacyEncoding::vni;
    }
    return std::nullopt;
}

bool is_font_of_capitals(std::string_view font_name) {
    const auto name = trim(font_name);
    return legacy_encoding_of_font(name) == LegacyEncoding::tcvn3 && name.ends_with('H');
}

std::optional<LegacyEncoding> guess_legacy_encoding(std::string_view bytes) {
    constexpr std::array all{
        LegacyEncoding::tcvn3, LegacyEncoding::vni, LegacyEncoding::windows_1258};
    const auto words = telling_words(bytes);
    std::optional<LegacyEncoding> best;
    std::size_t most = 0;
    std::size_t second = 0;
    for (const auto encoding : all) {
        const auto count = count_syllables(words, encoding);
        if (count > most) {
            second = most;
            most = count;
            best = encoding;
        } else {
            second = std::max(second, count);
        }
    }
    const bool mostly = most * 2 >= words.size();
    // A few words can be syllables by chance: "Tên" reads "Tờn" in TCVN3.
    constexpr std::size_t fewest_more = 3;
    const bool clearly = most * 2 > second * 3 && most >= second + fewest_more;
    return mostly && clearly ? best : std::nullopt;
}

Doubt encoding_doubt(std::string_view name, std::string_view more) {
    return {
        "encoding-guessed",
        "",
        fmt::format("Tệp không ghi bảng mã; nội dung được nhận ra là bảng mã {}.{}", name, more),
        fmt::format("đọc theo bảng mã {}", name),
        std::nullopt};
}

}  // namespace tiendo::reader
