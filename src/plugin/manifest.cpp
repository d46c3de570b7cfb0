#include "tiendo/plugin/manifest.hpp"

#include "config_schema.hpp"
#include "manifest_members.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/base/enum_names.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace tiendo::plugin {

namespace json = boost::json;

namespace {

constexpr EnumNames<ConfigType, 4> config_types{"config type",
                                                {{{ConfigType::text, "text"},
                                                  {ConfigType::number, "number"},
                                                  {ConfigType::boolean, "boolean"},
                                                  {ConfigType::url, "url"}}}};
constexpr EnumNames<AdapterStatus, 2> statuses{
    "adapter status",
    {{{AdapterStatus::trial, "trial"}, {AdapterStatus::stable, "stable"}}}};
constexpr EnumNames<Flow, 3> flows{
    "flow",
    {{{Flow::read, "read"}, {Flow::write, "write"}, {Flow::both, "both"}}}};

Result<ManifestField> field_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong_manifest("it is no object");
    }
    auto name = text_in(*from, "name");
    auto purpose = text_in(*from, "purpose");
    if (auto error = first_error(name, purpose)) {
        return *std::move(error);
    }
    return ManifestField{*std::move(name), *std::move(purpose)};
}

Result<ManifestStream> stream_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong_manifest("it is no object");
    }
    auto name = text_in(*from, "name");
    auto type = text_in(*from, "type").and_then([](const std::string& word) {
        return parse_record_type(word);
    });
    auto description = text_in(*from, "description");
    auto flow =
        text_in(*from, "flow").and_then([](const std::string& word) { return parse_flow(word); });
    auto key = text_in(*from, "key");
    auto cursor = object_in(*from, "cursor");
    auto kind = cursor ? text_in(**cursor, "kind") : Result<std::string>(std::string());
    auto order = cursor ? text_in(**cursor, "order") : Result<std::string>(std::string());
    auto fields = list_in<ManifestField>(*from, "fields", field_of);
    if (auto error = first_error(name, type, description, flow, key, cursor, kind, order, fields)) {
        return *std::move(error);
    }
    if (fields->empty()) {
        return wrong_manifest("the stream '" + name->substr(0, 60) + "' names no field");
    }
    return ManifestStream{*std::move(name),
                          *type,
                          *std::move(description),
                          *flow,
                          *std::move(key),
                          *std::move(kind),
                          *std::move(order),
                          *std::move(fields)};
}

