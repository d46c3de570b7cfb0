#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// The oldest dead letter among those of the filter (its limit is not looked at) that holds exactly
/// this payload; absent where there is none.
Result<std::optional<DeadLetter>> find_dead_letter(Transaction& tx,
                                                   const DeadLetterFilter& filter,
                                                   std::string_view payload);

}  // namespace store
}  // namespace tiendo
