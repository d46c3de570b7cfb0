#include "xml_events.hpp"

#include "xml_shape.hpp"

#include "tiendo/base/text.hpp"

#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/LexicalHandler.h>
#include <Poco/SAX/Locator.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>
#include <Poco/SAX/XMLReader.h>
#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <utility>

namespace tiendo::reader {

namespace {

/// Turns the line and column of the parser into bytes. Columns count characters, not bytes; a line
/// ends at LF, CR or both. Goes forward only, so that a whole part costs one walk.
class ByteTracker {
public:
    explicit ByteTracker(std::string_view xml) : xml_(xml) {}

    /// @param line 1..; @param column 0.., as the parser gives them
    std::size_t at(int line, int column) noexcept {
        while (at_ < xml_.size() && (line_ < line || (line_ == line && column_ < column))) {
            step();
        }
        return at_;
    }

private:
    void step() noexcept {
        const char c = xml_[at_++];
        if (c == '\n' || c == '\r') {
            at_ += c == '\r' && at_ < xml_.size() && xml_[at_] == '\n' ? 1 : 0;
            ++line_;
            column_ = 0;
            return;
        }
        ++column_;
        while (at_ < xml_.size() && (static_cast<unsigned char>(xml_[at_]) & 0xC0U) == 0x80U) {
            ++at_;
        }
    }

    std::string_view xml_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 0;
};

/// Between Poco's events and ours.
class Bridge : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
public:
    Bridge(std::string_view xml, std::span<const XmlNamespace> namespaces, XmlHandler& handler)
        : xml_(xml), namespaces_(namespaces), handler_(handler), tracker_(xml) {}

    /// Where no place could be proved; nothing is told behind it.
    [[nodiscard]] std::optional<std::size_t> lost() const noexcept { return lost_; }

    void setDocumentLocator(const Poco::XML::Locator* locator) override { locator_ = locator; }

    void startElement(const std::string& uri,
                      const std::string& local,
                      const std::string& /*qname*/,
                      const Poco::XML::Attributes& attributes) override {
        const auto begin = here();
        if (lost_ || begin >= xml_.size() || xml_[begin] != '<') {
            lost_ = lost_.value_or(begin);
            return;
        }
        tag_.name = named(uri, local);
        tag_.source = {begin, tag_end(xml_, begin)};
        tag_.attributes.clear();
        for (int i = 0; i < attributes.getLength(); ++i) {
            tag_.attributes.push_back({prefix_of(attributes.getURI(i)),
                                       attributes.getLocalName(i),
                                       attributes.getValue(i)});
        }
        handler_.start(tag_);
    }

    void endElement(const std::string& uri,
                    const std::string& local,
                    const std::string& /*qname*/) override {
        if (!lost_) {
            handler_.end(named(uri, local));
        }
    }

    void characters(const char data[], int start, int length) override {
        const std::string_view text(data + start, static_cast<std::size_t>(length));
        const auto begin = here();
        if (lost_) {
            return;
        }
        const auto rest = xml_.substr(begin);
        if (rest.starts_with('&') && !literal_) {
            handler_.text({text, {begin, begin + rest.find(';') + 1}, false});
        } else if (rest.starts_with(text)) {
            handler_.text({text, {begin, begin + text.size()}, true});
        } else if (rest.starts_with('\r') && text == "\n") {
            const std::size_t size = rest.starts_with("\r\n") ? 2 : 1;
            handler_.text({text, {begin, begin + size}, false});
        } else {
            lost_ = begin;
        }
    }

    // In a CDATA section "&" stands for itself.
    void startCDATA() override { literal_ = true; }
    void endCDATA() override { literal_ = false; }
    void startDTD(const std::string& /*name*/,
                  const std::string& /*public_id*/,
                  const std::string& /*system_id*/) override {}
    void endDTD() override {}
    void startEntity(const std::string& /*name*/) override {}
    void endEntity(const std::string& /*name*/) override {}
    void comment(const char /*text*/[], int /*start*/, int /*length*/) override {}

private:
    std::size_t here() {
        return tracker_.at(locator_->getLineNumber(), locator_->getColumnNumber());
    }

    [[nodiscard]] std::string_view prefix_of(std::string_view uri) const noexcept {
        if (uri.empty()) {
            return {};
        }
        for (const auto& known : namespaces_) {
            if (known.uri == uri) {
                return known.prefix;
            }
        }
        return {};
    }
    std::string_view named(std::string_view uri, std::string_view local) {
        const auto prefix = prefix_of(uri);
        name_.assign(prefix);
        if (!prefix.empty()) {
            name_ += ':';
        }
        name_ += local;
        return name_;
    }

    std::string_view xml_;
    std::span<const XmlNamespace> namespaces_;
    XmlHandler& handler_;
    ByteTracker tracker_;
    const Poco::XML::Locator* locator_ = nullptr;
    bool literal_ = false;
    std::string name_;
    XmlTag tag_;
    std::optional<std::size_t> lost_;
};

}  // namespace

std::optional<std::string_view> XmlTag::attribute(std::string_view wanted) const noexcept {
    const auto colon = wanted.find(':');
    const auto prefix = colon == std::string_view::npos ? "" : wanted.substr(0, colon);
    const auto local = colon == std::string_view::npos ? wanted : wanted.substr(colon + 1);
    for (const auto& attribute : attributes) {
        if (attribute.name == local && attribute.prefix == prefix) {
            return attribute.value;
        }
    }
    return std::nullopt;
}

std::optional<long> XmlTag::number(std::string_view wanted) const noexcept {
    const auto value = attribute(wanted);
    long number = 0;
    if (!value ||
        std::from_chars(value->data(), value->data() + value->size(), number).ec != std::errc()) {
        return std::nullopt;
    }
    return number;
}

Result<void> read_xml(std::string_view xml,
                      std::span<const XmlNamespace> namespaces,
                      XmlHandler& handler) {
    constexpr auto remedy = "open the document in its program and save a copy";
    if (const auto bad = first_invalid_utf8(xml)) {
        return Error{ErrorCode::malformed_input, fmt::format("byte {} is not UTF-8", *bad), remedy};
    }
    if (auto fine = check_xml_shape(xml, max_xml_depth); !fine) {
        return fine;
    }
    Bridge bridge(xml, namespaces, handler);
    try {
        Poco::XML::SAXParser parser("UTF-8");
        parser.setContentHandler(&bridge);
        parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER,
                           static_cast<Poco::XML::LexicalHandler*>(&bridge));
        parser.parseMemoryNP(xml.data(), xml.size());
    } catch (const Poco::XML::SAXParseException& error) {
        const auto at = ByteTracker(xml).at(error.getLineNumber(), error.getColumnNumber());
        return Error{ErrorCode::malformed_input,
                     fmt::format("not well-formed XML at byte {}: {}", at, error.message()),
                     remedy};
    } catch (const Poco::Exception& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not readable as XML: {}", error.displayText()),
                     remedy};
    }
    if (bridge.lost()) {
        return Error{ErrorCode::internal,
                     fmt::format("the place of a text is not known at byte {}", *bridge.lost()),
                     "report it together with the document"};
    }
    return {};
}

}  // namespace tiendo::reader
