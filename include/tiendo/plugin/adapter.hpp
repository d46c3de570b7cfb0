#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/http/message.hpp"
#include "tiendo/model/outcome.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/plugin/allow.hpp"
#include "tiendo/plugin/engine.hpp"
#include "tiendo/plugin/guard.hpp"
#include "tiendo/plugin/manifest.hpp"
#include "tiendo/plugin/services.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

enum class FindingLevel : std::uint8_t { ok = 0, warning = 1, error = 2 };
std::string_view to_string(FindingLevel level) noexcept;
Result<FindingLevel> parse_finding_level(std::string_view text);

/// One thing that a check found.
struct Finding {
    FindingLevel level = FindingLevel::ok;
    std::string about;   ///< "reach", "login", "rights", "clock", "version", "other"
    std::string what;    ///< English, lower case, no full stop
    std::string remedy;  ///< empty where all is well
    bool operator==(const Finding&) const = default;
};

/// Which page is wanted.
struct ReadRequest {
    std::string stream;                ///< a name from the manifest
    Cursor cursor{};                   ///< what an earlier page of this stream gave
    std::uint32_t wanted_records = 0;  ///< about so many; 0: as the other side likes it
};

/// A page as the adapter wrote it: JSON lines for `parse_record_lines`, not yet looked into but for
/// their number.
struct Page {
    std::string lines;             ///< at most 64 MiB, each line ended by a line feed
    std::size_t record_count = 0;  ///< at most 10,000; equals the number of lines
    Cursor next;
    bool more = false;  ///< ask again at once; `next` then differs from the cursor asked with
    std::vector<Finding> notices{};  ///< what differs over there from the agreed form
    bool operator==(const Page&) const = default;
};

/// Names a record that is to be found.
struct FindKey {
    std::string id;
    std::optional<Date> day;  ///< where it is known
};

/// One record that is to be sent.
struct Delivery {
    std::string key;           ///< 1 to 64 of A-Z, a-z, 0-9, '-', '_': names it for ever
    std::int64_t attempt = 1;  ///< counts from 1
    std::string record;        ///< JSON after the schema of the stream's records, on one line
};

/// A request that another system sent for a connection.
struct ServedRequest {
    http::Request request;  ///< `target` is what lies below the connection's own path
    std::string peer;       ///< the address it came from, without a port
};

/// The answer to it, and what has to be kept before it leaves.
struct ServedAnswer {
    http::Response response;
    std::string stream;     ///< of the records; empty where there are none
    Page records;           ///< without a cursor
    std::string pull_soon;  ///< a stream that has changed over there; empty: none
};

/// What one adapter handle is: its own instance of the adapter, for one connection at a time.
///
/// Errors of the calls are the adapter's, by class, with the adapter's name as their place; texts
/// of secrets are masked in them. What an adapter does against the rules (throws, writes past a
/// struct, gives no cursor to go on from) is internal and says so; a page whose count is not that
/// of its lines is drift.
///
/// Threads: one call at a time on a handle, from any thread; handles are independent of each other,
/// also those of one object.
class Adapter {
public:
    ~Adapter();
    Adapter(Adapter&&) noexcept;
    Adapter& operator=(Adapter&&) noexcept;

    [[nodiscard]] const Manifest& manifest() const noexcept;
    [[nodiscard]] const std::filesystem::path& path() const noexcept;

    /// Can the adapter reach the other side, with these settings and rights?
    /// @return config where the settings do not fit the manifest; unsupported where the adapter has
    /// no check
    Result<std::vector<Finding>> check(const Connection& connection, const HostServices& services);

    /// Reads one page.
    /// @return not_found for a stream that the manifest does not name
    Result<Page> read(const Connection& connection,
                      const ReadRequest& request,
                      const HostServices& services);

    /// Reads the records of these keys, whatever a cursor says.
    /// @return a page without a cursor: each record that exists, and a deletion for each that does
    /// not; unsupported where the adapter has no find (which came with ABI 1.1), not_found as
    /// `read`
    Result<Page> find(const Connection& connection,
                      std::string_view stream,
                      const std::vector<FindKey>& keys,
                      const HostServices& services);

