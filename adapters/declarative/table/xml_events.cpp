#include "xml_events.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr char between = '\n';  // a namespace and a name; no URI holds it

constexpr std::array<std::string_view, 3> known_namespaces{
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
};

struct FreeParser {
    void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

std::string_view known_name(std::string_view full) noexcept {
    const auto at = full.find(between);
    if (at == std::string_view::npos ||
        std::ranges::find(known_namespaces, full.substr(0, at)) == known_namespaces.end()) {
        return {};
    }
    return full.substr(at + 1);
}

/// What expat's handlers share. No exception may pass through expat: the events throw none but for
/// lack of memory.
struct Walk {
    XML_Parser parser;
    const XmlEvents* events;
    std::size_t max_depth;
    std::size_t depth = 0;
    std::optional<Failure> failure{};

    void stop(Failure why) {
        if (!failure) {
            failure = std::move(why);
            XML_StopParser(parser, XML_FALSE);
        }
    }
    void look(Expected<void> fine) {
        if (!fine) {
            stop(std::move(fine).error());
        }
    }
    [[nodiscard]] std::string here() const {
        return "byte " + std::to_string(XML_GetCurrentByteIndex(parser));
    }
};

void XMLCALL on_start(void* data, const char* name, const char** attributes) {
    auto& walk = *static_cast<Walk*>(data);
    if (walk.failure) {
        return;  // expat ends the token that it is in
    }
    if (++walk.depth > walk.max_depth) {
        walk.stop(
            Failure::rejected("elements nested deeper than " + std::to_string(walk.max_depth),
                              "no spreadsheet program writes such a file: ask for a proper copy")
                .at(walk.here()));
        return;
    }
    walk.look(walk.events->start({known_name(name), attributes}));
}

void XMLCALL on_end(void* data, const char* name) {
    auto& walk = *static_cast<Walk*>(data);
    --walk.depth;
    if (!walk.failure && walk.events->end) {
        walk.look(walk.events->end(known_name(name)));
    }
}

void XMLCALL on_text(void* data, const char* text, int size) {
    auto& walk = *static_cast<Walk*>(data);
    if (!walk.failure && walk.events->text) {
        walk.look(walk.events->text({text, static_cast<std::size_t>(size)}));
    }
}

void XMLCALL on_doctype(void* data, const char*, const char*, const char*, int) {
    auto& walk = *static_cast<Walk*>(data);
    walk.stop(Failure::rejected("a document type definition (<!DOCTYPE), which no workbook has",
                                "do not open it: it may have been made to harm its reader")
                  .at(walk.here()));
}

}  // namespace

std::optional<std::string_view> XmlElement::attribute(std::string_view wanted) const noexcept {
    for (const auto* at = attributes; *at != nullptr; at += 2) {
        if (wanted == *at) {
            return *(at + 1);
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> XmlElement::qualified(std::string_view wanted) const noexcept {
    for (const auto* at = attributes; *at != nullptr; at += 2) {
        const std::string_view full = *at;
        const auto end = full.find(between);
        if (end != std::string_view::npos && full.substr(end + 1) == wanted) {
            return *(at + 1);
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> XmlElement::number(std::string_view wanted) const noexcept {
    const auto text = attribute(wanted).value_or("");
    std::size_t value = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc{} || stop != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

bool XmlElement::flag(std::string_view wanted) const noexcept {
    const auto text = attribute(wanted).value_or("");
    return text == "1" || text == "true";
}

Expected<void> read_xml(std::string_view xml, std::size_t max_depth, const XmlEvents& events) {
    constexpr auto longest = static_cast<std::size_t>(std::numeric_limits<int>::max());
    const Parser parser(XML_ParserCreateNS(nullptr, between));
    if (!parser || xml.size() > longest) {
        return Failure::rejected("too large to parse", "export a shorter period");
    }
    Walk walk{parser.get(), &events, max_depth};
    XML_SetUserData(parser.get(), &walk);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    // In one piece: fed in blocks, expat would scan a long tag again for every block.
    const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1);
    if (walk.failure) {
        return *std::move(walk.failure);
    }
    if (status != XML_STATUS_OK) {
        return Failure::rejected(std::string("the XML is broken: ") +
                                     XML_ErrorString(XML_GetErrorCode(parser.get())),
                                 "open the file in a spreadsheet program and save a copy")
            .at(walk.here());
    }
    return {};
}

}  // namespace tiendo::declarative
