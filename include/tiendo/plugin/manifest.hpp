#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/record.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// Which way a stream's records go.
enum class Flow : std::uint8_t { read = 0, write = 1, both = 2 };
std::string_view to_string(Flow flow) noexcept;
Result<Flow> parse_flow(std::string_view text);

/// A member of a stream's records that crosses the border, and what for.
struct ManifestField {
    std::string name;
    std::string purpose;
    bool operator==(const ManifestField&) const = default;
};

/// A sequence of records that an adapter reads with cursors of its own, or writes to.
struct ManifestStream {
    std::string name;
    RecordType type = RecordType::dossier;
    std::string description;
    Flow flow = Flow::read;
    std::string key;          ///< what over there makes a record's id
    std::string cursor_kind;  ///< "none", "time", "sequence", "token"; later ones are kept
    std::string order;        ///< "ascending", "descending", "none"; later ones are kept
    std::vector<ManifestField> fields;  ///< 1..64; `type`, `id`, `day` and `deleted` need no naming
    bool operator==(const ManifestStream&) const = default;
};

enum class ConfigType : std::uint8_t { text = 0, number = 1, boolean = 2, url = 3 };
std::string_view to_string(ConfigType type) noexcept;

/// One setting of a connection: a property of the manifest's JSON Schema.
struct ManifestKey {
    std::string key;
    ConfigType type = ConfigType::text;
    bool required = false;
    bool secret = false;  ///< given by HostServices::secret, never by the connection's settings
    std::string description;
    std::optional<std::int64_t> least;  ///< of a number
    std::optional<std::int64_t> most;
    std::vector<std::string> choices;  ///< of a text; empty: any
    bool operator==(const ManifestKey&) const = default;
};

/// Whether the adapter's authors promise that it keeps working.
enum class AdapterStatus : std::uint8_t { trial = 0, stable = 1 };
std::string_view to_string(AdapterStatus status) noexcept;
Result<AdapterStatus> parse_adapter_status(std::string_view text);

/// The version of the border that an adapter was built with.
struct AbiVersion {
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    bool operator==(const AbiVersion&) const = default;
    [[nodiscard]] std::string str() const;  ///< "1.0"
};

/// What an adapter says of itself.
struct Manifest {
    AbiVersion abi;
    std::string name;  ///< 1 to 60 of a-z, 0-9, '-', '_'
    std::string version;
    std::string vendor;
    std::string licence;
    std::string summary;
    AdapterStatus status = AdapterStatus::trial;
    std::chrono::milliseconds stops_within{
        1'000};                             ///< after a call was cancelled; 1 ms to 1 minute
    std::vector<std::string> needs;         ///< host functions it cannot do without: "wait"
    std::vector<std::string> capabilities;  ///< "check", "read", …; unknown ones are kept
    std::vector<ManifestStream> streams;    ///< 1..64
    std::vector<ManifestKey> config;        ///< at most 64
    std::vector<std::string> hosts;  ///< "api.example.vn", with ":8443", or "config:<key>"; ≤ 64
    bool operator==(const Manifest&) const = default;

    [[nodiscard]] const ManifestStream* stream(std::string_view called) const noexcept;
    [[nodiscard]] const ManifestKey* key(std::string_view called) const noexcept;
    [[nodiscard]] bool can(std::string_view capability) const noexcept;
};

/// Reads the JSON of a manifest, at most 256 KiB. Members that a later release added are ignored;
/// of another major version only `abi` and `name` are read.
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
