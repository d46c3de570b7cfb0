#include "manifest.hpp"

#include "position.hpp"

#include <tiendo/adapter/abi.h>
#include <tiendo/adapter/json_writer.hpp>

#include <algorithm>
#include <vector>

namespace tiendo::declarative {

using adapter::JsonObject;

namespace {

template <typename Each, typename Write>
std::string list_of(const std::vector<Each>& all, const Write& write) {
    std::string json = "[";
    for (const Each& each : all) {
        const std::string item = write(each);
        if (!item.empty()) {
            json.append(json.size() > 1 ? "," : "").append(item);
        }
    }
    return json + "]";
}

std::string field_json(const FieldPlan& field) {
    const bool names_itself = field.member.name == "id" || field.member.name == "day";
    return names_itself
               ? std::string()
               : JsonObject().text("name", field.member.name).text("purpose", field.purpose).str();
}

std::string stream_json(const StreamPlan& stream) {
    return JsonObject()
        .text("name", stream.name)
        .text("type", to_string(stream.type))
        .text("description", stream.description)
        .text("flow", "read")
        .text("key", stream.key)
        .object("cursor",
                JsonObject().text("kind", cursor_kind_of(stream)).text("order", stream.order))
        .raw("fields", list_of(stream.fields, field_json))
        .str();
}

JsonObject setting_json(const Setting& setting) {
    JsonObject json;
    switch (setting.type) {
        case Setting::Type::text: json.text("type", "string"); break;
        case Setting::Type::url: json.text("type", "string").text("format", "uri"); break;
        case Setting::Type::number: json.text("type", "integer"); break;
        case Setting::Type::boolean: json.text("type", "boolean"); break;
    }
    json.text("description", setting.description);
    if (setting.secret) {
        json.boolean("writeOnly", true);
    }
    if (setting.least) {
        json.number("minimum", *setting.least);
    }
    if (setting.most) {
        json.number("maximum", *setting.most);
    }
    if (!setting.choices.empty()) {
        json.texts("enum", setting.choices);
    }
    return json;
}

JsonObject config_json(const Profile& profile) {
    JsonObject properties;
    std::vector<std::string> required;
    for (const Setting& setting : profile.settings) {
        properties.object(setting.key, setting_json(setting));
        if (setting.required) {
            required.push_back(setting.key);
        }
    }
    return JsonObject()
        .text("type", "object")
        .object("properties", properties)
        .texts("required", required)
        .boolean("additionalProperties", false);
}

}  // namespace

std::string manifest_json(const Profile& profile) {
    std::vector<std::string> hosts;
    if (!profile.url_setting.empty()) {
        hosts.push_back("config:" + profile.url_setting);
    }
    return JsonObject()
        .text("abi", TIENDO_ADAPTER_ABI_TEXT)
        .text("name", profile.name)
        .text("version", profile.version)
        .text("vendor", profile.vendor)
        .text("licence", profile.licence)
        .text("summary", profile.summary)
        .text("status", profile.status)
        .texts("capabilities", {"check", "read"})
        .raw("streams", list_of(profile.streams, stream_json))
        .object("config", config_json(profile))
        .texts("hosts", hosts)
        .str();
}

}  // namespace tiendo::declarative
