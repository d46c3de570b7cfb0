#include "xml.hpp"

#include <array>
#include <charconv>

namespace tiendo::simulator {
namespace {

void write(std::string& out,
           const boost::json::value& value,
           std::string_view name,
           std::string_view entry);

void write_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default: out += c; break;
        }
    }
}

/// Without the exponent that the JSON writer uses: peers read it by hand.
void write_degrees(std::string& out, double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(
        digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 6);
    out.append(digits.data(), end.ptr);
}

void write_content(std::string& out, const boost::json::value& value, std::string_view entry) {
    switch (value.kind()) {
        case boost::json::kind::null: break;
        case boost::json::kind::string: write_text(out, value.get_string()); break;
        case boost::json::kind::bool_:
        case boost::json::kind::int64:
        case boost::json::kind::uint64: out += boost::json::serialize(value); break;
        case boost::json::kind::double_: write_degrees(out, value.get_double()); break;
        case boost::json::kind::array:
            for (const auto& each : value.get_array()) {
                write(out, each, entry, "");
            }
            break;
        case boost::json::kind::object:
            for (const auto& [key, each] : value.get_object()) {
                // attributes/attribute, values/value, endpoints/endpoint, formats/format
                const std::string_view name = key;
                write(out, each, name, name.substr(0, name.size() - 1));
            }
            break;
    }
}

void write(std::string& out,
           const boost::json::value& value,
           std::string_view name,
           std::string_view entry) {
    out += '<' + std::string(name) + '>';
    write_content(out, value, entry);
    out += "</" + std::string(name) + '>';
}

}  // namespace

std::string to_xml(const boost::json::value& value, std::string_view root, std::string_view entry) {
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    write(out, value, root, entry);
    out += '\n';
    return out;
}

}  // namespace tiendo::simulator
