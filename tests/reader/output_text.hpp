#pragma once

#include "tiendo/model/plan.hpp"

#include <string>
#include <vector>

namespace tiendo::test {

/// What must come out of a node, a line each: "product: Sổ tay", "target: ít nhất 02 cuộc =
/// at_least 2 cuộc", "system: VNeID", "condition: Nếu …", "report to ubnd-quan via phong-noi-vu
/// cycle month deadlines 0".
inline std::vector<std::string> outputs_of(const Node& node) {
    std::vector<std::string> found;
    for (const auto& product : node.products) {
        found.push_back("product: " + product.surface);
    }
    for (const auto& target : node.targets) {
        auto text = "target: " + target.surface + " = " + std::string(to_string(target.comparison));
        text += target.amount ? " " + *target.amount : "";
        text += target.unit.empty() ? "" : " " + target.unit;
        found.push_back(std::move(text));
    }
    for (const auto& system : node.systems) {
        found.push_back("system: " + system.surface);
    }
    for (const auto& condition : node.conditions) {
        found.push_back("condition: " + condition.surface);
    }
    for (const auto& duty : node.report_duties) {
        std::string text = "report";
        text += duty.to ? " to " + *duty.to : "";
        text += duty.via ? " via " + *duty.via : "";
        text += duty.cycle ? " cycle " + std::string(to_string(*duty.cycle)) : "";
        text += duty.deadlines.empty() ? "" : " deadlines";
        for (const auto at : duty.deadlines) {
            text += " " + std::to_string(at);
        }
        found.push_back(std::move(text));
    }
    return found;
}

}  // namespace tiendo::test
