#include "csv_text.hpp"

#include <unicode/bytestream.h>
#include <unicode/localpointer.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::string_view mark_utf_8 = "\xEF\xBB\xBF";
constexpr std::string_view mark_little = "\xFF\xFE";
constexpr std::string_view mark_big = "\xFE\xFF";

/// Converts by ICU; what is not of the encoding is a failure, never a replacement.
/// @param name ICU's and IANA's
Expected<std::string> converted(std::string_view bytes, const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalUConverterPointer converter(ucnv_open(name, &status));
    if (U_FAILURE(status)) {
        return Failure::broken(std::string("ICU has no converter for ") + name);
    }
    ucnv_setToUCallBack(
        converter.getAlias(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    icu::UnicodeString text(
        bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.getAlias(), status);
    // Windows-1258 sets tones behind their vowels.
    const auto* composed = icu::Normalizer2::getNFCInstance(status);
    if (U_SUCCESS(status) && std::string_view(name) == "windows-1258") {
        text = composed->normalize(text, status);
    }
    if (U_FAILURE(status) || text.isBogus()) {
        return Failure::rejected(std::string("the file is not ") + name,
                                 "open it where it was made and save it as 'CSV UTF-8'");
    }
    std::string out;
    text.toUTF8String(out);
    return out;
}

}  // namespace

std::size_t first_bad_byte(std::string_view text) noexcept {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(bytes, at, text.size(), character);
        if (character <= 0) {
            return begin;
        }
    }
    return text.size();
}

Expected<std::string> csv_text(std::string_view bytes, TableEncoding encoding) {
    if (encoding == TableEncoding::windows_1258) {
        return converted(bytes, "windows-1258");
    }
    if (encoding != TableEncoding::utf_8) {
        if (bytes.starts_with(mark_big)) {
            return converted(bytes.substr(mark_big.size()), "UTF-16BE");
        }
        const bool marked = bytes.starts_with(mark_little);
        if (marked || encoding == TableEncoding::utf_16) {
            return converted(bytes.substr(marked ? mark_little.size() : 0), "UTF-16LE");
        }
    }
    if (bytes.starts_with(mark_utf_8)) {
        bytes.remove_prefix(mark_utf_8.size());
    }
    return std::string(bytes);
}

}  // namespace tiendo::declarative
