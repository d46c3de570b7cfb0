#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/store/store.hpp"

#include <span>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Puts a whole register of units in place of the one before, keeping its order.
/// @return conflict where two units have one id
Result<void> replace_units(Transaction& tx, std::span<const Unit> units);
/// In the order of the register.
Result<std::vector<Unit>> list_units(Transaction& tx);
/// @return not_found
Result<Unit> get_unit(Transaction& tx, const UnitId& id);

}  // namespace store
}  // namespace tiendo
