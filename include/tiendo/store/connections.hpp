#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Connections to neighbouring systems and where reading from each stands.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Stored: append only, never renumber.
enum class ConnectionState : std::uint8_t {
    active = 0,
    paused = 1,  ///< by a person; the hub leaves it alone
};
std::string_view to_string(ConnectionState state) noexcept;
Result<ConnectionState> parse_connection_state(std::string_view text);

struct Connection {
    ConnectionId id;
    std::string adapter;                          ///< name, or path of the object
    std::map<std::string, std::string> settings;  ///< as the adapter's config schema says
    /// Setting → where its secret lies: "env:NAME" or "file:PATH". Never the secret itself: any
    /// other form is refused.
    std::map<std::string, std::string> secrets;
    Instant created_at;
    ConnectionState state = ConnectionState::active;
    std::string isolation{};  ///< "in-process" or "guarded"; empty: by where the adapter lies
    bool operator==(const Connection&) const = default;
};

/// @return conflict where the id is taken; malformed_input for a secret that is no reference
Result<void> insert_connection(Transaction& tx, const Connection& connection);
/// Replaces all but `created_at`. @return not_found; malformed_input as above
Result<void> update_connection(Transaction& tx, const Connection& connection);
/// Removes the connection with its stream states, dead letters, small state and ended deliveries.
/// @return not_found; conflict while records of it are stored (`remove_records` first) or
/// deliveries to it have not ended
Result<void> remove_connection(Transaction& tx, const ConnectionId& id);
/// @return not_found, naming the connections that exist
Result<Connection> get_connection(Transaction& tx, const ConnectionId& id);
/// By id.
Result<std::vector<Connection>> list_connections(Transaction& tx);

/// Where reading one stream stands.
struct StreamState {
    ConnectionId connection;
    std::string stream;                      ///< "dossiers"
    Cursor cursor;                           ///< behind the last page that was stored
    std::optional<Instant> last_pull_at;     ///< when a page was stored last
    std::optional<Instant> last_success_at;  ///< when a pull reached the end last
    std::int64_t pages = 0;                  ///< stored since the beginning
    std::int64_t records = 0;                ///< that came in these pages
    std::int64_t failures = 0;               ///< in a row; 0 after a success
    std::string failure_code;  ///< word of the ErrorCode of the last failure, or empty
    std::string failure;       ///< its sentence
    std::optional<Instant> failed_at;
    std::optional<Instant> resume_at;  ///< breaker or rate limit: not before this
    bool operator==(const StreamState&) const = default;
};
/// Inserts or replaces. @return not_found for an unknown connection; malformed_input for a cursor
/// over 4 KiB
Result<void> put_stream_state(Transaction& tx, const StreamState& state);
/// The state; a fresh one with an empty cursor where the stream was never read.
/// @return not_found for an unknown connection
Result<StreamState> get_stream_state(Transaction& tx,
                                     const ConnectionId& connection,
                                     std::string_view stream);
/// Of all connections, by connection, then stream.
Result<std::vector<StreamState>> list_stream_states(Transaction& tx);

/// What could not be taken in or delivered, kept with its cause.
struct DeadLetter {
    std::int64_t id = 0;  ///< given by the store, never again
    ConnectionId connection;
    std::string stream;
    Instant at;
    std::string code;     ///< word of the ErrorCode
    std::string text;     ///< one sentence
    std::string remedy;   ///< what to do
    std::string payload;  ///< as it came, at most 1 MiB kept
    int attempts = 1;
    bool operator==(const DeadLetter&) const = default;
};
struct DeadLetterFilter {
    std::optional<ConnectionId> connection = {};
    std::optional<std::string> stream = {};
    std::int64_t limit = 1000;
};
/// `letter.id` is not looked at. @return the id given; malformed_input for a payload over 1 MiB
Result<std::int64_t> insert_dead_letter(Transaction& tx, const DeadLetter& letter);
/// Changes everything but connection and stream. @return not_found
Result<void> update_dead_letter(Transaction& tx, const DeadLetter& letter);
/// @return not_found
Result<DeadLetter> get_dead_letter(Transaction& tx, std::int64_t id);
Result<void> remove_dead_letter(Transaction& tx, std::int64_t id);
/// By id.
Result<std::vector<DeadLetter>> list_dead_letters(Transaction& tx, const DeadLetterFilter& filter);
Result<std::int64_t> count_dead_letters(Transaction& tx, const DeadLetterFilter& filter);

/// Small durable state of an adapter: a session stamp, known ids. At most 64 KiB a value and 200
/// bytes a key.
/// @return not_found for an unknown connection; malformed_input over the limits
Result<void> put_adapter_value(Transaction& tx,
                               const ConnectionId& connection,
                               std::string_view key,
                               std::string_view value);
Result<std::optional<std::string>> get_adapter_value(Transaction& tx,
                                                     const ConnectionId& connection,
                                                     std::string_view key);
Result<void> remove_adapter_value(Transaction& tx,
                                  const ConnectionId& connection,
                                  std::string_view key);

}  // namespace store
}  // namespace tiendo
