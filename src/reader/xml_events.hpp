#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// A namespace and the prefix under which its names are given, whatever the document calls it.
struct XmlNamespace {
    std::string_view uri;
    std::string_view prefix;
};

struct XmlAttribute {
    std::string_view prefix;  ///< empty: of no namespace, or of one that was not asked for
    std::string_view name;
    std::string_view value;
};

/// A start tag. Its views last for the call that gets it.
struct XmlTag {
    std::string_view name;  ///< "w:p"; without prefix where the namespace was not asked for
    Span source;            ///< bytes of the part, from '<' to '>'
    std::vector<XmlAttribute> attributes;

    /// @param wanted as in `name`: "w:val"
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const noexcept;
    /// The number in an attribute; nothing where it is missing or none.
    [[nodiscard]] std::optional<long> number(std::string_view wanted) const noexcept;
};

/// A stretch of character data.
struct XmlText {
    std::string_view text;
    Span source;        ///< bytes of the part
    bool same = false;  ///< `text` is what stands there; false for "&amp;" and Windows line ends
};

class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(const XmlTag& tag) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(const XmlText& text) = 0;
};

/// Reads one part of an office document and tells `handler` what stands where, to the byte.
///
/// Nothing of it is looked up elsewhere: a DOCTYPE is refused, so that there are no entities but
/// the five of XML. Time and memory are linear in `xml`.
/// @param namespaces known for the call; the first of two with one URI counts
/// @return malformed_input (not UTF-8, not well-formed, a DOCTYPE, nested deeper than
///         `max_xml_depth`, a tag of several megabytes), naming the byte
Result<void> read_xml(std::string_view xml,
                      std::span<const XmlNamespace> namespaces,
                      XmlHandler& handler);

constexpr int max_xml_depth = 256;

}  // namespace tiendo::reader
