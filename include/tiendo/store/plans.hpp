#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Adopted plans with their source bytes and doubts. Nothing here writes the journal: whoever
/// decides does (`append`).
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

struct StoredPlan {
    PlanId id;
    Plan plan;
    Instant adopted_at;
    bool operator==(const StoredPlan&) const = default;
};

/// One line of a list of plans.
struct PlanSummary {
    PlanId id;
    std::string title;
    std::optional<std::string> number;
    std::optional<Date> date;
    std::string authority;
    std::string source_name;
    std::string source_sha256;
    Instant adopted_at;
    std::int64_t nodes = 0;
    std::int64_t doubts = 0;
    bool operator==(const PlanSummary&) const = default;
};

/// @param source  the document as read, at most 64 MiB: spans of the plan point into it
/// @return conflict where the id is taken
Result<void> put_plan(Transaction& tx, const StoredPlan& plan, std::string_view source);
/// @return not_found
Result<StoredPlan> get_plan(Transaction& tx, const PlanId& id);
Result<bool> plan_exists(Transaction& tx, const PlanId& id);
/// By day of adoption, then id.
Result<std::vector<PlanSummary>> list_plans(Transaction& tx);
/// The source document, byte for byte.
/// @return not_found
Result<std::string> source_text(Transaction& tx, const PlanId& id);

/// What a plan's cycles follow from besides its text, as JSON; the ledger knows what it says.
/// @return not_found for an unknown plan
Result<void> put_plan_terms(Transaction& tx, const PlanId& plan, std::string_view json);
/// @return not_found for an unknown plan, and for one whose terms nobody put
Result<std::string> get_plan_terms(Transaction& tx, const PlanId& plan);

/// Puts the doubts of one origin ("reader", "ledger.expand") in place of those it raised before.
/// @return not_found for an unknown plan
Result<void> replace_doubts(Transaction& tx,
                            const PlanId& plan,
                            std::string_view origin,
                            const std::vector<Doubt>& doubts);
/// All doubts of a plan, by origin, each in the order given.
Result<std::vector<Doubt>> list_doubts(Transaction& tx, const PlanId& plan);
/// The same as they were known at an instant (tiendo/store/versions.hpp).
/// @return not_found for an unknown plan
Result<std::vector<Doubt>> doubts_known_at(Transaction& tx, const PlanId& plan, Instant known_at);

}  // namespace store
}  // namespace tiendo
