#pragma once

#include "tiendo/model/ids.hpp"
#include "tiendo/store/outbox.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace [[gnu::visibility("default")]] tiendo {

/// A record that is to be sent to a neighbouring system.
struct Outgoing {
    ConnectionId connection;
    std::string stream;      ///< one that the adapter's manifest writes to
    std::string key;         ///< 1 to 64 of A-Z, a-z, 0-9, '-', '_': names the delivery for ever
    std::string record;      ///< JSON after the schema of the stream's records, on one line
    std::string group = {};  ///< of one group one at a time, in the order put; empty: no order
};

/// Which deliveries that have ended lose their records.
struct PurgeOptions {
    std::chrono::days older_than{0};              ///< that ended longer ago than this, 0..36'500
    std::optional<ConnectionId> connection = {};  ///< absent: all
    store::OutboxState state = store::OutboxState::delivered;  ///< or discarded
};

}  // namespace tiendo
