#include "document_builder.hpp"
#include "legacy_encoding.hpp"
#include "recoded_text.hpp"
#include "source_text.hpp"
#include "text_tables.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view encoding_remedy =
    "open it where it was written and save it as plain text in UTF-8; Windows-1258, TCVN3 (ABC), "
    "VNI and UTF-16 are told by themselves where the text is Vietnamese";

Error binary_at(std::size_t at) {
    return Error{ErrorCode::malformed_input,
                 fmt::format("byte {} is zero: the document is binary", at),
                 "save it as plain text (UTF-8) and read that"};
}

struct Utf16 {
    ByteOrder order;
    std::size_t begin;  ///< behind the mark
};

/// The mark at the front; without one, the zeros that ASCII has in every second byte.
std::optional<Utf16> utf16_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return Utf16{ByteOrder::little, 2};
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return Utf16{ByteOrder::big, 2};
    }
    constexpr std::size_t sample = std::size_t{64} << 10U;
    const auto head = bytes.substr(0, sample);
    if (head.find('\0') == std::string_view::npos) {
        return std::nullopt;
    }
    std::size_t zeros_first = 0;
    std::size_t zeros_second = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        (i % 2 == 0 ? zeros_first : zeros_second) += head[i] == '\0' ? 1 : 0;
    }
    const auto many = std::max<std::size_t>(head.size() / 2 / 5, 1);  // blanks alone are a fifth
    if (zeros_first == 0 && zeros_second >= many) {
        return Utf16{ByteOrder::little, 0};
    }
    if (zeros_second == 0 && zeros_first >= many) {
        return Utf16{ByteOrder::big, 0};
    }
    return std::nullopt;
}

bool is_gap(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// The document of a text that was not stored in UTF-8: its lines stay as they are.
Document document_of(const RecodedText& recoded, std::string_view bytes) {
    // A piece a word; of a very long text each piece is longer, so that they stay a million.
    const auto shortest = bytes.size() >> 20U;
    DocumentBuilder builder;
    const std::string_view text = recoded.text;
    for (std::size_t begin = 0; begin < text.size();) {
        const bool gap = is_gap(text[begin]);
        auto end = begin + 1;
        while (end < text.size() && is_gap(text[end]) == gap) {
            ++end;
        }
        end = std::min(std::max(end, begin + shortest), text.size());
        while (end < text.size() && recoded.origin[end] == recoded.origin[end - 1]) {
            ++end;
        }
        const auto stored = recoded.in_source({begin, end});
        const auto word = text.substr(begin, end - begin);
        builder.add(word,
                    {0,
                     stored.begin,
                     stored.size(),
                     word == bytes.substr(stored.begin, stored.size()),
                     0,
                     std::nullopt});
        begin = end;
    }
    return std::move(builder).finish();
}

Result<Document> read_utf16(std::string_view bytes, Utf16 how) {
    const auto recoded = from_utf16(bytes, how.begin, how.order);
    if (!recoded) {
        return recoded.error();
    }
    if (const auto nul = recoded->text.find('\0'); nul != std::string::npos) {
        return binary_at(recoded->origin[nul]);
    }
    auto document = document_of(*recoded, bytes);
    if (how.begin == 0) {
        document.doubts.push_back(
            encoding_doubt(how.order == ByteOrder::little ? "UTF-16 LE" : "UTF-16 BE", ""));
    }
    return document;
}

Result<Document> read_legacy(std::string_view bytes, std::size_t not_utf8) {
    const auto encoding = guess_legacy_encoding(bytes);
    if (!encoding) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is not UTF-8, and no encoding of Vietnamese makes words "
                                 "of the text",
                                 not_utf8),
                     std::string(encoding_remedy)};
    }
    auto recoded = from_legacy_bytes(bytes, *encoding);
    std::string_view more;
    if (*encoding == LegacyEncoding::tcvn3) {
        raise_capitals(recoded.text);
        more =
            " Bảng mã này ghi chữ hoa có dấu bằng phông chữ (.VnTimeH) mà tệp văn bản không "
            "giữ lại: chữ nào không suy ra được thì để chữ thường; đề nghị kiểm tra tên riêng "
            "và đề mục.";
    }
    auto document = document_of(recoded, bytes);
    document.doubts.push_back(encoding_doubt(to_string(*encoding), more));
    return document;
}

Result<Document> read_any_encoding(std::string_view bytes) {
    if (const auto how = utf16_of(bytes)) {
        return read_utf16(bytes, *how);
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return binary_at(nul);
    }
    if (const auto bad = first_invalid_utf8(bytes)) {
        return read_legacy(bytes, *bad);
    }
    Document document;
    document.text = bytes;
    document.parts.emplace_back();
    return document;
}

}  // namespace

Result<Document> read_text_file(std::string_view bytes, const ReadOptions& options) {
    auto document = read_any_encoding(bytes);
    if (!document) {
        return document;
    }
    const std::string_view text = document->text;
    if (trimmed(text, {0, text.size()}).empty()) {
        return Error{ErrorCode::malformed_input,
                     "the document is empty",
                     "name the file that holds the plan"};
    }
    if (text.size() > options.max_text) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the document holds {} bytes of text, more than the limit of {}",
                                 text.size(),
                                 options.max_text),
                     "give one plan; or raise the limit"};
    }
    auto found = text_tables(text);
    document->tables = std::move(found.tables);
    document->format = found.markdown ? DocumentFormat::markdown : DocumentFormat::text;
    return document;
}

}  // namespace tiendo::reader
