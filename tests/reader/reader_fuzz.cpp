#include "reader/fuzzed_document.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Whatever the bytes, in whatever encoding: an error, or a document and a tree that accounts for
/// every byte of its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const auto document =
        tiendo::reader::parse_document(source, "fuzz.txt", tiendo::test::fuzz_options());
    if (tiendo::test::check_opened(document)) {
        tiendo::test::check_pieces(*document, "", source);
    }
    return 0;
}
