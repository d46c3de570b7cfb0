#include "document_builder.hpp"
#include "zip_parts.hpp"

#include <fmt/format.h>

#include <array>

namespace tiendo::reader {

namespace {

constexpr std::string_view zip_sign = "PK\x03\x04";

struct Known {
    std::string_view sign;  // a part, or the content of the part "mimetype"
    std::string_view message;
    std::string_view remedy;
};
constexpr std::string_view read_text_instead = "name the document that holds the plan, as .docx";
constexpr std::array<Known, 3> foreign_parts{{
    {"xl/workbook.xml", "this is a spreadsheet (.xlsx), not a text", read_text_instead},
    {"ppt/presentation.xml", "this is a presentation (.pptx), not a text", read_text_instead},
    {"AndroidManifest.xml", "this is a program, not a document", read_text_instead},
}};
constexpr std::string_view odt_type = "application/vnd.oasis.opendocument.text";
constexpr std::array<Known, 4> foreign_types{{
    {"application/vnd.oasis.opendocument.spreadsheet",
     "this is a spreadsheet (.ods), not a text",
     read_text_instead},
    {"application/vnd.oasis.opendocument.presentation",
     "this is a presentation (.odp), not a text",
     read_text_instead},
    {"application/vnd.oasis.opendocument.graphics",
     "this is a drawing (.odg), not a text",
     read_text_instead},
    {"application/epub+zip", "this is a book (.epub), not an office document", read_text_instead},
}};

Error refusal(const Known& known) {
    return {ErrorCode::unsupported, std::string(known.message), std::string(known.remedy)};
}

}  // namespace

bool is_office_file(std::string_view bytes) noexcept {
    return bytes.starts_with(zip_sign);
}

Result<Document> read_office_file(std::string_view bytes, const ReadOptions& options) {
    constexpr std::string_view package = "[Content_Types].xml";
    auto parts = ZipParts::open(bytes, options.max_text);
    if (!parts) {
        return std::move(parts).error();
    }
    for (const auto& known : foreign_parts) {
        if (parts->has(known.sign)) {
            return refusal(known);
        }
    }
    std::string type;
    if (parts->has("mimetype")) {
        auto stated = parts->read("mimetype");
        if (!stated) {
            return std::move(stated).error();
        }
        type = *std::move(stated);
    }
    for (const auto& known : foreign_types) {
        if (type.starts_with(known.sign)) {
            return refusal(known);
        }
    }
    if (parts->has("word/document.xml") || (parts->has(package) && parts->has("_rels/.rels"))) {
        return read_docx(bytes, options);
    }
    if (type.starts_with(odt_type) || parts->has("content.xml")) {
        return read_odt(bytes, options);
    }
    return Error{ErrorCode::unsupported,
                 "this is a zip archive, but no document (.docx, .odt)",
                 "unpack it and name the document in it that holds the plan"};
}

}  // namespace tiendo::reader
