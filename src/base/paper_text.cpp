#include "tiendo/base/paper_text.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace tiendo {

namespace {

constexpr std::size_t most_notices = 20;

enum class Verdict : std::uint8_t { keep, take_out, refuse };

Verdict judge(char32_t c) noexcept {
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
                       c == 0x200E || c == 0x200F || c == 0x061C;
    const bool controls = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    if (turns || controls) {
        return Verdict::refuse;
    }
    const bool unseen = c == 0x00AD || (c >= 0x200B && c <= 0x200D) ||
                        (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x034F || c == 0x180E ||
                        c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
                        (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
    return unseen ? Verdict::take_out : Verdict::keep;
}

struct Place {
    std::size_t line = 1;
    std::size_t character = 0;
};

std::string said(char32_t c, Place place) {
    return fmt::format("U+{:04X} at line {}, character {}",
                       static_cast<std::uint32_t>(c),
                       place.line,
                       place.character);
}

struct TakenOut {
    Place first;
    std::size_t count = 0;
};

}  // namespace

Result<CleanText> clean_text(std::string_view text, std::size_t most_bytes) {
    if (text.size() > most_bytes) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the text has {} bytes, more than {}", text.size(), most_bytes),
                     "shorten it, and send what belongs to it as a document of its own"};
    }
    if (const auto bad = first_invalid_utf8(text)) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is not UTF-8", *bad),
                     "save the text as Unicode (UTF-8)"};
    }
    CleanText clean;
    clean.text.reserve(text.size());
    std::map<char32_t, TakenOut> taken;
    Place place;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < length;) {
        const auto begin = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        ++place.character;
        const auto written =
            text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
        if (c == '\r') {  // CR LF and CR alone end a line
            clean.text += i < length && bytes[i] == '\n' ? "" : "\n";
            continue;
        }
        switch (judge(static_cast<char32_t>(c))) {
            case Verdict::refuse:
                return Error{ErrorCode::malformed_input,
                             fmt::format("the text holds a character that is not seen and changes "
                                         "how it is read: {}",
                                         said(static_cast<char32_t>(c), place)),
                             "take it out, or type the line again"};
            case Verdict::take_out: {
                auto& out = taken[static_cast<char32_t>(c)];
                if (out.count++ == 0) {
                    out.first = place;
                }
                break;
            }
            case Verdict::keep: clean.text += written; break;
        }
        if (c == '\n') {
            ++place.line;
            place.character = 0;
        }
    }
    for (const auto& [c, out] : taken) {
        if (clean.notices.size() == most_notices) {
            break;
        }
        clean.notices.push_back(
            fmt::format("an unseen character was taken out {} time(s), first {}",
                        out.count,
                        said(c, out.first)));
    }
    clean.text = to_nfc(clean.text);
    return clean;
}

}  // namespace tiendo
