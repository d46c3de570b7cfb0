#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/sync/facts.hpp"
#include "tiendo/sync/retry.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What differs over there from the agreed form while its records could still be read.
struct Notice {
    std::string what;
    std::string remedy;
    bool operator==(const Notice&) const = default;
};

/// A page as a source gives it: JSON lines after the schemas of the records, and the cursor behind
/// them.
struct SourcePage {
    std::string lines;
    std::uint64_t record_count = 0;
    Cursor next;
    bool more = false;  ///< ask again at once
    std::vector<Notice> notices{};
};

struct SourceStream {
    std::string name;
    RecordType type = RecordType::dossier;
};

/// A neighbouring system as the hub sees it: an adapter that was loaded and configured.
struct Source {
    ConnectionId connection;
    std::vector<SourceStream> streams;
    /// Reads the page behind `cursor`; blocking. Called from one thread at a time.
    std::function<Result<SourcePage>(const std::string& stream,
                                     const Cursor& cursor,
                                     Facts& facts,
                                     std::stop_token stop)>
        read;
};

/// Waits; @return false if it was told to stop meanwhile
using Wait = std::function<bool(std::chrono::milliseconds, std::stop_token)>;
/// Really waits.
Wait real_wait();

struct HubOptions {
    Clock clock;    ///< for what is stored; wanted
    Random random;  ///< for jitter; wanted
    Wait wait;      ///< wanted
    std::function<std::chrono::milliseconds()>
        elapsed;  ///< a clock that does not go backwards, for budgets; wanted
    Logger log;
    RetryPolicy retry{};
    BudgetOptions budget{};
    std::int64_t most_pages = 1'000'000;  ///< of one pull of one stream; more end it with an error
    /// Share of a page that may go to dead letters, above it is drift. One record always may.
    double most_bad = 0.2;
};

/// What one pull of one stream did.
struct StreamPull {
    ConnectionId connection;
    std::string stream;
    std::int64_t pages = 0;
    store::PageOutcome outcome;
    std::int64_t dead = 0;     ///< records that went to dead letters
    std::int64_t retries = 0;  ///< pages asked for again after a failure
    std::chrono::milliseconds waited{0};
    std::vector<Notice> notices;   ///< of all its pages, each once
    std::optional<Error> failure;  ///< what ended it early; all pages before it are kept
};

/// Pulls records into the store: a page, its cursor and the source's facts in one transaction, so
/// that a crash at any point repeats nothing and loses nothing.
class Hub {
public:
    /// @param store borrowed; must outlive the hub
    Hub(store::Store& store, HubOptions options);

    /// Reads every stream of `source` until it is idle. Stops at the first failure that a wait does
    /// not mend.
    /// @return busy if the connection is being pulled already, here or in another process. What the
    /// other side did wrong is
    ///         in StreamPull::failure.
    Result<std::vector<StreamPull>> pull(const Source& source, std::stop_token stop) const;

    /// Pulls all sources, each on a thread of its own, so that a dead system never slows another.
    /// @return one entry for each source, in the order given
    std::vector<Result<std::vector<StreamPull>>> pull_all(const std::vector<Source>& sources,
                                                          std::stop_token stop) const;

private:
    store::Store* store_;
    HubOptions options_;
};

}  // namespace sync
}  // namespace tiendo
