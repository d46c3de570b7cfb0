#include "docx/paper.hpp"
#include "docx/styles.hpp"
#include "docx/xml.hpp"
#include "figure_value.hpp"
#include "zip_file.hpp"

#include "tiendo/report/export.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::report {

namespace {

using docx::xml_head;
using docx::xml_text;

constexpr std::string_view relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
constexpr std::string_view office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format("<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>", id, type, target);
}

std::string content_types(std::size_t charts) {
    constexpr std::string_view of_word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const auto part = [](std::string_view name, const std::string& type) {
        return fmt::format("<Override PartName=\"/{}\" ContentType=\"{}\"/>", name, type);
    };
    std::string out(xml_head);
    out +=
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    out += part("word/document.xml", fmt::format("{}.document.main+xml", of_word));
    out += part("word/styles.xml", fmt::format("{}.styles+xml", of_word));
    out += part("word/settings.xml", fmt::format("{}.settings+xml", of_word));
    out += part("word/header1.xml", fmt::format("{}.header+xml", of_word));
    out += part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    out += part("docProps/custom.xml",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml");
    for (std::size_t i = 1; i <= charts; ++i) {
        out += part(fmt::format("word/charts/chart{}.xml", i),
                    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
    }
    return out + "</Types>\n";
}

std::string package_relationships() {
    std::string out(xml_head);
    out += relationships;
    out += relationship("r1", fmt::format("{}/officeDocument", office), "word/document.xml");
    out += relationship(
        "r2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml");
    out += relationship("r3", fmt::format("{}/custom-properties", office), "docProps/custom.xml");
    return out + "</Relationships>\n";
}

std::string document_relationships(std::size_t charts) {
    std::string out(xml_head);
    out += relationships;
    out += relationship("kieu", fmt::format("{}/styles", office), "styles.xml");
    out += relationship("caidat", fmt::format("{}/settings", office), "settings.xml");
    out += relationship("dautrang", fmt::format("{}/header", office), "header1.xml");
    for (std::size_t i = 1; i <= charts; ++i) {
        out += relationship(fmt::format("bieudo{}", i),
                            fmt::format("{}/chart", office),
                            fmt::format("charts/chart{}.xml", i));
    }
    return out + "</Relationships>\n";
}

/// The number of the page, in the middle. The first page of a section has a head of its own: none.
std::string page_head() {
    std::string out(xml_head);
    return out +
           "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
           "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r>"
           "<w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>\n";
}

std::string settings() {
    std::string out(xml_head);
    return out +
           "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
           "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:compat>"
           "<w:compatSetting w:name=\"compatibilityMode\" "
           "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
           "<w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/>"
           "<w:listSeparator w:val=\";\"/></w:settings>\n";
}

std::string core_properties(const Report& report) {
    std::string out(xml_head);
    return out +
           fmt::format(
               "<cp:coreProperties "
               "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
               "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
               "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
               "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{0}</dc:title>"
               "<dc:creator>{1}</dc:creator><dc:language>vi-VN</dc:language><dcterms:created "
               "xsi:type=\"dcterms:W3CDTF\">{2}</dcterms:created><dcterms:modified "
               "xsi:type=\"dcterms:W3CDTF\">{2}</dcterms:modified></cp:coreProperties>\n",
               xml_text(report.subject),
               xml_text(report.letterhead.authority),
               report.at.iso());
}

/// For programs that check a file without reading its text.
std::string custom_properties(const Report& report) {
    constexpr std::string_view user_defined = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    std::string out(xml_head);
    out += fmt::format(
        "<Properties "
        "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
        "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
        "<property fmtid=\"{0}\" pid=\"2\" name=\"TiendoJournalHead\"><vt:lpwstr>{1}</vt:lpwstr>"
        "</property>",
        user_defined,
        xml_text(report.provenance.head_hash));
    if (const auto entries = journal_entries(report)) {
        out += fmt::format(
            "<property fmtid=\"{}\" pid=\"3\" name=\"TiendoJournalEntries\"><vt:lpwstr>{}"
            "</vt:lpwstr></property>",
            user_defined,
            *entries);
    }
    return out + "</Properties>\n";
}

}  // namespace

std::string render_docx(const Report& report) {
    docx::Paper paper;
    Walk(report, paper).all();
    const auto charts = paper.charts();
    std::vector<ZipPart> parts = {
        {"[Content_Types].xml", content_types(charts.size())},
        {"_rels/.rels", package_relationships()},
        {"word/document.xml", std::move(paper).document()},
        {"word/_rels/document.xml.rels", document_relationships(charts.size())},
        {"word/styles.xml", docx::styles_xml()},
        {"word/settings.xml", settings()},
        {"word/header1.xml", page_head()},
        {"docProps/core.xml", core_properties(report)},
        {"docProps/custom.xml", custom_properties(report)}};
    for (std::size_t i = 0; i < charts.size(); ++i) {
        parts.push_back({fmt::format("word/charts/chart{}.xml", i + 1), charts[i]});
    }
    return zip_file(parts);
}

}  // namespace tiendo::report
