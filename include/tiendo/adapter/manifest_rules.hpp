#pragma once

#include "tiendo/adapter/manifest.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string_view>

/// What a manifest must be like, checked when the adapter is compiled.
namespace tiendo::adapter::detail {

constexpr bool good_name(std::string_view name) {
    return !name.empty() && name.size() <= 60 && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

constexpr bool good_version(std::string_view version) {
    int dots = 0;
    char last = '.';
    for (const char c : version) {
        if (c == '.' ? last == '.' : c < '0' || c > '9') {
            return false;
        }
        dots += c == '.' ? 1 : 0;
        last = c;
    }
    return dots == 2 && last != '.';
}

constexpr bool good_streams(const Manifest& manifest) {
    return std::all_of(manifest.streams.begin(), manifest.streams.end(), [&](const Stream& stream) {
        const auto twins = std::count_if(
            manifest.streams.begin(), manifest.streams.end(), [&](const Stream& other) {
                return other.name == stream.name;
            });
        return good_name(stream.name) && !stream.description.empty() && !stream.key.empty() &&
               twins == 1;
    });
}

constexpr std::string_view dossier_fields[] = {"unit",
                                               "procedure",
                                               "procedure_name",
                                               "field",
                                               "channel",
                                               "state",
                                               "received_at",
                                               "appointment_at",
                                               "first_appointment_at",
                                               "finished_at",
                                               "returned_at",
                                               "supplements",
                                               "changed_at"};
constexpr std::string_view document_fields[] = {"number",
                                                "issued_on",
                                                "kind",
                                                "issuer",
                                                "issuer_code",
                                                "direction",
                                                "subject",
                                                "references",
                                                "reply_to",
                                                "arrived_on",
                                                "sequence"};
constexpr std::string_view feedback_fields[] =
    {"service", "service_name", "unit", "closed", "requested_at", "updated_at", "expected_at"};

/// Whether the published schema of `type` has a member `name` besides type, id, day and deleted.
constexpr bool has_field(RecordType type, std::string_view name) {
    const auto among = [&](const auto& names) {
        return std::find(std::begin(names), std::end(names), name) != std::end(names);
    };
    switch (type) {
        case RecordType::dossier: return among(dossier_fields);
        case RecordType::document: return among(document_fields);
        case RecordType::feedback: return among(feedback_fields);
    }
    return false;
}

constexpr bool good_fields(const Manifest& manifest) {
    return std::all_of(manifest.streams.begin(), manifest.streams.end(), [&](const Stream& stream) {
        return !stream.fields.empty() &&
               std::all_of(stream.fields.begin(), stream.fields.end(), [&](const Field& field) {
                   return has_field(stream.type, field.name) && !field.purpose.empty();
               });
    });
}

constexpr bool good_config(const Manifest& manifest) {
    return std::all_of(manifest.config.begin(), manifest.config.end(), [&](const ConfigKey& key) {
        const auto twins = std::count_if(
            manifest.config.begin(), manifest.config.end(), [&](const ConfigKey& other) {
                return other.key == key.key;
            });
        return good_name(key.key) && !key.description.empty() && twins == 1 &&
               key.range.least <= key.range.most;
    });
}

constexpr bool good_hosts(const Manifest& manifest) {
    constexpr std::string_view from_config = "config:";
    return std::all_of(manifest.hosts.begin(), manifest.hosts.end(), [&](std::string_view host) {
        if (!host.starts_with(from_config)) {
            return !host.empty() && host.find_first_of("/ *\t@") == std::string_view::npos;
        }
        return std::any_of(
            manifest.config.begin(), manifest.config.end(), [&](const ConfigKey& key) {
                return key.key == host.substr(from_config.size()) && key.type == ConfigType::url;
            });
    });
}

/// Functions of the host by the minor version that they came with.
struct HostFunction {
    std::string_view name;
    std::uint32_t since_minor;
};
constexpr HostFunction later_host_functions[] = {{"wait", 1}};

constexpr bool good_needs(const Manifest& manifest) {
    return std::all_of(manifest.needs.begin(), manifest.needs.end(), [](std::string_view need) {
        return std::any_of(std::begin(later_host_functions),
                           std::end(later_host_functions),
                           [&](const HostFunction& each) { return each.name == need; });
    });
}

/// What the adapter needs and a host of this minor version lacks; nullptr: nothing.
constexpr const HostFunction* lacking(const Manifest& manifest, std::uint32_t host_minor) {
    for (const HostFunction& each : later_host_functions) {
        const bool needed = std::find(manifest.needs.begin(), manifest.needs.end(), each.name) !=
                            manifest.needs.end();
        if (needed && each.since_minor > host_minor) {
            return &each;
        }
    }
    return nullptr;
}

constexpr bool good_limits(const Manifest& manifest) {
    return manifest.stops_within > std::chrono::milliseconds(0) &&
           manifest.stops_within <= std::chrono::minutes(1);
}

constexpr bool flows(const Manifest& manifest, Flow flow) {
    return std::any_of(manifest.streams.begin(), manifest.streams.end(), [&](const Stream& stream) {
        return stream.flow == flow || stream.flow == Flow::both;
    });
}

}  // namespace tiendo::adapter::detail
