#include "config_schema.hpp"

#include "manifest_members.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::plugin {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 5> for_people{"title",
                                                     "default",
                                                     "examples",
                                                     "$schema",
                                                     "$comment"};
constexpr std::array<std::string_view, 4> of_all{"type",
                                                 "properties",
                                                 "required",
                                                 "additionalProperties"};
constexpr std::array<std::string_view, 7>
    of_one{"type", "format", "enum", "minimum", "maximum", "writeOnly", "description"};

template <std::size_t N>
Result<void> only_known(const json::object& schema, const std::array<std::string_view, N>& known) {
    for (const auto& member : schema) {
        const std::string_view keyword = member.key();
        if (std::find(known.begin(), known.end(), keyword) == known.end() &&
            std::find(for_people.begin(), for_people.end(), keyword) == for_people.end()) {
            return wrong_manifest("the keyword '" + std::string(keyword.substr(0, 60)) +
                                  "' is not one that hosts check");
        }
    }
    return {};
}

Result<ConfigType> type_of(const json::object& schema) {
    auto type = text_in(schema, "type");
    if (!type) {
        return std::move(type).error();
    }
    const auto* format = schema.if_contains("format");
    if (*type == "string" && format == nullptr) {
        return ConfigType::text;
    }
    if (*type == "string" && format->is_string() && format->get_string() == "uri") {
        return ConfigType::url;
    }
    if (*type == "integer" && format == nullptr) {
        return ConfigType::number;
    }
    if (*type == "boolean" && format == nullptr) {
        return ConfigType::boolean;
    }
    return wrong_manifest("the type '" + type->substr(0, 60) +
                          "' is none of string (with or without format uri), integer, boolean");
}

Result<ManifestKey> key_of(std::string_view name, const json::value& value) {
    const auto* schema = value.if_object();
    if (schema == nullptr) {
        return wrong_manifest("it is no object");
    }
    if (auto known = only_known(*schema, of_one); !known) {
        return std::move(known).error();
    }
    auto type = type_of(*schema);
    auto description = text_in(*schema, "description");
    auto secret = flag_in(*schema, "writeOnly");
    auto least = number_in(*schema, "minimum");
    auto most = number_in(*schema, "maximum");
    auto choices = list_in<std::string>(*schema, "enum", plain_text);
    if (auto error = first_error(type, description, secret, least, most, choices)) {
        return *std::move(error);
    }
    return ManifestKey{.key = std::string(name),
                       .type = *type,
                       .secret = *secret,
                       .description = *std::move(description),
                       .least = *least,
                       .most = *most,
                       .choices = *std::move(choices)};
}

}  // namespace

Result<std::vector<ManifestKey>> keys_of_schema(const json::object& schema) {
    if (auto known = only_known(schema, of_all); !known) {
        return std::move(known).error();
    }
    auto properties = object_in(schema, "properties");
    auto required = list_in<std::string>(schema, "required", plain_text);
    if (auto error = first_error(properties, required)) {
        return *std::move(error);
    }
    if ((*properties)->size() > most_elements) {
        return wrong_manifest("it describes more than " + std::to_string(most_elements) +
                              " settings");
    }
    std::vector<ManifestKey> keys;
    for (const auto& member : **properties) {
        const std::string_view name = member.key();
        auto key = key_of(name, member.value());
        if (!key) {
            return std::move(key).error().at("property '" + std::string(name.substr(0, 60)) + "'");
        }
        key->required = std::find(required->begin(), required->end(), name) != required->end();
        keys.push_back(*std::move(key));
    }
    return keys;
}

}  // namespace tiendo::plugin
