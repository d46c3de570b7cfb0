#include "plan_tree.hpp"

#include <iostream>
#include <map>
#include <string>

namespace tiendo::cli {

namespace {

std::size_t depth_of(const Plan& plan, const Node& node) {
    std::size_t depth = 0;
    for (const auto* each = &node; each != nullptr && each->parent && depth < 32; ++depth) {
        each = plan.find(*each->parent);
    }
    return depth;
}

}  // namespace

void print_tree(const Plan& plan, const std::vector<Doubt>& doubts) {
    std::map<std::string, int> kinds;
    std::cout << plan.title << '\n';
    for (const auto& node : plan.nodes) {
        ++kinds[std::string(to_string(node.kind))];
        constexpr std::size_t longest = 90;
        auto text = node.text;
        if (text.size() > longest) {
            auto cut = longest;
            while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
                --cut;
            }
            text = text.substr(0, cut) + "…";
        }
        std::cout << std::string(2 * depth_of(plan, node), ' ') << node.id << "  " << text << '\n';
    }
    std::cout << '\n' << plan.nodes.size() << " nodes:";
    for (const auto& [kind, count] : kinds) {
        std::cout << ' ' << kind << ' ' << count;
    }
    std::cout << '\n' << doubts.size() << " doubts\n";
    for (const auto& doubt : doubts) {
        std::cout << "  " << doubt << '\n';
    }
}

Listing nodes_of(const Plan& plan) {
    Listing listing{{"id", "parent", "level", "kind", "byte_start", "byte_end", "text"}, {}};
    for (const auto& node : plan.nodes) {
        listing.rows.push_back({node.id.str(),
                                node.parent ? Cell(node.parent->str()) : Cell(),
                                std::string(to_string(node.level)),
                                std::string(to_string(node.kind)),
                                static_cast<std::int64_t>(node.span.begin),
                                static_cast<std::int64_t>(node.span.end),
                                node.text});
    }
    return listing;
}

}  // namespace tiendo::cli
