#include "tiendo/plugin/manifest.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/base/enum_names.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstddef>
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

constexpr std::size_t most_elements = 64;
constexpr const char* remedy = "build the adapter again with the SDK of this release";

Error wrong(std::string message) {
    return Error{ErrorCode::malformed_input, std::move(message), remedy};
}

Result<std::string> text_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr || !value->is_string()) {
        return wrong("the member '" + std::string(member) + "' is missing or no text");
    }
    return std::string(value->get_string());
}

Result<bool> flag_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr || !value->is_bool()) {
        return wrong("the member '" + std::string(member) +
                     "' is missing or neither true nor false");
    }
    return value->get_bool();
}

/// The elements of a list, each read by `each`. A missing list is an empty one.
template <typename T, typename Each>
Result<std::vector<T>> list_in(const json::object& from,
                               std::string_view member,
                               const Each& each) {
    std::vector<T> items;
    const auto* value = from.if_contains(member);
    if (value == nullptr) {
        return items;
    }
    const auto* array = value->if_array();
    if (array == nullptr || array->size() > most_elements) {
        return wrong("the member '" + std::string(member) + "' is no list of at most " +
                     std::to_string(most_elements));
    }
    for (const json::value& element : *array) {
        Result<T> item = each(element);
        if (!item) {
            return std::move(item).error().at(std::string(member) + " " +
                                              std::to_string(items.size() + 1));
        }
        items.push_back(*std::move(item));
    }
    return items;
}

Result<std::string> plain_text(const json::value& value) {
    if (!value.is_string()) {
        return wrong("it is no text");
    }
    return std::string(value.get_string());
}

Result<ManifestStream> stream_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong("it is no object");
    }
    auto name = text_in(*from, "name");
    auto type = text_in(*from, "type").and_then([](const std::string& word) {
        return parse_record_type(word);
    });
    auto description = text_in(*from, "description");
    if (!name || !type || !description) {
        return !name ? std::move(name).error()
                     : (!type ? std::move(type).error() : std::move(description).error());
    }
    return ManifestStream{*std::move(name), *type, *std::move(description)};
}

Result<ManifestKey> key_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong("it is no object");
    }
    auto key = text_in(*from, "key");
    auto type = text_in(*from, "type").and_then([](const std::string& word) {
        return parse_config_type(word);
    });
    auto required = flag_in(*from, "required");
    auto secret = flag_in(*from, "secret");
    auto description = text_in(*from, "description");
    for (auto* error : {key ? nullptr : &key.error(),
                        type ? nullptr : &type.error(),
                        required ? nullptr : &required.error(),
                        secret ? nullptr : &secret.error(),
                        description ? nullptr : &description.error()}) {
        if (error != nullptr) {
            return std::move(*error);
        }
    }
    return ManifestKey{*std::move(key), *type, *required, *secret, *std::move(description)};
}

bool good_name(std::string_view name) {
    return !name.empty() && name.size() <= 60 && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

Result<std::uint32_t> abi_in(const json::object& from) {
    const auto* value = from.if_contains("abi");
    const auto* number = value == nullptr ? nullptr : value->if_int64();
    if (number == nullptr || *number < 0 || *number > 1'000'000) {
        return wrong("the member 'abi' is missing or no small number");
    }
    return static_cast<std::uint32_t>(*number);
}

Result<void> read_texts(const json::object& from, Manifest& into) {
    for (auto [member, target] : {std::pair{"name", &into.name},
                                  std::pair{"version", &into.version},
                                  std::pair{"vendor", &into.vendor},
                                  std::pair{"summary", &into.summary}}) {
        auto text = text_in(from, member);
        if (!text) {
            return std::move(text).error();
        }
        *target = *std::move(text);
    }
    if (!good_name(into.name)) {
        return wrong("the name '" + into.name.substr(0, 60) +
                     "' is not 1 to 60 of a-z, 0-9, '-' and '_'");
    }
    return {};
}

Result<void> read_lists(const json::object& from, Manifest& into) {
    auto capabilities = list_in<std::string>(from, "capabilities", plain_text);
    auto streams = list_in<ManifestStream>(from, "streams", stream_of);
    auto config = list_in<ManifestKey>(from, "config", key_of);
    auto hosts = list_in<std::string>(from, "hosts", plain_text);
    for (auto* error : {capabilities ? nullptr : &capabilities.error(),
                        streams ? nullptr : &streams.error(),
                        config ? nullptr : &config.error(),
                        hosts ? nullptr : &hosts.error()}) {
        if (error != nullptr) {
            return std::move(*error);
        }
    }
    if (streams->empty()) {
        return wrong("the member 'streams' names no stream");
    }
    into.capabilities = *std::move(capabilities);
    into.streams = *std::move(streams);
    into.config = *std::move(config);
    into.hosts = *std::move(hosts);
    return {};
}

Result<Manifest> manifest_of(const json::value& value) {
    const auto* from = value.if_object();
    if (from == nullptr) {
        return wrong("it is no JSON object");
    }
    Manifest manifest;
    auto abi = abi_in(*from);
    if (!abi) {
        return std::move(abi).error();
    }
    manifest.abi = *abi;
    if (manifest.abi != TIENDO_ADAPTER_ABI) {
        // Another version may name and shape its other members as it likes.
        manifest.name = text_in(*from, "name").value_or("");
        return manifest;
    }
    auto status = text_in(*from, "status").and_then([](const std::string& word) {
        return parse_adapter_status(word);
    });
    if (!status) {
        return std::move(status).error();
    }
    manifest.status = *status;
    if (auto texts = read_texts(*from, manifest); !texts) {
        return std::move(texts).error();
    }
    if (auto lists = read_lists(*from, manifest); !lists) {
        return std::move(lists).error();
    }
    return manifest;
}

}  // namespace

std::string_view to_string(ConfigType type) noexcept {
    return config_types.name(type);
}
Result<ConfigType> parse_config_type(std::string_view text) {
    return config_types.parse(text);
}
std::string_view to_string(AdapterStatus status) noexcept {
    return statuses.name(status);
}
Result<AdapterStatus> parse_adapter_status(std::string_view text) {
    return statuses.parse(text);
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

Result<Manifest> parse_manifest(std::string_view text) {
    if (text.size() > TIENDO_MANIFEST_BYTES_MAX) {
        return wrong("the manifest has more than 256 KiB").at("manifest");
    }
    json::error_code fault;
    json::value value = json::parse(text, fault);
    if (fault) {
        return wrong("it is not JSON: " + fault.message()).at("manifest");
    }
    auto manifest = manifest_of(value);
    if (!manifest) {
        return std::move(manifest).error().at("manifest");
    }
    return manifest;
}

}  // namespace tiendo::plugin
