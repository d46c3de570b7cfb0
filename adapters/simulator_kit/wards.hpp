#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace tiendo::simulator {

/// The wards of the invented district 12 of the invented city H99. Phường 3 became part of Phường 2
/// on 1 January 2021, and all three systems carried its records over.
inline constexpr std::array ward_numbers = {1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
/// Position of Phường 7, which is visibly later than the others.
inline constexpr std::size_t late_ward = 5;

/// "000.07.12.H99"
inline std::string ward_code(std::size_t ward) {
    const int number = ward_numbers.at(ward);
    return std::string(number < 10 ? "000.0" : "000.") + std::to_string(number) + ".12.H99";
}
/// "UBND Phường 7"
inline std::string ward_name(std::size_t ward) {
    return "UBND Phường " + std::to_string(ward_numbers.at(ward));
}

}  // namespace tiendo::simulator
