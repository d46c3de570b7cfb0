#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Drafts (bản nháp): what a unit has written and not yet sent, kept apart from submissions.
/// Revisions are never changed and never deleted. Nothing here judges, and nothing here writes the
/// journal, which begins with the sending.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// One text of one part of a draft, as somebody saved it.
struct DraftRevision {
    ObligationId obligation{};
    int round = 1;        ///< of the submission that it is written for
    std::string part{};   ///< `Section::about`, or "figure/" and a code
    int revision = 1;     ///< 1, 2, 3 … within the part
    int base = 0;         ///< the revision that it was made from; 0: from none
    bool aside = false;   ///< it came too late: another was saved since `base`
    Instant at{};         ///< when it was saved
    std::string actor{};  ///< office or function
    std::string text{};   ///< empty: the part was emptied
    bool operator==(const DraftRevision&) const = default;
};

/// @return conflict where the part has that revision; not_found for an unknown obligation
Result<void> insert_draft_revision(Transaction& tx, const DraftRevision& revision);

/// All revisions of all parts of a round, part by part as they were first saved, then by revision.
Result<std::vector<DraftRevision>> list_draft_revisions(Transaction& tx,
                                                        const ObligationId& obligation,
                                                        int round);

}  // namespace store
}  // namespace tiendo
