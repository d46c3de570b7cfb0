#pragma once

#include "tiendo/base/digest.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/model/obligation.hpp"

#include <map>
#include <string>
#include <vector>

namespace tiendo::ledger {

/// SHA-256 of the rows as JSON, a line each: what the journal says of many rows.
template <typename T>
std::string digest_of(const std::vector<T>& rows) {
    Sha256 digest;
    for (const auto& each : rows) {
        digest.update(to_json(each));
        digest.update("\n");
    }
    return std::move(digest).hex();
}

/// In their order within each cycle.
std::map<CycleId, std::vector<Obligation>> by_cycle(const std::vector<Obligation>& obligations);

/// A cycle for the journal, with how many owe in it and the digest of who.
std::string cycle_text(const Cycle& cycle, const std::vector<Obligation>& owed);

}  // namespace tiendo::ledger
