#pragma once

#include "session.hpp"

#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::store {

/// A row of a set that is derived anew as a whole: evidence of a rule, measures, doubts.
struct SetRow {
    std::string id;             ///< unique in its kind and plan; the same while the row is
    std::int64_t position = 0;  ///< in the order of the set
    std::string body;
    std::int64_t stored_at = 0;  ///< its number in the table; 0 in a new set
};

/// What makes a new set of the one before; points into both.
struct SetChange {
    std::vector<const SetRow*> gone;
    std::vector<std::pair<const SetRow*, const SetRow*>> changed;  ///< before, after
    std::vector<const SetRow*> come;
};

/// Which rows differ. Deriving runs often and changes little: what stays is not written again.
/// @pre ids are unique in each
SetChange change_between(std::span<const SetRow> before, std::span<const SetRow> after);

/// Notes what changed; `write_versions` keeps it. Throws what the database throws.
void note(Session& session, VersionKind kind, const PlanId& plan, const SetChange& change);

}  // namespace tiendo::store
