#include "reader/fuzzed_document.hpp"
#include "reader/office_files.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

/// Two lists and a style, so that whatever refers to them finds something.
const tiendo::test::WordParts& parts() {
    using tiendo::test::word_part;
    static const tiendo::test::WordParts parts{
        {"numbering",
         word_part("numbering",
                   R"x(<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>)x"
                   R"x(<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>)x"
                   R"x(<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>)x"
                   R"x(</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>)x"
                   "</w:num>")},
        {"styles",
         word_part("styles",
                   R"x(<w:style w:type="paragraph" w:default="1" w:styleId="N"/>)x"
                   R"x(<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr>)x"
                   "</w:style>")},
        {"footnotes",
         word_part("footnotes",
                   R"x(<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t>ghi</w:t></w:r></w:p>)x"
                   "</w:footnote>")}};
    return parts;
}

}  // namespace

/// Bytes that begin as an archive are read as one; all others are the document.xml of a good one,
/// so that the layer of XML is reached without a valid sum.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.starts_with("PK")) {
        return tiendo::test::read_fuzzed(bytes, "", bytes);
    }
    return tiendo::test::read_fuzzed(
        tiendo::test::docx_of_part(bytes, parts()), "word/document.xml", bytes);
}
