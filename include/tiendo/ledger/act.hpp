#pragma once

#include "tiendo/base/time.hpp"

#include <string>

namespace tiendo::ledger {

/// Who does something, when and why: for the journal.
struct Act {
    Instant at{};         ///< the caller's clock
    std::string actor{};  ///< office or function, never a citizen
    std::string why{};    ///< may be empty
};

}  // namespace tiendo::ledger