    /// Sends up to 1,000 deliveries of 16 MiB together.
    /// @return one result for each, in the order given; one of which the adapter said nothing is
    /// unknown, and all are where the adapter broke in the middle. An error means that nothing of
    /// it took effect: the adapter's class, unsupported where the adapter has no write, not_found
    /// for a stream that it does not write to
    Result<std::vector<DeliveryResult>> write(const Connection& connection,
                                              std::string_view stream,
                                              const std::vector<Delivery>& deliveries,
                                              const HostServices& services);

    /// Asks what became of deliveries whose outcome is unknown; as `write`.
    Result<std::vector<DeliveryResult>> probe(const Connection& connection,
                                              std::string_view stream,
                                              const std::vector<Delivery>& deliveries,
                                              const HostServices& services);

    /// Answers a request of another system.
    /// @return unsupported where the adapter has no serve; drift where records and count differ
    Result<ServedAnswer> serve(const Connection& connection,
                               const ServedRequest& request,
                               const HostServices& services);

private:
    friend class Loader;
    struct Impl;
    explicit Adapter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Whether an object is first loaded in a child process that ends at once. C++ ends the whole
/// program when an object throws while it is loaded, and there is no way to catch that.
enum class Trial : std::uint8_t {
    child_process,  ///< fork, once for each object that is not loaded yet; at most 10 seconds
    none,           ///< for programs that must not fork: a bad object may end the program
};

/// Where adapters lie.
struct SearchOptions {
    std::vector<std::filesystem::path> folders{};  ///< searched in this order for tiendo-<name>.so
    Trial trial = Trial::child_process;            ///< of those that run in process
    Isolation isolation = Isolation::in_process;
    std::vector<std::filesystem::path> trusted{};  ///< for by_place, besides `own_adapters()`
    GuardOptions guard{};                          ///< of those that are guarded
    /// Where it is set, what it does not allow is not run, an object or an engine's file, neither
    /// in process nor guarded; what is loaded are the very bytes that were judged, whatever becomes
    /// of the file.
    std::optional<AllowList> allowed{};
    std::vector<Engine> engines{};  ///< of files without code, looked for after the object
};

/// Loads an adapter and makes an instance of it. What was loaded is never unloaded; loading the
/// same file again makes another instance of it. A guarded one is loaded in its own process alone,
/// which ends with the handle; a handle survives the loss of its process, and the instance behind
/// it is then a new one.
/// @param name_or_path a manifest's name, searched in the folders, or a path (anything with '/' or
/// that ends in ".so" or as an engine's files)
/// @return not_found where no file is there, or why the one that is there cannot be used
/// (malformed_input, unsupported, internal, config: also where the allow-list does not have it);
/// each path tried is a cause, with its reason Threads: any; loads of one process run one after the
/// other.
Result<Adapter> load(std::string_view name_or_path,
                     const SearchOptions& search,
                     const Logger& logger);

/// What kind of folder an adapter lies in.
enum class Origin : std::uint8_t {
    package,  ///< `own_adapters()`
    trusted,  ///< one of SearchOptions::trusted
    folder,   ///< another one
};
/// "package", "trusted", "folder"
std::string_view to_string(Origin origin) noexcept;

/// An adapter that lies in a folder.
struct Found {
    std::filesystem::path path;
    Manifest manifest;
    Origin origin = Origin::folder;
    Isolation isolation = Isolation::in_process;  ///< where it would run: in process, or guarded
    std::optional<Error> refused{};               ///< why the allow-list does not have it
    /// The one of the same name that `load` takes, since its folder is searched first.
    std::optional<std::filesystem::path> shadowed_by{};
};
/// What `load` would try first of those that can be used, without loading it.
/// @return as `load`, but for what shows only in the code
Result<Found> find(std::string_view name_or_path, const SearchOptions& search);

/// What the folders hold, by name; of two of one name the one that `load` takes comes first.
struct Listing {
    std::vector<Found> adapters;
    std::vector<Error> failures;  ///< files called as adapters that are none, and why
};
/// Reads headers and manifests only, and loads nothing; where there is an allow-list, the whole of
/// each file. A folder that is not there is skipped.
Listing list(const SearchOptions& search);

}  // namespace plugin
}  // namespace tiendo
