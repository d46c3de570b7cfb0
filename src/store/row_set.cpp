#include "row_set.hpp"

#include <string_view>
#include <unordered_map>

namespace tiendo::store {

SetChange change_between(std::span<const SetRow> before, std::span<const SetRow> after) {
    std::unordered_map<std::string_view, const SetRow*> left;
    left.reserve(before.size());
    for (const auto& row : before) {
        left.emplace(row.id, &row);
    }
    SetChange change;
    for (const auto& row : after) {
        const auto found = left.find(row.id);
        if (found == left.end()) {
            change.come.push_back(&row);
            continue;
        }
        if (found->second->body != row.body) {
            change.changed.emplace_back(found->second, &row);
        }
        left.erase(found);
    }
    for (const auto& row : before) {
        if (left.contains(row.id)) {
            change.gone.push_back(&row);
        }
    }
    return change;
}

void note(Session& session, VersionKind kind, const PlanId& plan, const SetChange& change) {
    const auto keep = [&](const SetRow& row, const std::string& body) {
        session.noted.push_back({plan.str(), kind, row.id, row.position, body});
    };
    for (const auto* row : change.gone) {
        keep(*row, {});
    }
    for (const auto& [before, after] : change.changed) {
        keep(*after, after->body);
    }
    for (const auto* row : change.come) {
        keep(*row, row->body);
    }
}

}  // namespace tiendo::store
