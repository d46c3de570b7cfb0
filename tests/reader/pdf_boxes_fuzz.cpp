#include "tiendo/reader/pdf_boxes.hpp"

#include "reader/fuzzed_document.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Whatever the lines: an error, or a document whose pieces lie on its pages and a tree that
/// accounts for every byte of its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view lines(reinterpret_cast<const char*>(data), size);
    const auto document = tiendo::reader::document_from_boxes(lines, tiendo::test::fuzz_options());
    if (!tiendo::test::check_opened(document)) {
        return 0;
    }
    tiendo::test::must(tiendo::is_nfc(document->text), "text that is not composed");
    for (const auto& piece : document->pieces) {
        tiendo::test::must(piece.page >= 1 && piece.box.has_value(), "a piece on no page");
    }
    return 0;
}
