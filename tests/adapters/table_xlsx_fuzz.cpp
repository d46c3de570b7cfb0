#include "adapters/fuzzed_table.hpp"
#include "adapters/workbook_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Bytes that begin as an archive are read as one. Of all others the first byte chooses options and
/// the part of a good workbook that the rest replaces, so that the XML is reached without a valid
/// sum.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo::test;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.starts_with("PK")) {
        read_fuzzed_table(bytes, fuzzed_options(0));
        return 0;
    }
    if (bytes.empty()) {
        return 0;
    }
    const unsigned choice = data[0];
    const std::string part(bytes.substr(1));
    WorkbookParts parts{
        .sheet = sheet_of(R"(<row>)" + inline_cell("a") +
                          R"(<c t="s"><v>0</v></c></row>)"
                          R"(<row><c s="0"><v>44331.5</v></c><c t="s"><v>1</v></c></row>)"),
        .strings = strings_of("<si><t>b</t></si><si><r><t>x</t></r></si>")};
    (choice % 3 == 0 ? parts.sheet : choice % 3 == 1 ? parts.strings : parts.styles) = part;
    read_fuzzed_table(workbook_of(parts), fuzzed_options(choice / 3));
    return 0;
}
