#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/units/history.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// A figure of one unit: a count, or an amount in its smallest unit.
struct Figure {
    UnitId unit;
    std::int64_t amount = 0;
    bool estimate = false;  ///< a part of it was apportioned by shares
    bool operator==(const Figure&) const = default;
};

/// A part that no unit of the other map can be given (chưa phân bổ được).
struct Uncarried {
    UnitId unit;  ///< whose it was last
    std::int64_t amount = 0;
    bool estimate = false;
    std::vector<UnitId> candidates;  ///< between whom it lies; empty: nobody is there
    UnitEventId event;               ///< at which it stopped
    std::string reason;              ///< Vietnamese
    bool operator==(const Uncarried&) const = default;
};

/// One column of a table on the map of another day. The two lists have the same total as before.
struct Carried {
    std::vector<Figure> figures;       ///< one for each unit, by id
    std::vector<Uncarried> uncarried;  ///< by unit
    bool operator==(const Carried&) const = default;
};

/// Reads figures of the map of `from` on the map of `to`, forwards or backwards in time.
///
/// What merges adds up exactly. What is divided is apportioned by shares with the largest
/// remainder, so that totals are kept, and marked as an estimate. Where shares or an heir are not
/// known, and backwards where nobody stated what a merged unit was made of, the part stands by
/// itself, until a later step brings all who may have it together again. "As known" is the
/// history's position: `history.known(n)`.
/// @param figures  each unit at most once
/// @return not_found for a unit that does not exist on `from`; malformed_input for one given twice;
///         conflict where a sum leaves 64 bits
Result<Carried> carry(const History& history, std::span<const Figure> figures, Date from, Date to);

/// `amount` by `weights` of one whole each, with the largest remainder: the parts add up to it.
/// @pre the shares are one in sum, and not empty (asserted where they give more than the amount)
std::vector<std::int64_t> apportion(std::int64_t amount, std::span<const Share> weights);

}  // namespace units
}  // namespace tiendo
