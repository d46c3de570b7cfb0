#pragma once

#include "zip_writer.hpp"

#include <map>
#include <string>
#include <string_view>

namespace tiendo::test {

constexpr std::string_view word_names =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:v="urn:schemas-microsoft-com:vml")"
    R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")";

/// Parts of a .docx beside its body, by the last word of their type: "styles", "header/1".
using WordParts = std::map<std::string, std::string>;

/// A part: `<w:root …>content</w:root>`.
inline std::string word_part(std::string_view root, std::string_view content) {
    const std::string name(root);
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
           "\n<w:" +
           name + std::string(word_names) + ">" + std::string(content) + "</w:" + name + ">";
}

/// A .docx whose document.xml is given as it is.
inline std::string docx_of_part(std::string_view document, const WordParts& parts) {
    constexpr std::string_view types =
        "http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/";
    std::string relations =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    ZipWriter zip;
    zip.add("[Content_Types].xml", "<Types/>");
    constexpr std::size_t suspicious = std::size_t{1} << 20U;  // if it packs well
    zip.add({.name = "word/document.xml",
             .content = std::string(document),
             .deflated = document.size() < suspicious});
    for (const auto& [key, content] : parts) {
        const auto type = key.substr(0, key.find('/'));
        const auto number = key.size() > type.size() ? key.substr(type.size() + 1) : std::string();
        const auto part = type + number + ".xml";
        relations += R"(<Relationship Id=")" + type + number + R"(" Type=")" + std::string(types) +
                     type + R"(" Target=")" + part + R"("/>)";
        zip.add("word/" + part, content);
    }
    zip.add("word/_rels/document.xml.rels", relations + "</Relationships>");
    return zip.bytes();
}

/// A .docx with this content of its body.
inline std::string docx(std::string_view body, const WordParts& parts) {
    return docx_of_part(word_part("document", "<w:body>" + std::string(body) + "</w:body>"), parts);
}
inline std::string docx(std::string_view body) {
    return docx(body, {});
}

/// A paragraph of one run: `<w:p><w:pPr>properties</w:pPr><w:r><w:t>text</w:t></w:r></w:p>`.
inline std::string word_p(std::string_view text, std::string_view properties = "") {
    return "<w:p><w:pPr>" + std::string(properties) + R"(</w:pPr><w:r><w:t xml:space="preserve">)" +
           std::string(text) + "</w:t></w:r></w:p>";
}

constexpr std::string_view odt_names =
    R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
    R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
    R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")"
    R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
    R"( xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")"
    R"( xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0")"
    R"( xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")"
    R"( xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0")";

/// The content.xml of an .odt: automatic styles and text.
inline std::string odt_content(std::string_view text, std::string_view styles = "") {
    return R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content)" +
           std::string(odt_names) + "><office:automatic-styles>" + std::string(styles) +
           "</office:automatic-styles><office:body><office:text>" + std::string(text) +
           "</office:text></office:body></office:document-content>";
}
/// The styles.xml of an .odt.
inline std::string odt_styles(std::string_view styles, std::string_view pages = "") {
    return "<office:document-styles" + std::string(odt_names) + "><office:styles>" +
           std::string(styles) + "</office:styles><office:master-styles>" + std::string(pages) +
           "</office:master-styles></office:document-styles>";
}
inline std::string odt_of_parts(std::string_view content, std::string_view styles) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.text");
    zip.add({.name = "content.xml", .content = std::string(content), .deflated = true});
    if (!styles.empty()) {
        zip.add("styles.xml", styles);
    }
    return zip.bytes();
}
inline std::string odt(std::string_view text, std::string_view styles = "") {
    return odt_of_parts(odt_content(text, styles), "");
}

}  // namespace tiendo::test
