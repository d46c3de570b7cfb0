#include "header_names.hpp"

#include "raw_sheet.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

namespace tiendo::declarative {

namespace {

std::string folded(std::string_view text) {
    const bool lower_ascii = std::ranges::all_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x80 && (c < 'A' || c > 'Z'); });
    if (lower_ascii) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_SUCCESS(status)) {
        form->normalizeUTF8(0, text, sink, nullptr, status);
    }
    return U_SUCCESS(status) ? out : std::string(text);
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key;
    bool gap = false;
    for (const char c : folded(name)) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            gap = true;
            continue;
        }
        if (gap && !key.empty()) {
            key += ' ';
        }
        gap = false;
        key += c;
    }
    return key;
}

bool is_total_label(std::string_view cell, std::span<const std::string> word_keys) {
    constexpr std::size_t longest = 200;  // a label, not a paragraph
    if (cell.size() > longest) {
        return false;
    }
    const auto key = name_key(cell);
    return std::ranges::any_of(word_keys, [&](const std::string& word) {
        if (word.empty() || !key.starts_with(word)) {
            return false;
        }
        const auto behind = trimmed(std::string_view(key).substr(word.size()));
        return behind.empty() ||
               std::string_view(":([0123456789").find(behind.front()) != std::string_view::npos;
    });
}

}  // namespace tiendo::declarative
