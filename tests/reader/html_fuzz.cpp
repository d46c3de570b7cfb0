#include "reader/fuzzed_document.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Whatever the page: an error, or a document whose pieces lead into it and a tree that accounts
/// for every byte of its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view page(reinterpret_cast<const char*>(data), size);
    const auto document =
        tiendo::reader::parse_document(page, "fuzz.html", tiendo::test::fuzz_options());
    if (tiendo::test::check_opened(document)) {
        tiendo::test::check_pieces(*document, "", page);
    }
    return 0;
}
