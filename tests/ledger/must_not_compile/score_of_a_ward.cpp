// A ward has no score to be asked for.
#include <tiendo/ledger/official_scores.hpp>

auto asked(const std::vector<tiendo::ledger::OfficialScore>& scores, const tiendo::UnitId& ward) {
    return tiendo::ledger::year_on_year(scores, ward, 2021);
}
