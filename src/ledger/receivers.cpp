// Where papers go to, when the office that takes them in is gone.
#include "settling.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

/// The unit that the text names, as it was when the text was written, or when the paper is due.
std::optional<UnitId> named(const units::Registry& registry,
                            const Assignee& assignee,
                            const std::optional<Date>& written,
                            const std::optional<Date>& due) {
    for (const auto& day : {written, due}) {
        if (!day) {
            continue;
        }
        if (auto unit = registry.find_by_key(assignee.unit_key, *day)) {
            return *unit;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Doubt> lost_receivers(const Holding& holding,
                                  const units::Registry& registry,
                                  const Heirs& heirs) {
    std::vector<Doubt> doubts;
    for (const auto& cycle : holding.cycles) {
        const auto node = std::ranges::find(holding.plan.nodes, cycle.source_node, &Node::id);
        if (node == holding.plan.nodes.end()) {
            continue;
        }
        const auto day = last_day_of(cycle);
        for (const auto& assignee : node->assignees) {
            if (assignee.role != Role::recipient && !assignee.via) {
                continue;
            }
            const auto unit = named(registry, assignee, holding.plan.date, day);
            if (!unit || !heirs.ended(*unit, day)) {
                continue;
            }
            const auto resting = heirs.rest(*unit, day, {});
            if (resting.unknown.empty() && !resting.heirs.empty()) {
                continue;
            }
            doubts.push_back({std::string(doubt_receiver),
                              cycle.id.str(),
                              fmt::format("{}: nơi nhận là {}; {}; chưa xác định nơi nhận thay",
                                          cycle.name,
                                          heirs.name(*unit),
                                          heirs.end_text(*unit)),
                              "chưa chuyển đến cơ quan nào; báo cáo vẫn phải làm đúng hạn",
                              cycle.source_span});
        }
    }
    return doubts;
}

}  // namespace tiendo::ledger
