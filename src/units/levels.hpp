#pragma once

#include "tiendo/model/unit.hpp"

#include <optional>

namespace tiendo::units {

std::optional<UnitLevel> level_of_kind(UnitKind kind) noexcept;

/// At which tier the unit stands: as stated, else by its kind, else as its parent.
/// @param find  id → unit, or nullptr
template <typename Find>
std::optional<UnitLevel> level_of(const Unit& unit, Date day, const Find& find) {
    constexpr int deepest = 64;  // a circle is found later, and must not be walked for ever
    const auto* at = &unit;
    for (int depth = 0; at != nullptr && depth < deepest; ++depth) {
        const auto& state = at->on(day);
        if (state.level) {
            return state.level;
        }
        if (const auto level = level_of_kind(state.kind)) {
            return level;
        }
        const auto parent = state.parent();
        at = parent ? find(*parent) : nullptr;
    }
    return std::nullopt;
}

}  // namespace tiendo::units
