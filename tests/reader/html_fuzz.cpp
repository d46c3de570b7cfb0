#include "tiendo/reader/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

/// Whatever the page: an error, or a document whose pieces lead into it and a tree that accounts
/// for every byte of its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view page(reinterpret_cast<const char*>(data), size);
    const tiendo::reader::ReadOptions options{.max_nodes = 2000};
    const auto document = tiendo::reader::parse_document(page, "fuzz.html", options);
    if (!document) {
        return 0;
    }
    for (const auto& piece : document->pieces) {
        if (piece.text.end > document->text.size() || piece.offset + piece.length > size) {
            std::cerr << "a piece at " << piece.offset << " leads out of the page\n";
            std::abort();
        }
    }
    const auto reading = tiendo::reader::read_document(*document, options);
    if (!reading) {
        return 0;
    }
    if (const auto covered = tiendo::reader::prove_coverage(reading->plan, document->text);
        !covered) {
        std::cerr << covered.error() << '\n';
        std::abort();
    }
    return 0;
}
