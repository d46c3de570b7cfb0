#include "georeport.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"

#include <utility>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Expected;

namespace {

/// Characters that XML 1.0 has no way to write are left out.
void write_text(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool unwritable = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
        if (text.substr(i, 2) == "\xEF\xBF" && i + 2 < text.size() &&
            static_cast<unsigned char>(text[i + 2]) >= 0xBE) {  // U+FFFE, U+FFFF
            i += 2;
        } else if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (!unwritable) {
            out += c;
        }
    }
}

void write_xml(std::string& out,
               const json::value& value,
               std::string_view name,
               std::string_view entry) {
    out.append("<").append(name).append(">");
    if (value.is_string()) {
        write_text(out, value.get_string());
    } else if (value.is_array()) {
        for (const auto& each : value.get_array()) {
            write_xml(out, each, entry, {});
        }
    } else if (value.is_object()) {
        for (const auto& [key, each] : value.get_object()) {
            // endpoints/endpoint, formats/format
            const std::string_view inner = key;
            write_xml(out, each, inner, inner.substr(0, inner.size() - 1));
        }
    } else if (!value.is_null()) {
        out += json::serialize(value);
    }
    out.append("</").append(name).append(">");
}

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

/// In UTC and whole seconds, which all readers of the standard take.
json::value instant_or_null(const std::string& text) {
    const auto seconds = adapter_support::unix_seconds_of(text);
    return seconds ? json::value(adapter_support::utc_of(*seconds)) : json::value(nullptr);
}

}  // namespace

Outline error_outline(unsigned status, std::string_view description) {
    json::array errors;
    errors.push_back(
        json::object{{"code", std::to_string(status)}, {"description", std::string(description)}});
    return {status, std::move(errors), "errors", "error"};
}

adapter::Answer written(const Outline& outline, Format format) {
    adapter::Answer answer;
    answer.status = outline.status;
    if (format == Format::json) {
        answer.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        answer.body = json::serialize(outline.body) + "\n";
    } else {
        answer.headers = {{"Content-Type", "text/xml; charset=utf-8"}};
        answer.body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
        write_xml(answer.body, outline.body, outline.root, outline.entry);
        answer.body += "\n";
    }
    return answer;
}

Expected<json::object> request_of_record(std::string_view line) {
    auto value = adapter_support::parse_json(line, "kept record");
    auto object = value ? adapter_support::object_of(*value, "kept record")
                        : Expected<const json::object*>(std::move(value).error());
    if (!object) {
        return adapter::Failure::broken("the host gave a kept record that is none");
    }
    adapter_support::Fields fields(**object, "kept record");
    const auto id = fields.required("id");
    const auto closed = fields.text("closed") == "true";
    const auto requested = instant_or_null(fields.text("requested_at"));
    const auto updated = instant_or_null(fields.text("updated_at"));
    json::object request;
    request["service_request_id"] = id;
    request["status"] = closed ? "closed" : "open";
    request["status_notes"] = nullptr;
    request["service_name"] = fields.text("service_name");
    request["service_code"] = fields.text("service");
    request["description"] = nullptr;
    request["agency_responsible"] = text_or_null(fields.text("unit"));
    request["service_notice"] = nullptr;
    request["requested_datetime"] = requested;
    request["updated_datetime"] = updated.is_null() ? requested : updated;
    request["expected_datetime"] = instant_or_null(fields.text("expected_at"));
    for (const char* not_kept : {"address", "address_id", "zipcode", "lat", "long", "media_url"}) {
        request[not_kept] = nullptr;
    }
    if (fields.failed() || requested.is_null()) {
        return adapter::Failure::broken("the host gave a kept record that is no feedback");
    }
    return request;
}

}  // namespace tiendo::phan_anh
