#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/units/history.hpp"

#include <set>
#include <vector>

namespace tiendo::units {

/// What passes between two units in a step, as the step says it.
struct Passage {
    UnitId from;
    UnitId to;
    std::optional<Share> share;  ///< of `from`
    std::optional<Share> back;   ///< of `to` as it is afterwards
};

/// The passages of a step; none for those that pass nothing.
std::vector<Passage> passages_of(const Step& step);

/// The edges of a step: its passages, and what stays with those that live on.
/// @param ends   the units that are gone after it
/// @param fresh  the units that the event has created and that have nothing yet
/// @return malformed_input where the shares of a unit that ends are not one in sum, or those of one
///         that lives on are one or more
Result<std::vector<Edge>> edges_of(const std::vector<Passage>& passages,
                                   const std::set<UnitId>& ends,
                                   const std::set<UnitId>& fresh);

}  // namespace tiendo::units
