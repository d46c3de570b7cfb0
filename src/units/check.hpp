#pragma once

#include "tiendo/model/unit.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace tiendo::units {

/// What is wrong with a unit of a list, or looks so.
struct ListFault {
    std::size_t unit;  ///< its place in the list
    std::string message;
    std::string remedy;
};

/// All for which a list is refused (see `check_units`).
/// @param unread  ids of units that stand in the file but could not be read: who names them is not
///                at fault
std::vector<ListFault> faults_of(const std::vector<Unit>& units,
                                 const std::set<std::string>& unread);

/// All that is taken, but looks wrong (see `check_list`).
std::vector<ListFault> oddities_of(const std::vector<Unit>& units);

}  // namespace tiendo::units
