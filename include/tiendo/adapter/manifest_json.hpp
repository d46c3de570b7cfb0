#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"

#include <limits>
#include <string>
#include <string_view>

/// The manifest as the JSON that hosts read (docs/abi.md), written when the adapter is compiled.
namespace tiendo::adapter::detail {

/// A JSON list; `write` appends the text of one item.
template <typename Items, typename Write>
constexpr std::string json_list(const Items& items, const Write& write) {
    std::string list = "[";
    for (const auto& item : items) {
        list += list.size() == 1 ? "" : ",";
        write(list, item);
    }
    return list + "]";
}

constexpr std::string json_texts(const auto& texts) {
    return json_list(
        texts, [](std::string& list, std::string_view text) { append_json_text(list, text); });
}

constexpr std::string stream_json(const Stream& stream) {
    JsonObject cursor;
    cursor.text("kind", to_string(stream.cursor)).text("order", to_string(stream.order));
    JsonObject all;
    all.text("name", stream.name)
        .text("type", to_string(stream.type))
        .text("description", stream.description)
        .text("flow", to_string(stream.flow))
        .text("key", stream.key)
        .object("cursor", cursor)
        .raw("fields", json_list(stream.fields, [](std::string& list, const Field& field) {
                 JsonObject each;
                 each.text("name", field.name).text("purpose", field.purpose);
                 list += each.str();
             }));
    return all.str();
}

constexpr std::string config_key_json(const ConfigKey& key) {
    JsonObject schema;
    switch (key.type) {
        case ConfigType::text: schema.text("type", "string"); break;
        case ConfigType::url: schema.text("type", "string").text("format", "uri"); break;
        case ConfigType::number: schema.text("type", "integer"); break;
        case ConfigType::boolean: schema.text("type", "boolean"); break;
    }
    if (key.range.least != std::numeric_limits<std::int64_t>::min()) {
        schema.number("minimum", key.range.least);
    }
    if (key.range.most != std::numeric_limits<std::int64_t>::max()) {
        schema.number("maximum", key.range.most);
    }
    if (!key.choices.empty()) {
        schema.raw("enum", json_texts(key.choices));
    }
    if (key.secrecy == Secrecy::secret) {
        schema.boolean("writeOnly", true);
    }
    schema.text("description", key.description);
    return schema.str();
}

/// The settings as a JSON Schema; a secret is `writeOnly`.
constexpr std::string config_json(const List<ConfigKey, 32>& config) {
    JsonObject properties;
    std::string required;
    for (const ConfigKey& key : config) {
        properties.raw(key.key, config_key_json(key));
        if (key.need == Need::required) {
            required += required.empty() ? "" : ",";
            append_json_text(required, key.key);
        }
    }
    JsonObject schema;
    schema.text("type", "object")
        .boolean("additionalProperties", false)
        .object("properties", properties)
        .raw("required", "[" + required + "]");
    return schema.str();
}

constexpr std::string manifest_json(const Manifest& manifest, std::string_view capabilities) {
    JsonObject all;
    all.text("abi", TIENDO_ADAPTER_ABI_TEXT)
        .text("name", manifest.name)
        .text("version", manifest.version)
        .text("vendor", manifest.vendor)
        .text("licence", manifest.licence)
        .text("summary", manifest.summary)
        .text("status", to_string(manifest.status))
        .number("stops_within_ms", manifest.stops_within.count())
        .raw("needs", json_texts(manifest.needs))
        .raw("capabilities", capabilities)
        .raw(
            "streams",
            json_list(manifest.streams,
                      [](std::string& list, const Stream& stream) { list += stream_json(stream); }))
        .raw("config", config_json(manifest.config))
        .raw("hosts", json_texts(manifest.hosts));
    return all.str();
}

}  // namespace tiendo::adapter::detail
