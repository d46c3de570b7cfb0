#pragma once

#include "faults.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::declarative {

/// A value of a TOML file, with the line on which it stands.
struct Node {
    enum class Kind : std::uint8_t { table, list, text, number, flag, other };
    Kind kind = Kind::table;
    int line = 1;
    std::string text{};
    std::int64_t number = 0;
    bool flag = false;
    std::vector<std::pair<std::string, Node>> members{};  ///< of a table
    std::vector<Node> items{};                            ///< of a list

    /// The member of that name, nothing where there is none.
    [[nodiscard]] const Node* member(std::string_view name) const noexcept;
};

/// Reads a TOML file of at most 256 KiB, nested at most 8 deep.
/// @return nothing where it is none; the reason is in `faults`
std::optional<Node> parse_toml(std::string_view text, Faults& faults);

}  // namespace tiendo::declarative
