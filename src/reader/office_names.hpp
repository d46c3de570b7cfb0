#pragma once

#include "xml_events.hpp"

#include <array>

/// The namespaces of office documents under the prefixes that everybody uses.
namespace tiendo::reader {

/// WordprocessingML and what stands around it: the transitional form that Word writes and the
/// strict form of ISO/IEC 29500.
constexpr std::array<XmlNamespace, 13> docx_names{{
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c"},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
}};

/// Relationships between the parts of a package (OPC).
constexpr std::array<XmlNamespace, 1> package_names{{
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
}};

/// OpenDocument 1.x.
constexpr std::array<XmlNamespace, 9> odt_names{{
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"},
    {"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
}};

}  // namespace tiendo::reader
