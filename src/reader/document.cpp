#include "tiendo/reader/document.hpp"

#include "document_builder.hpp"
#include "html_page.hpp"
#include "office_convert.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr EnumNames<DocumentFormat, 6> formats{"document format",
                                               {{{DocumentFormat::text, "text"},
                                                 {DocumentFormat::markdown, "markdown"},
                                                 {DocumentFormat::html, "html"},
                                                 {DocumentFormat::docx, "docx"},
                                                 {DocumentFormat::odt, "odt"},
                                                 {DocumentFormat::pdf, "pdf"}}}};

bool has_extension(std::string_view name, std::string_view extension) {
    return to_lower(name).ends_with(extension);
}

/// A PDF may have other bytes in front of its mark.
bool is_pdf(std::string_view bytes) {
    constexpr std::size_t farthest = 1024;
    return bytes.substr(0, farthest).find("%PDF-") != std::string_view::npos;
}

/// Every format but those that another program turns into one of these first.
Result<Document> parse_new(std::string_view bytes,
                           std::string_view name,
                           const ReadOptions& options) {
    if (is_office_file(bytes)) {
        return read_office_file(bytes, options);
    }
    if (old_office_kind(bytes)) {
        return Error{ErrorCode::internal, "an old office file was converted to another one", ""};
    }
    if (looks_like_web_archive(bytes, name)) {
        return Error{ErrorCode::unsupported,
                     "the document is a web archive (MHT)",
                     "open it in Word or a browser and save it as docx or as HTML"};
    }
    if (looks_like_html(bytes, name)) {
        return read_html_file(bytes, options);
    }
    auto document = read_text_file(bytes, options);
    if (document && (has_extension(name, ".md") || has_extension(name, ".markdown"))) {
        document->format = DocumentFormat::markdown;
    }
    return document;
}

Result<Document> parse(std::string_view bytes, std::string_view name, const ReadOptions& options) {
    if (bytes.size() > options.max_bytes) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the document has {} bytes, more than the limit of {}",
                                 bytes.size(),
                                 options.max_bytes),
                     "give one plan; or raise the limit"};
    }
    if (is_pdf(bytes)) {
        return read_pdf(bytes, options);
    }
    if (const auto kind = old_office_kind(bytes)) {
        auto converted = office_to_docx(bytes, *kind, options);
        if (!converted) {
            return std::move(converted).error();
        }
        return parse_new(*converted, name, options);
    }
    return parse_new(bytes, name, options);
}

Place whole(const Piece& piece, const std::vector<std::string>& parts) {
    return {parts[piece.part], piece.offset, piece.length, piece.page, piece.box};
}

/// The part of a piece that a span of the text covers.
Place covered(const Piece& piece, Span span, const std::vector<std::string>& parts) {
    auto place = whole(piece, parts);
    if (piece.same) {
        const auto begin = std::max(span.begin, piece.text.begin);
        const auto end = std::min(span.end, piece.text.end);
        place.offset = piece.offset + (begin - piece.text.begin);
        place.length = end - begin;
    }
    return place;
}

bool touch(const Place& one, const Place& next) {
    return one.part == next.part && !one.box && !next.box && one.page == next.page &&
           one.offset + one.length == next.offset;
}

}  // namespace

std::string_view to_string(DocumentFormat format) noexcept {
    return formats.name(format);
}

std::vector<Place> Document::places(Span span) const {
    if (span.empty()) {
        return {};
    }
    if (pieces.empty()) {
        return {{"", span.begin, span.size(), 0, std::nullopt}};
    }
    std::vector<Place> found;
    auto piece = std::ranges::upper_bound(
        pieces, span.begin, {}, [](const Piece& each) { return each.text.end; });
    for (; piece != pieces.end() && piece->text.begin < span.end; ++piece) {
        auto place = covered(*piece, span, parts);
        if (!found.empty() && touch(found.back(), place)) {
            found.back().length += place.length;
        } else if (found.empty() || found.back() != place) {
            found.push_back(std::move(place));
        }
    }
    return found;
}

Result<Document> parse_document(std::string_view bytes,
                                std::string_view name,
                                const ReadOptions& options) {
    auto document = parse(bytes, name, options);
    if (!document) {
        return std::move(document).error().at(std::string(name));
    }
    document->name = name;
    document->bytes = bytes.size();
    document->sha256 = sha256_hex(bytes);
    return document;
}

Result<Document> open_document(const std::filesystem::path& file, const ReadOptions& options) {
    const auto bytes = read_file(file, options.max_bytes);
    if (!bytes) {
        return bytes.error();
    }
    const auto name = file.filename().string();
    auto document = parse(*bytes, name, options);
    if (!document) {
        return std::move(document).error().at(file.string());
    }
    document->name = name;
    document->bytes = bytes->size();
    document->sha256 = sha256_hex(*bytes);
    return document;
}

}  // namespace tiendo::reader
