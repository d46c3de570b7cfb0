#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/http/client.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/plugin/manifest.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// Settings by key, each value as JSON text: `"https://one-stop.example"` with its quotes, `500`,
/// `true`. `json_text` makes one from plain text.
using Config = std::map<std::string, std::string, std::less<>>;
/// `text` as a JSON string. @pre valid UTF-8
std::string json_text(std::string_view text);

/// One system that is connected: whose adapter is called, with which settings.
struct Connection {
    ConnectionId id;
    Config config;
};

/// Whether `config` fits `manifest`: required settings present, none unknown, types right, no
/// secret among them.
/// @return config, with every fault named and what to do
Result<void> check_config(const Manifest& manifest, const Config& config);

/// The hosts that an adapter may talk to: those of its manifest, "config:<key>" replaced by
/// "host:port" of the address in that setting.
/// @return config where such an address is not one
Result<std::vector<std::string>> allowed_hosts(const Manifest& manifest, const Config& config);

/// Which of the records that a host keeps of a connection are wanted; newest first.
struct KeptQuery {
    std::string stream;
    std::string id;                 ///< this one alone; empty: all of the days
    std::optional<Date> from_day;   ///< inclusive
    std::optional<Date> until_day;  ///< inclusive
    std::string cursor;             ///< of the page before; empty: from the newest
    std::uint32_t wanted_records = 0;
};
/// A page of them, one JSON object a line.
struct KeptRecords {
    std::string lines;
    std::uint64_t record_count = 0;
    std::string cursor;
    bool more = false;
};

/// What an adapter gets from its host. Borrowed for one call of the adapter; the functions are
/// called on that call's thread.
struct HostServices {
    Clock clock{};  ///< must be set
    Logger logger{};
    /// Limits of one request. They are taken at the first call of an adapter handle and kept, since
    /// its connections stay alive between calls.
    http::ClientOptions http{};
    /// For the whole call, on the machine's steady clock: no request begins after it.
    std::chrono::milliseconds call_timeout{300'000};
    /// Empty: what the manifest and the settings say (`allowed_hosts`).
    std::vector<std::string> hosts{};
    /// The value of a secret by the key in the manifest; not_found where it is not set. Empty:
    /// there are none.
    std::function<Result<std::string>(std::string_view key)> secret{};
    /// 64 even random bits. Empty: the same sequence for every handle.
    std::function<std::uint64_t()> random{};
    /// Small facts of this connection. Both empty: kept in the handle as long as it lives.
    std::function<Result<std::optional<std::string>>(std::string_view key)> state_get{};
    std::function<Result<void>(std::string_view key, std::string_view value)> state_put{};
    /// Adds to a counter of this connection. Empty: nobody counts.
    std::function<void(std::string_view name, std::uint64_t by)> count{};
    /// Records of this connection that the host keeps. Empty: none, and the adapter is told so.
    std::function<Result<KeptRecords>(const KeptQuery&)> kept{};
    /// Waits for the adapter; false if it was told to stop meanwhile. Empty: really waits.
    std::function<bool(std::chrono::milliseconds, std::stop_token)> wait{};
    /// Asks the call to end; a request that is under way is waited for.
    std::stop_token stop{};
};

}  // namespace plugin
}  // namespace tiendo
