#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/store/store.hpp"

#include <span>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Puts a whole register of units in place of the one before, keeping its order: what follows from
/// the first list and the entries.
/// @return conflict where two units have one id
Result<void> replace_units(Transaction& tx, std::span<const Unit> units);
/// In the order of the register.
Result<std::vector<Unit>> list_units(Transaction& tx);
/// @return not_found
Result<Unit> get_unit(Transaction& tx, const UnitId& id);

/// Puts this list in place of the one to which entries were appended, and takes the entries away
/// that came with that one.
/// @return conflict where two units have one id, or where an entry was appended that did not come
///         with the list
Result<void> replace_first_units(Transaction& tx, std::span<const Unit> units);
/// The list before the first entry, in its order.
Result<std::vector<Unit>> list_first_units(Transaction& tx);

/// One of the reorganisations that changed the first list.
struct UnitEntry {
    std::string id;
    Instant at;              ///< when it was entered
    bool with_list = false;  ///< came with the first list, and goes with it
    std::string body;        ///< as units::write_entry gives it
    bool operator==(const UnitEntry&) const = default;
};
/// Append-only. @return conflict where an entry has that id
Result<void> append_unit_entry(Transaction& tx, const UnitEntry& entry);
/// In the order in which they were appended.
Result<std::vector<UnitEntry>> list_unit_entries(Transaction& tx);

}  // namespace store
}  // namespace tiendo
