#include "node.hpp"

#include <toml++/toml.h>

#include <cstddef>

namespace tiendo::declarative {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;
constexpr int most_depth = 8;

std::optional<Node> node_of(const toml::node& from, int depth, Faults& faults) {
    Node node;
    node.line = static_cast<int>(from.source().begin.line);
    if (depth > most_depth) {
        faults.add(node.line,
                   "it is nested more than " + std::to_string(most_depth) + " deep",
                   "no key of a profile lies so deep: take it out");
        return std::nullopt;
    }
    if (const auto* table = from.as_table()) {
        for (const auto& [key, value] : *table) {
            auto member = node_of(value, depth + 1, faults);
            if (!member) {
                return std::nullopt;
            }
            // A table that stands between braces or is implied has no line of its own.
            member->line =
                member->line == 0 ? static_cast<int>(key.source().begin.line) : member->line;
            node.members.emplace_back(std::string(key.str()), *std::move(member));
        }
    } else if (const auto* list = from.as_array()) {
        node.kind = Node::Kind::list;
        for (const auto& value : *list) {
            auto item = node_of(value, depth + 1, faults);
            if (!item) {
                return std::nullopt;
            }
            node.items.push_back(*std::move(item));
        }
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* number = from.as_integer()) {
        node.kind = Node::Kind::number;
        node.number = number->get();
    } else if (const auto* flag = from.as_boolean()) {
        node.kind = Node::Kind::flag;
        node.flag = flag->get();
    } else {
        node.kind = Node::Kind::other;
    }
    return node;
}

}  // namespace

const Node* Node::member(std::string_view name) const noexcept {
    for (const auto& [key, value] : members) {
        if (key == name) {
            return &value;
        }
    }
    return nullptr;
}

std::optional<Node> parse_toml(std::string_view text, Faults& faults) {
    if (text.size() > most_bytes) {
        faults.add(1, "it has more than 256 KiB", "split it into several profiles");
        return std::nullopt;
    }
    try {
        return node_of(toml::parse(text), 0, faults);
    } catch (const toml::parse_error& fault) {
        faults.add(static_cast<int>(fault.source().begin.line),
                   "it is not TOML: " + std::string(fault.description()),
                   "correct the line, or the one before it");
        return std::nullopt;
    }
}

}  // namespace tiendo::declarative
