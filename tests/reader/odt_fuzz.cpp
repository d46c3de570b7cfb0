#include "reader/fuzzed_document.hpp"
#include "reader/office_files.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Bytes that begin as an archive are read as one; all others are the content.xml of a good one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.starts_with("PK")) {
        return tiendo::test::read_fuzzed(bytes, "", bytes);
    }
    const auto styles = tiendo::test::odt_styles(
        R"(<text:list-style style:name="L"><text:list-level-style-number text:level="1")"
        R"( style:num-format="1" style:num-suffix="."/></text:list-style>)",
        "<style:master-page><style:header><text:p>Dự thảo</text:p></style:header>"
        "</style:master-page>");
    return tiendo::test::read_fuzzed(
        tiendo::test::odt_of_parts(bytes, styles), "content.xml", bytes);
}
