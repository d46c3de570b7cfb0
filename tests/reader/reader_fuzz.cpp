#include "tiendo/reader/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

/// Whatever the bytes, in whatever encoding: an error, or a document and a tree that accounts for
/// every byte of its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const tiendo::reader::ReadOptions options{.max_nodes = 2000};
    const auto document = tiendo::reader::parse_document(source, "fuzz.txt", options);
    if (!document) {
        return 0;
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
    return tiendo::reader::to_answer_sheet(*reading).empty() ? 1 : 0;
}
