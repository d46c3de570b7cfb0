#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/issued.hpp"
#include "tiendo/store/store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Issued reports with their bytes. Append-only: the database refuses a change.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// @param bytes  of each of `report.forms`, by format
/// @return conflict where the cycle has that version; not_found for an unknown cycle
/// @pre one text for each form
Result<void> insert_issued(Transaction& tx,
                           const IssuedReport& report,
                           const std::map<std::string, std::string>& bytes);
/// By version.
Result<std::vector<IssuedReport>> list_issued(Transaction& tx,
                                              const PlanId& plan,
                                              const CycleId& cycle);
/// @return not_found
Result<std::string> issued_bytes(Transaction& tx,
                                 const PlanId& plan,
                                 const CycleId& cycle,
                                 int version,
                                 std::string_view format);

}  // namespace store
}  // namespace tiendo
