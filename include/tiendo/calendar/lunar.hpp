#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// A day of the Vietnamese lunar calendar (âm lịch).
struct LunarDay {
    int year = 0;        ///< the civil year in which the lunar year begins
    unsigned month = 1;  ///< 1..12
    unsigned day = 1;    ///< 1..30
    bool leap = false;   ///< tháng nhuận: the second month of that number
    bool operator==(const LunarDay&) const = default;
};

/// Lunar days are computed from new moons and the Sun's longitude at +07:00, by the rules of the
/// calendar that Vietnam keeps since 1968 (QĐ 121/CP of 8 August 1967). Before that year the
/// printed calendars were made for other zones (and in the South until 1975), so that a computed
/// day of those years need not be the one that was kept: in 1965, and for the South in 1968 and
/// 1969.
///
/// Years 1960 to 2100: tested there against a second computation. Three months (6/1967, 10/2077,
/// 9/2085) begin within forty seconds of midnight, so that another computation may have them a day
/// away; no Tết and no 10/3 hangs on less than 150 seconds.
/// Threads: pure.
/// @return malformed_input for a year outside 1960..2100
Result<LunarDay> lunar_day_of(Date day);

/// @return malformed_input for a year outside 1960..2100 and for a day that the lunar year does not
///         have (the 30th of a short month, a leap month that there is not)
Result<Date> date_of(LunarDay day);

/// Mùng 1 Tết.
/// @return as `date_of`
Result<Date> lunar_new_year(int year);

}  // namespace calendar
}  // namespace tiendo
