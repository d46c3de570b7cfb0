#pragma once

#include "tiendo/adapter/abi.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace tiendo::adapter {

/// A list with room for `Most`, usable in constant expressions. More elements do not compile.
template <typename T, std::size_t Most>
class List {
public:
    constexpr List() = default;
    constexpr List(std::initializer_list<T> items) {
        if (items.size() > Most) {
            throw "tiendo: too many elements in a list of the manifest";
        }
        for (const T& item : items) {
            items_[size_++] = item;
        }
    }
    [[nodiscard]] constexpr const T* begin() const noexcept { return items_.data(); }
    [[nodiscard]] constexpr const T* end() const noexcept { return items_.data() + size_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

private:
    std::array<T, Most> items_{};
    std::size_t size_ = 0;
};

/// What a stream carries; the names and schemas are those of the host's records.
enum class RecordType { dossier, document, feedback };
constexpr std::string_view to_string(RecordType type) noexcept {
    switch (type) {
        case RecordType::dossier: return "dossier";
        case RecordType::document: return "document";
        case RecordType::feedback: return "feedback";
    }
    return "?";
}

/// A sequence of records that is read with cursors of its own.
struct Stream {
    std::string_view name;  ///< "dossiers": lower-case ASCII letters, digits, '-' and '_'
    RecordType type = RecordType::document;
    std::string_view description;  ///< one English sentence
};

/// What a setting holds. A url names a host that the adapter may talk to where `Manifest::hosts`
/// says so.
enum class ConfigType { text, number, boolean, url };
constexpr std::string_view to_string(ConfigType type) noexcept {
    switch (type) {
        case ConfigType::text: return "text";
        case ConfigType::number: return "number";
        case ConfigType::boolean: return "boolean";
        case ConfigType::url: return "url";
    }
    return "?";
}

enum class Need { optional, required };
/// A secret comes from `Context::secret`, is never printed, and never comes from `config_text`.
enum class Secrecy { plain, secret };

/// One setting of a connection.
struct ConfigKey {
    std::string_view key;  ///< as stream names
    ConfigType type = ConfigType::text;
    std::string_view description;  ///< English; unit and range, and the default where optional
    Need need = Need::optional;
    Secrecy secrecy = Secrecy::plain;
};

/// Whether the adapter's authors promise that it keeps working.
enum class Status { trial, stable };
constexpr std::string_view to_string(Status status) noexcept {
    switch (status) {
        case Status::trial: return "trial";
        case Status::stable: return "stable";
    }
    return "?";
}

/// What an adapter is, known without loading it. Write it as a constant of the adapter's class:
///
///     static constexpr tiendo::adapter::Manifest manifest = {
///         .name = "lich-tiep-dan",
///         .version = "0.1.0",
///         .vendor = "Example IT centre",
///         .summary = "Reads the published list of reception days.",
///         .streams = {{.name = "documents", .type = RecordType::document, .description = "…"}},
///         .config = {{.key = "url", .type = ConfigType::url, .description = "…",
///                     .need = Need::required}},
///         .hosts = {"config:url"},
///     };
///
/// What the adapter can do (check, read) is taken from the functions it has. All texts are UTF-8.
struct Manifest {
    std::string_view name;     ///< as stream names, and the file is called tiendo-<name>.so
    std::string_view version;  ///< "1.2.3"
    std::string_view vendor;   ///< who answers for it
    std::string_view summary;  ///< what it talks to, one English sentence
    Status status = Status::trial;
    List<Stream, 16> streams{};
    List<ConfigKey, 32> config{};
    /// Hosts it talks to: "api.example.vn", "api.example.vn:8443", or "config:url" for the host of
    /// the address in that setting. Requests to others are refused.
    List<std::string_view, 16> hosts{};
};

namespace detail {

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
    for (const Stream& stream : manifest.streams) {
        const auto twins = std::count_if(
            manifest.streams.begin(), manifest.streams.end(), [&](const Stream& other) {
                return other.name == stream.name;
            });
        if (!good_name(stream.name) || stream.description.empty() || twins != 1) {
            return false;
        }
    }
    return true;
}

constexpr bool good_config(const Manifest& manifest) {
    for (const ConfigKey& key : manifest.config) {
        const auto twins = std::count_if(
            manifest.config.begin(), manifest.config.end(), [&](const ConfigKey& other) {
                return other.key == key.key;
            });
        if (!good_name(key.key) || key.description.empty() || twins != 1) {
            return false;
        }
    }
    return true;
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

}  // namespace detail
}  // namespace tiendo::adapter
