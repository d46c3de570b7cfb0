#pragma once

/// Where the Sun and the Moon stand, as far as a calendar needs it.
namespace tiendo::calendar {

/// The new moon number `k` (0: 6 January 2000) as a Julian Day of Terrestrial Time.
/// Within some 20 seconds from 1900 to 2100.
/// Source: J. Meeus, Astronomical Algorithms, 2nd ed., ch. 49.
double new_moon(int k) noexcept;

/// The Sun's apparent geocentric longitude in degrees, 0 up to 360, at a Julian Day of Terrestrial
/// Time. Within about one second of arc, which the Sun goes in some 25 seconds of time.
/// Source: the terms of VSOP87 and the rest in Meeus, ch. 25 and app. III.
double sun_longitude(double julian_day_tt) noexcept;

/// Terrestrial Time less Universal Time in days. Observed to 2020; afterwards an extrapolation that
/// may be wrong by two minutes in 2100.
/// Source: IERS and F. Espenak, Five Millennium Canon.
double terrestrial_ahead(double julian_day) noexcept;

}  // namespace tiendo::calendar
