#include "tiendo/reader/pdf_boxes.hpp"

#include "tiendo/base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const tiendo::reader::Document& document) {
    const auto size = document.text.size();
    const auto inside = [&](tiendo::Span span) {
        expect(span.begin <= span.end && span.end <= size);
    };
    expect(tiendo::is_nfc(document.text));
    std::size_t last = 0;
    for (const auto& piece : document.pieces) {
        inside(piece.text);
        expect(piece.text.begin >= last && piece.page >= 1 && piece.box.has_value());
        last = piece.text.end;
    }
    for (const auto& aside : document.asides) {
        inside(aside.span);
    }
    for (const auto& table : document.tables) {
        inside(table.span);
        for (const auto& row : table.rows) {
            for (const auto& cell : row.cells) {
                inside(cell.span);
                expect(cell.column >= 0 && cell.columns >= 1 && cell.rows >= 1);
            }
        }
    }
}

}  // namespace

/// Whatever the lines: an error or a document whose parts lie in its text, in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view lines(reinterpret_cast<const char*>(data), size);
    const auto document = tiendo::reader::document_from_boxes(lines, {.max_pages = 50});
    if (document) {
        check(*document);
    }
    return 0;
}
