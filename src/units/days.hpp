#pragma once

#include "tiendo/model/unit.hpp"

#include <algorithm>
#include <cstddef>

namespace tiendo::units {

/// The days from `first` to `last`, both included; none where `last` lies before `first`.
struct Days {
    Date first = Date::of(1, 1, 1);
    Date last = Date::of(9999, 12, 31);

    [[nodiscard]] bool hold(Date day) const noexcept { return first <= day && day <= last; }
    [[nodiscard]] bool none() const noexcept { return last < first; }
    [[nodiscard]] Days shared_with(const Days& other) const noexcept {
        return {std::max(first, other.first), std::min(last, other.last)};
    }
};

inline Days life_of(const Unit& unit) {
    Days days;
    days.first = unit.valid_from.value_or(days.first);
    days.last = unit.valid_to.value_or(days.last);
    return days;
}

/// The days of the unit's life on which its state number `at` holds.
inline Days days_of(const Unit& unit, std::size_t at) {
    Days days;
    days.first = unit.states[at].from.value_or(days.first);
    if (at + 1 < unit.states.size()) {
        days.last = unit.states[at + 1].from->plus(std::chrono::days{-1});
    }
    return days.shared_with(life_of(unit));
}

}  // namespace tiendo::units
