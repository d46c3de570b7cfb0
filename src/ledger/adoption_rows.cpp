#include "adoption_rows.hpp"

#include "journal_text.hpp"

#include <iterator>

namespace tiendo::ledger {

std::map<CycleId, std::vector<Obligation>> by_cycle(const std::vector<Obligation>& obligations) {
    std::map<CycleId, std::vector<Obligation>> owed;
    for (const auto& each : obligations) {
        owed[each.cycle].push_back(each);
    }
    return owed;
}

std::string cycle_text(const Cycle& cycle, const std::vector<Obligation>& owed) {
    return JournalText()
        .json("cycle", to_json(cycle))
        .number("obligations", std::ssize(owed))
        .text("obligations_sha256", digest_of(owed))
        .str();
}

}  // namespace tiendo::ledger
