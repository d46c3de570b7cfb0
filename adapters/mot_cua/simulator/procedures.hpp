#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tiendo::simulator {

/// An administrative procedure of the wards. Names are real ones; codes and days are invented.
struct Procedure {
    std::string_view code;
    std::string_view name;
    std::string_view field_code;
    std::string_view field_name;
    int days;         ///< working days to the appointment, 0: the same day, -1: no appointment
    unsigned weight;  ///< how common it is
};

inline constexpr int no_appointment = -1;
inline constexpr std::size_t procedure_count = 15;
extern const std::array<Procedure, procedure_count> procedures;

}  // namespace tiendo::simulator
