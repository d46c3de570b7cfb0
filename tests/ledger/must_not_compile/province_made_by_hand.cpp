// Provinces are a closed list.
#include <tiendo/ledger/official_scores.hpp>

tiendo::ledger::Province made() {
    return tiendo::ledger::Province(771);
}