bool good_name(std::string_view name) {
    return !name.empty() && name.size() <= 60 && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

/// "1.0"; the number 0 is what objects of the trial version wrote.
Result<AbiVersion> abi_in(const json::object& from) {
    const auto* value = from.if_contains("abi");
    if (value != nullptr && value->is_int64() && value->get_int64() == 0) {
        return AbiVersion{};
    }
    AbiVersion abi;
    if (value != nullptr && value->is_string()) {
        const std::string_view text = value->get_string();
        const char* end = text.data() + text.size();
        const auto major = std::from_chars(text.data(), end, abi.major);
        if (major.ec == std::errc() && major.ptr != end && *major.ptr == '.') {
            const auto minor = std::from_chars(major.ptr + 1, end, abi.minor);
            if (minor.ec == std::errc() && minor.ptr == end) {
                return abi;
            }
        }
    }
    return wrong_manifest(
        "the member 'abi' is missing or no version like " TIENDO_ADAPTER_ABI_TEXT);
}

Result<void> read_texts(const json::object& from, Manifest& into) {
    for (auto [member, target] : {std::pair{"name", &into.name},
                                  std::pair{"version", &into.version},
                                  std::pair{"vendor", &into.vendor},
                                  std::pair{"licence", &into.licence},
                                  std::pair{"summary", &into.summary}}) {
        auto text = text_in(from, member);
        if (!text) {
            return std::move(text).error();
        }
        *target = *std::move(text);
    }
    if (!good_name(into.name)) {
        return wrong_manifest("the name '" + into.name.substr(0, 60) +
                              "' is not 1 to 60 of a-z, 0-9, '-' and '_'");
    }
    return {};
}

Result<void> read_limits(const json::object& from, Manifest& into) {
    auto status = text_in(from, "status").and_then([](const std::string& word) {
        return parse_adapter_status(word);
    });
    auto stops = number_in(from, "stops_within_ms");
    if (auto error = first_error(status, stops)) {
        return *std::move(error);
    }
    into.status = *status;
    if (*stops) {
        if (**stops < 1 || **stops > 60'000) {
            return wrong_manifest("the member 'stops_within_ms' is not 1 to 60000");
        }
        into.stops_within = std::chrono::milliseconds(**stops);
    }
    return {};
}

Result<void> read_lists(const json::object& from, Manifest& into) {
    auto needs = list_in<std::string>(from, "needs", plain_text);
    auto capabilities = list_in<std::string>(from, "capabilities", plain_text);
    auto streams = list_in<ManifestStream>(from, "streams", stream_of);
    auto hosts = list_in<std::string>(from, "hosts", plain_text);
    auto schema = object_in(from, "config");
    auto config = schema ? keys_of_schema(**schema) : Result<std::vector<ManifestKey>>({});
    if (auto error = first_error(needs, capabilities, streams, hosts, schema)) {
        return *std::move(error);
    }
    if (!config) {
        return std::move(config).error().at("config");
    }
    if (streams->empty()) {
        return wrong_manifest("the member 'streams' names no stream");
    }
    into.needs = *std::move(needs);
    into.capabilities = *std::move(capabilities);
    into.streams = *std::move(streams);
    into.config = *std::move(config);
    into.hosts = *std::move(hosts);
    return {};
}

Result<Manifest> manifest_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong_manifest("it is no JSON object");
    }
    Manifest manifest;
    auto abi = abi_in(*from);
    if (!abi) {
        return std::move(abi).error();
    }
    manifest.abi = *abi;
    if (manifest.abi.major != TIENDO_ADAPTER_ABI_MAJOR) {
        // Another version may name and shape its other members as it likes.
        manifest.name = text_in(*from, "name").value_or("");
        return manifest;
    }
    for (const auto read : {&read_texts, &read_limits, &read_lists}) {
        if (auto done = read(*from, manifest); !done) {
            return std::move(done).error();
        }
    }
    return manifest;
}

}  // namespace

std::string_view to_string(ConfigType type) noexcept {
    return config_types.name(type);
}
std::string_view to_string(Flow flow) noexcept {
    return flows.name(flow);
}
Result<Flow> parse_flow(std::string_view text) {
    return flows.parse(text);
}
std::string_view to_string(AdapterStatus status) noexcept {
    return statuses.name(status);
}
Result<AdapterStatus> parse_adapter_status(std::string_view text) {
    return statuses.parse(text);
}

std::string AbiVersion::str() const {
    return std::to_string(major) + "." + std::to_string(minor);
}

const ManifestStream* Manifest::stream(std::string_view called) const noexcept {
    const auto found =
        std::find_if(streams.begin(), streams.end(), [&](const ManifestStream& each) {
            return each.name == called;
        });
    return found == streams.end() ? nullptr : &*found;
}

const ManifestKey* Manifest::key(std::string_view called) const noexcept {
    const auto found = std::find_if(
        config.begin(), config.end(), [&](const ManifestKey& each) { return each.key == called; });
    return found == config.end() ? nullptr : &*found;
}

bool Manifest::can(std::string_view capability) const noexcept {
    return std::find(capabilities.begin(), capabilities.end(), capability) != capabilities.end();
}

Result<Manifest> parse_manifest(std::string_view text) {
    if (text.size() > TIENDO_MANIFEST_BYTES_MAX) {
        return wrong_manifest("the manifest has more than 256 KiB").at("manifest");
    }
    json::error_code fault;
    json::value value = json::parse(text, fault);
    if (fault) {
        return wrong_manifest("it is not JSON: " + fault.message()).at("manifest");
    }
    auto manifest = manifest_of(value);
    if (!manifest) {
        return std::move(manifest).error().at("manifest");
    }
    return manifest;
}

}  // namespace tiendo::plugin
