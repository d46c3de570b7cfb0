#include "legacy_run.hpp"

#include "legacy_encoding.hpp"

#include "tiendo/base/text.hpp"

namespace tiendo::reader {

std::string text_of_run(std::string_view text, std::string_view font) {
    const auto encoding = legacy_encoding_of_font(font);
    if (!encoding) {
        return std::string(text);
    }
    auto decoded = from_legacy(text, *encoding);
    return is_font_of_capitals(font) ? to_upper(decoded) : decoded;
}

}  // namespace tiendo::reader
