// The shipped table of changes of PAPI's method.
#include "shipped_method_changes.hpp"

#include "tiendo/ledger/official_scores.hpp"

#include <toml++/toml.h>

#include <cassert>

namespace tiendo::ledger {

namespace {

/// @pre the table is sound: it comes with the library, and a test reads it
std::vector<MethodChange> read() {
    const auto file = toml::parse(shipped_method_changes);
    const auto* list = file["change"].as_array();
    assert(list != nullptr);
    std::vector<MethodChange> changes;
    for (const auto& node : *list) {
        const auto& table = *node.as_table();
        MethodChange change;
        change.year = table["year"].value_or(0);
        change.added = table["added"].value_or(false);
        change.certain = table["certain"].value_or(false);
        change.text = table["text"].value_or(std::string());
        change.source = table["source"].value_or(std::string());
        for (const auto& dimension : *table["dimensions"].as_array()) {
            change.dimensions.push_back(dimension.value_or(0));
        }
        assert(change.year > 0 && !change.source.empty());
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace

const std::vector<MethodChange>& known_method_changes() {
    static const auto changes = read();
    return changes;
}

}  // namespace tiendo::ledger
