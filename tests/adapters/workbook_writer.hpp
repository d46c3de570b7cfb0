#pragma once

#include "reader/zip_writer.hpp"

#include <string>
#include <string_view>
#include <utility>

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
    bool strict = false;  ///< by the namespaces of ISO/IEC 29500 strict
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

/// The text of a part under the namespaces of the strict form.
inline std::string strict_form(std::string text) {
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{
                                       "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                       "http://purl.oclc.org/ooxml/spreadsheetml/main"},
                                   {"http://schemas.openxmlformats.org/officeDocument/2006/",
                                    "http://purl.oclc.org/ooxml/officeDocument/"}}) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
            text.replace(at, from.size(), to);
        }
    }
    return text;
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
    const auto add = [&](const std::string& name, const std::string& content) {
        zip.add({.name = name,
                 .content = parts.strict ? strict_form(content) : content,
                 .deflated = parts.deflated});
    };
    add("_rels/.rels",
        package + relation("r", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    add("xl/workbook.xml",
        "<workbook" + std::string(main_namespace) + R"( xmlns:r=")" + office +
            R"("><sheets><sheet name="Hồ sơ" sheetId="1" r:id="s"/></sheets></workbook>)");
    add("xl/_rels/workbook.xml.rels",
        package + relation("s", "worksheet", "worksheets/sheet1.xml") +
            relation("t", "styles", "styles.xml") +
            (parts.strings.empty() ? "" : relation("u", "sharedStrings", "/xl/strings.xml")) +
            "</Relationships>");
    add("xl/styles.xml", parts.styles);
    if (!parts.strings.empty()) {
        add("xl/strings.xml", parts.strings);
    }
    add("xl/worksheets/sheet1.xml", parts.sheet);
    return zip.bytes();
}

}  // namespace tiendo::test
