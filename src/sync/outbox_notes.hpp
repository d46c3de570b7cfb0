#pragma once

#include "tiendo/store/journal.hpp"
#include "tiendo/store/outbox.hpp"
#include "tiendo/sync/outbox_decisions.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How the outbox writes to the journal: states, causes and digests, never a record.
namespace tiendo::sync {

/// One delivery, before and after.
Result<void> note_change(store::Transaction& tx,
                         std::string_view action,
                         const store::OutboxItem& before,
                         const store::OutboxItem& after,
                         const Decision& decision);

/// Many that were purged: their number and a digest of what is kept of them.
Result<void> note_purge(store::Transaction& tx,
                        std::string_view subject,
                        store::OutboxState state,
                        const std::vector<store::PurgedDelivery>& purged,
                        const Decision& decision);

/// Keys with a word each, for one entry about many deliveries. The digest tells which: SHA-256 of
/// "KEY WORD\n" for each, in the order added.
class ManyNotes {
public:
    void add(std::string_view key, std::string_view word);
    [[nodiscard]] std::int64_t count() const noexcept { return count_; }
    /// Nothing where none was added.
    Result<void> append(store::Transaction& tx,
                        std::string_view action,
                        std::string_view subject,
                        const Decision& decision) const;

private:
    std::string lines_;
    std::vector<std::pair<std::string, std::int64_t>> words_;
    std::int64_t count_ = 0;
};

}  // namespace tiendo::sync
