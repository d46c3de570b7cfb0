#include "document_builder.hpp"
#include "source_text.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

namespace tiendo::reader {

Result<Document> read_text_file(std::string_view bytes, const ReadOptions& /*options*/) {
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is zero: the document is binary or UTF-16", nul),
                     "save it as plain text (UTF-8) and read that"};
    }
    if (const auto bad = first_invalid_utf8(bytes)) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is not UTF-8", *bad),
                     "save the document as UTF-8; older ones may be in TCVN3 or VNI and need "
                     "conversion"};
    }
    if (trimmed(bytes, {0, bytes.size()}).empty()) {
        return Error{ErrorCode::malformed_input,
                     "the document is empty",
                     "name the file that holds the plan"};
    }
    Document document;
    document.text = bytes;
    document.parts.emplace_back();
    return document;
}

}  // namespace tiendo::reader
