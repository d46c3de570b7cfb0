#pragma once

#include "tiendo/model/unit.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace tiendo::units {

/// Under whom the members of a collective stand.
enum class Under : std::uint8_t {
    authority,   ///< parent is the issuing authority
    body_alike,  ///< parent is a body of the same kind: the Front of a ward under that of the
                 ///< district
    nobody,      ///< no members are listed: the text or the list is silent
};

/// One collective: the words that select it and the bodies it stands for.
struct Collective {
    std::span<const std::string_view> words;
    std::span<const UnitKind> kinds;
    Under under = Under::authority;
    std::string_view rule;  ///< Vietnamese
};

/// The row for a selector; nullptr where there is none. A count in front and a star behind are
/// passed over.
const Collective* find_collective(std::string_view selector) noexcept;

}  // namespace tiendo::units
