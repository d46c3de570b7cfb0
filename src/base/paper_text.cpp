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

/// Reads a text character by character; lines end at LF, CR LF and CR.
class Cleaner {
public:
    explicit Cleaner(std::string_view text) : text_(text) { clean_.text.reserve(text.size()); }

    /// @return malformed_input at the first character that is refused
    Result<CleanText> run() && {
        while (next_ < static_cast<std::int64_t>(text_.size())) {
            if (auto taken = take(); !taken) {
                return std::move(taken).error();
            }
        }
        for (const auto& [c, out] : taken_out_) {
            if (clean_.notices.size() == most_notices) {
                break;
            }
            clean_.notices.push_back(
                fmt::format("an unseen character was taken out {} time(s), first {}",
                            out.count,
                            said(c, out.first)));
        }
        clean_.text = to_nfc(clean_.text);
        return std::move(clean_);
    }

private:
    struct TakenOut {
        Place first;
        std::size_t count = 0;
    };

    Result<void> take() {
        const auto begin = static_cast<std::size_t>(next_);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
        UChar32 read = 0;
        U8_NEXT(bytes, next_, static_cast<std::int64_t>(text_.size()), read);
        const auto c = static_cast<char32_t>(read);
        const auto end = static_cast<std::size_t>(next_);
        ++place_.character;
        if (c == '\r') {  // CR LF and CR alone end a line
            clean_.text += text_.substr(end).starts_with('\n') ? "" : "\n";
            return {};
        }
        switch (judge(c)) {
            case Verdict::refuse: return refused(c);
            case Verdict::take_out: {
                auto& out = taken_out_[c];
                out.first = out.count++ == 0 ? place_ : out.first;
                break;
            }
            case Verdict::keep: clean_.text += text_.substr(begin, end - begin); break;
        }
        if (c == '\n') {
            place_ = {place_.line + 1, 0};
        }
        return {};
    }

    Error refused(char32_t c) const {
        return Error{ErrorCode::malformed_input,
                     "the text holds a character that is not seen and changes how it is read: " +
                         said(c, place_),
                     "take it out, or type the line again"};
    }

    std::string_view text_;
    std::int64_t next_ = 0;
    Place place_;
    std::map<char32_t, TakenOut> taken_out_;
    CleanText clean_;
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
    return Cleaner(text).run();
}

}  // namespace tiendo
