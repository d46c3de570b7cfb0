#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

/// The manifest as the JSON that hosts read (docs/abi.md), written when the adapter is compiled.
namespace tiendo::adapter::detail {

/// Only counts what is written to it.
class Counter {
public:
    constexpr Counter& operator+=(char /*c*/) {
        ++size_;
        return *this;
    }
    constexpr Counter& operator+=(std::string_view text) {
        size_ += text.size();
        return *this;
    }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }

private:
    std::size_t size_ = 0;
};

/// Writes into an array that is long enough.
class Filling {
public:
    constexpr explicit Filling(char* to) : to_(to) {}
    constexpr Filling& operator+=(char c) {
        *to_++ = c;
        return *this;
    }
    constexpr Filling& operator+=(std::string_view text) {
        for (const char c : text) {
            *to_++ = c;
        }
        return *this;
    }

private:
    char* to_;
};

/// A JSON list; `write` writes one item.
template <typename Out, typename Items, typename Write>
constexpr void write_list(Out& out, const Items& items, const Write& write) {
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        out += std::string_view(first ? "" : ",");
        first = false;
        write(item);
    }
    out += ']';
}

template <typename Out, typename Texts>
constexpr void write_texts(Out& out, const Texts& texts) {
    write_list(out, texts, [&](std::string_view text) { append_json_text(out, text); });
}

template <typename Out>
constexpr void write_stream(Out& out, const Stream& stream) {
    JsonInto<Out> json(out);
    json.text("name", stream.name)
        .text("type", to_string(stream.type))
        .text("description", stream.description)
        .text("flow", to_string(stream.flow))
        .text("key", stream.key);
    JsonInto<Out> cursor(json.member("cursor"));
    cursor.text("kind", to_string(stream.cursor)).text("order", to_string(stream.order)).end();
    write_list(json.member("fields"), stream.fields, [&](const Field& field) {
        JsonInto<Out>(out).text("name", field.name).text("purpose", field.purpose).end();
    });
    json.end();
}

template <typename Out>
constexpr void write_setting(Out& out, const ConfigKey& key) {
    JsonInto<Out> json(out);
    switch (key.type) {
        case ConfigType::text: json.text("type", "string"); break;
        case ConfigType::url: json.text("type", "string").text("format", "uri"); break;
        case ConfigType::number: json.text("type", "integer"); break;
        case ConfigType::boolean: json.text("type", "boolean"); break;
    }
    if (key.range.least != std::numeric_limits<std::int64_t>::min()) {
        json.number("minimum", key.range.least);
    }
    if (key.range.most != std::numeric_limits<std::int64_t>::max()) {
        json.number("maximum", key.range.most);
    }
    if (!key.choices.empty()) {
        write_texts(json.member("enum"), key.choices);
    }
    if (key.secrecy == Secrecy::secret) {
        json.boolean("writeOnly", true);
    }
    json.text("description", key.description).end();
}

/// The settings as a JSON Schema; a secret is `writeOnly`.
template <typename Out>
constexpr void write_settings(Out& out, const List<ConfigKey, 32>& settings) {
    JsonInto<Out> schema(out);
    schema.text("type", "object").boolean("additionalProperties", false);
    JsonInto<Out> properties(schema.member("properties"));
    List<std::string_view, 32> required;
    for (const ConfigKey& key : settings) {
        write_setting(properties.member(key.key), key);
        if (key.need == Need::required) {
            required.add(key.key);
        }
    }
    properties.end();
    write_texts(schema.member("required"), required);
    schema.end();
}

template <typename Out>
constexpr void write_manifest(Out& out,
                              const Manifest& manifest,
                              const List<std::string_view, 8>& capabilities) {
    JsonInto<Out> json(out);
    json.text("abi", TIENDO_ADAPTER_ABI_TEXT)
        .text("name", manifest.name)
        .text("version", manifest.version)
        .text("vendor", manifest.vendor)
        .text("licence", manifest.licence)
        .text("summary", manifest.summary)
        .text("status", to_string(manifest.status))
        .number("stops_within_ms", manifest.stops_within.count());
    write_texts(json.member("needs"), manifest.needs);
    write_texts(json.member("capabilities"), capabilities);
    write_list(json.member("streams"), manifest.streams, [&](const Stream& stream) {
        write_stream(out, stream);
    });
    write_settings(json.member("config"), manifest.config);
    write_texts(json.member("hosts"), manifest.hosts);
    json.end();
}

}  // namespace tiendo::adapter::detail
