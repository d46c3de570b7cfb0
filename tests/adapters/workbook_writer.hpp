#pragma once

#include "reader/zip_writer.hpp"

#include <string>
#include <string_view>

namespace tiendo::test {

/// The parts of a workbook with one sheet, "Hồ sơ"; each may be replaced by a worse one.
struct WorkbookParts {
    std::string sheet{};  ///< the whole part; see `sheet_of`
    std::string strings{};
    std::string styles =
        R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
        R"(<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>)"
        R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)"
        R"(<xf numFmtId="22"/></cellXfs></styleSheet>)";
    bool deflated = false;
};

constexpr std::string_view main_namespace =
    R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";

/// A worksheet part. @param rows "<row>…</row>"; @param behind what follows the rows
inline std::string sheet_of(std::string_view rows, std::string_view behind = "") {
    return "<worksheet" + std::string(main_namespace) + "><sheetData>" + std::string(rows) +
           "</sheetData>" + std::string(behind) + "</worksheet>";
}
/// "<si>…</si>" → the part of shared strings
inline std::string strings_of(std::string_view items) {
    return "<sst" + std::string(main_namespace) + ">" + std::string(items) + "</sst>";
}
/// A cell with its text in it.
inline std::string inline_cell(std::string_view text) {
    return R"(<c t="inlineStr"><is><t>)" + std::string(text) + "</t></is></c>";
}

inline std::string workbook_of(const WorkbookParts& parts) {
    const std::string office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string package =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    const auto relation = [&](std::string_view id, std::string_view type, std::string_view target) {
        return R"(<Relationship Id=")" + std::string(id) + R"(" Type=")" + office + "/" +
               std::string(type) + R"(" Target=")" + std::string(target) + R"("/>)";
    };
    ZipWriter zip;
    zip.add("_rels/.rels",
            package + relation("r", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    zip.add("xl/workbook.xml",
            "<workbook" + std::string(main_namespace) + R"( xmlns:r=")" + office +
                R"("><sheets><sheet name="Hồ sơ" sheetId="1" r:id="s"/></sheets></workbook>)");
    zip.add("xl/_rels/workbook.xml.rels",
            package + relation("s", "worksheet", "worksheets/sheet1.xml") +
                relation("t", "styles", "styles.xml") +
                (parts.strings.empty() ? "" : relation("u", "sharedStrings", "/xl/strings.xml")) +
                "</Relationships>");
    zip.add("xl/styles.xml", parts.styles);
    if (!parts.strings.empty()) {
        zip.add("xl/strings.xml", parts.strings);
    }
    zip.add(
        {.name = "xl/worksheets/sheet1.xml", .content = parts.sheet, .deflated = parts.deflated});
    return zip.bytes();
}

}  // namespace tiendo::test
