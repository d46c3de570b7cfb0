#pragma once

#include "listing.hpp"

#include "tiendo/model/plan.hpp"

#include <vector>

namespace tiendo::cli {

/// Prints the outline with its levels and counts, and the doubts, as a person reads them.
void print_tree(const Plan& plan, const std::vector<Doubt>& doubts);

/// The nodes of a plan, a row each.
Listing nodes_of(const Plan& plan);

}  // namespace tiendo::cli
