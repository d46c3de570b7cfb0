#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/record.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// A sequence of records that an adapter reads with cursors of its own.
struct ManifestStream {
    std::string name;
    RecordType type = RecordType::dossier;
    std::string description;
    bool operator==(const ManifestStream&) const = default;
};

enum class ConfigType : std::uint8_t { text = 0, number = 1, boolean = 2, url = 3 };
std::string_view to_string(ConfigType type) noexcept;
Result<ConfigType> parse_config_type(std::string_view text);

/// One setting of a connection.
struct ManifestKey {
    std::string key;
    ConfigType type = ConfigType::text;
    bool required = false;
    bool secret = false;  ///< given by HostServices::secret, never by the connection's settings
    std::string description;
    bool operator==(const ManifestKey&) const = default;
};

/// Whether the adapter's authors promise that it keeps working.
enum class AdapterStatus : std::uint8_t { trial = 0, stable = 1 };
std::string_view to_string(AdapterStatus status) noexcept;
Result<AdapterStatus> parse_adapter_status(std::string_view text);

/// What an adapter says of itself.
struct Manifest {
    std::uint32_t abi = 0;
    std::string name;  ///< 1 to 60 of a-z, 0-9, '-', '_'
    std::string version;
    std::string vendor;
    std::string summary;
    AdapterStatus status = AdapterStatus::trial;
    std::vector<std::string> capabilities;  ///< "check", "read"; unknown ones are kept
    std::vector<ManifestStream> streams;    ///< 1..64
    std::vector<ManifestKey> config;        ///< at most 64
    std::vector<std::string> hosts;  ///< "api.example.vn", with ":8443", or "config:<key>"; ≤ 64
    bool operator==(const Manifest&) const = default;

    [[nodiscard]] const ManifestStream* stream(std::string_view called) const noexcept;
    [[nodiscard]] const ManifestKey* key(std::string_view called) const noexcept;
};

/// Reads the JSON of a manifest, at most 256 KiB. Members that a later release added are ignored.
/// @return malformed_input that names the member
/// Threads: pure, any thread.
Result<Manifest> parse_manifest(std::string_view json);

/// The manifest's JSON in an object file that lies in memory: the section `.tiendo.manifest`,
/// without the NULs at its end. Looks at nothing else and runs nothing.
/// @return malformed_input (not an ELF object, cut, no such section, section over 256 KiB) or
/// unsupported (for another machine)
/// Threads: pure, any thread. Source: System V ABI, chapter 4.
Result<std::string> manifest_section(std::string_view object);

/// The manifest of the object file at `path`, without loading it.
/// @return also not_found, or storage where it cannot be read; the place is the path
Result<Manifest> read_manifest(const std::filesystem::path& path);

}  // namespace plugin
}  // namespace tiendo
