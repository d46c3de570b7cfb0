#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/sync/hub.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What a request of another system brought, as its adapter made it.
struct Served {
    ConnectionId connection;
    std::string stream;  ///< of the records
    RecordType type = RecordType::dossier;
    std::string lines;  ///< JSON lines after the schemas of the records
    std::uint64_t record_count = 0;
};

struct ServedOptions {
    Clock clock;                 ///< for what is stored; wanted
    std::string actor = "sync";  ///< for the journal
    double most_bad = 0.2;       ///< as HubOptions::most_bad
};

/// What keeping it did.
struct ServedOutcome {
    store::PageOutcome records;
    std::int64_t dead = 0;  ///< records that went to dead letters
};

/// Keeps the records, the adapter's facts and the dead letters in one transaction, with one journal
/// entry "records.served" (stream, counts, digest) where a record changed. The same again changes
/// nothing: records merge by their key, and a dead letter of the same payload counts one attempt
/// more. Nothing to keep is no transaction.
///
/// What could not be stored must not be answered with success.
/// @return drift as a pull's page (count, too many bad records): nothing was kept; not_found for an
/// unknown connection; busy, storage
Result<ServedOutcome> keep_served(store::Store& store,
                                  const Served& served,
                                  const Facts& facts,
                                  const ServedOptions& options);

}  // namespace sync
}  // namespace tiendo
