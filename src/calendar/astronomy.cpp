#include "astronomy.hpp"

#include "sun_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

namespace tiendo::calendar {

namespace {

constexpr double j2000 = 2451545.0;
constexpr double degree = std::numbers::pi / 180.0;

/// A term of the new moon: days · sin(a·M + b·M' + c·F), times E as often as it has M.
struct MoonTerm {
    double days;
    int sun;       // M: the Sun's mean anomaly
    int moon;      // M'
    int latitude;  // F
};

constexpr std::array<MoonTerm, 24> moon_terms{{
    {-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0},    {0.01608, 0, 2, 0},  {0.01039, 0, 0, 2},
    {0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0},   {0.00208, 2, 0, 0},  {-0.00111, 0, 1, -2},
    {-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0},    {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
    {0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0},  {-0.00007, 2, 1, 0}, {0.00004, 0, 2, -2},
    {0.00004, 3, 0, 0},  {0.00003, 1, 1, -2},   {0.00003, 0, 2, 2},  {-0.00003, 1, 1, 2},
    {0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0},
}};

/// What planets add: days · sin(at + rate·k), in degrees.
struct PlanetTerm {
    double days;
    double at;
    double rate;
};

constexpr std::array<PlanetTerm, 14> planet_terms{{
    {0.000325, 299.77, 0.107408},
    {0.000165, 251.88, 0.016321},
    {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478},
    {0.000110, 84.66, 18.206239},
    {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},
    {0.000056, 154.84, 7.306860},
    {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},
    {0.000040, 291.34, 1.844379},
    {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099},
    {0.000023, 331.55, 3.592518},
}};

double sum(std::span<const SunTerm> terms, double tau) noexcept {
    double total = 0;
    for (const auto& term : terms) {
        total += term.amplitude * std::cos(term.phase + term.frequency * tau);
    }
    return total * 1e-8;
}

/// Seconds by which Terrestrial Time was ahead, every ten years from 1960.
constexpr std::array<double, 15>
    ahead{33.15, 40.18, 50.54, 56.86, 63.83, 66.07, 69.36, 72, 77, 83, 90, 98, 106, 114, 123};

}  // namespace

double new_moon(int k) noexcept {
    const double t = k / 1236.85;
    const double e = 1 - t * (0.002516 + 0.0000074 * t);
    const double sun = 2.5534 + 29.10535670 * k - t * t * (0.0000014 + 0.00000011 * t);
    const double moon =
        201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * (0.00001238 - 0.000000058 * t));
    const double latitude =
        160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * (0.00000227 - 0.000000011 * t));
    const double node = 124.7746 - 1.56375588 * k + t * t * (0.0020672 + 0.00000215 * t);
    double day = 2451550.09766 + 29.530588861 * k +
                 t * t * (0.00015437 + t * (-0.000000150 + 0.00000000073 * t));
    for (const auto& term : moon_terms) {
        const double angle = term.sun * sun + term.moon * moon + term.latitude * latitude;
        day += term.days * std::pow(e, std::abs(term.sun)) * std::sin(angle * degree);
    }
    day -= 0.00017 * std::sin(node * degree);
    for (const auto& term : planet_terms) {
        day += term.days * std::sin((term.at + term.rate * k) * degree);
    }
    return day;
}

double sun_longitude(double julian_day_tt) noexcept {
    const double centuries = (julian_day_tt - j2000) / 36525.0;
    const double tau = centuries / 10;
    const double earth =
        sum(sun_terms_0, tau) + tau * (sum(sun_terms_1, tau) + tau * sum(sun_terms_2, tau));
    // To the frame of FK5, nutation in longitude and aberration, in seconds of arc.
    const double node = (125.04452 - 1934.136261 * centuries) * degree;
    const double sun_mean = (280.4665 + 36000.7698 * centuries) * degree;
    const double moon_mean = (218.3165 + 481267.8813 * centuries) * degree;
    const double nutation = -17.20 * std::sin(node) - 1.32 * std::sin(2 * sun_mean) -
                            0.23 * std::sin(2 * moon_mean) + 0.21 * std::sin(2 * node);
    const double anomaly = (357.52911 + 35999.05029 * centuries) * degree;
    const double aberration = -20.4898 * (1 + 0.016708634 * std::cos(anomaly));
    const double seconds = -0.09033 + nutation + aberration;
    const double longitude = earth / degree + 180 + seconds / 3600;
    return longitude - 360 * std::floor(longitude / 360);
}

double terrestrial_ahead(double julian_day) noexcept {
    const double decades = ((julian_day - j2000) / 365.25 + 40) / 10;
    const auto last = static_cast<double>(ahead.size() - 2);
    const double begin = std::min(std::max(std::floor(decades), 0.0), last);
    const auto at = static_cast<std::size_t>(begin);
    return (ahead.at(at) + (decades - begin) * (ahead.at(at + 1) - ahead.at(at))) / 86400;
}

}  // namespace tiendo::calendar
