#include "html.hpp"

#include <tiendo/base/text.hpp>
#include <tiendo/http/message.hpp>

#include <array>
#include <cstddef>

namespace desk {

namespace {

/// Marks, embeddings, overrides and isolates: Unicode's Bidi_Control property.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> turning = {{
    {"\xD8\x9C", "[U+061C]"},
    {"\xE2\x80\x8E", "[U+200E]"},
    {"\xE2\x80\x8F", "[U+200F]"},
    {"\xE2\x80\xAA", "[U+202A]"},
    {"\xE2\x80\xAB", "[U+202B]"},
    {"\xE2\x80\xAC", "[U+202C]"},
    {"\xE2\x80\xAD", "[U+202D]"},
    {"\xE2\x80\xAE", "[U+202E]"},
    {"\xE2\x81\xA6", "[U+2066]"},
    {"\xE2\x81\xA7", "[U+2067]"},
    {"\xE2\x81\xA8", "[U+2068]"},
    {"\xE2\x81\xA9", "[U+2069]"},
}};

std::string straightened(std::string_view line) {
    std::string out;
    out.reserve(line.size());
    for (std::size_t i = 0; i < line.size();) {
        const auto rest = line.substr(i);
        const auto* found = turning.end();
        if (rest[0] == '\xD8' || rest[0] == '\xE2') {
            for (found = turning.begin();
                 found != turning.end() && !rest.starts_with(found->first);) {
                ++found;
            }
        }
        out += found == turning.end() ? rest.substr(0, 1) : found->second;
        i += found == turning.end() ? 1 : found->first.size();
    }
    return out;
}

std::string escaped(std::string_view line) {
    if (tiendo::first_invalid_utf8(line)) {
        return escaped(tiendo::to_nfc(line));
    }
    return tiendo::html_escaped(straightened(line));
}

}  // namespace

Markup text(std::string_view text) {
    return Markup(escaped(text));
}

Markup preformatted(std::string_view text) {
    std::string out;
    while (true) {
        const auto end = std::min(text.find('\n'), text.size());
        out += escaped(text.substr(0, end));
        if (end == text.size()) {
            return Markup(std::move(out));
        }
        out += '\n';
        text.remove_prefix(end + 1);
    }
}

Markup paragraphs(std::string_view text) {
    Markup out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (const auto line = tiendo::trim(text.substr(0, end)); !line.empty()) {
            out += element("p", line);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

Markup void_element(std::string_view name, Attributes attributes) {
    std::string out = "<" + std::string(name);
    for (const auto& [attribute, value] : attributes) {
        out.append(" ").append(attribute).append("=\"").append(escaped(value)).append("\"");
    }
    return Markup(out + ">");
}

Markup element(std::string_view name, Attributes attributes, const Markup& content) {
    auto out = void_element(name, attributes).html_ + content.html_;
    return Markup(out.append("</").append(name).append(">"));
}
Markup element(std::string_view name, Attributes attributes, std::string_view content) {
    return element(name, attributes, text(content));
}
Markup element(std::string_view name, const Markup& content) {
    return element(name, {}, content);
}
Markup element(std::string_view name, std::string_view content) {
    return element(name, {}, text(content));
}

Markup document(const Markup& html) {
    return Markup("<!DOCTYPE html>\n" + html.html_ + "\n");
}

std::string address(std::string_view path, Attributes query) {
    std::string out(path);
    for (const auto& [name, value] : query) {
        out += out.size() == path.size() ? '?' : '&';
        out.append(name).append("=").append(tiendo::http::encode_query(value));
    }
    return out;
}

Markup link(std::string_view address, std::string_view words) {
    return element("a", {{"href", address}}, words);
}

}  // namespace desk
