#pragma once

#include "tiendo/ledger/timeliness.hpp"
#include "tiendo/units/registry.hpp"

#include <optional>
#include <string>
#include <vector>

/// The table of timeliness (tình hình gửi đúng hạn) as an office reads it.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

struct TimelinessLine {
    std::optional<UnitId> unit;  ///< absent: all units together
    std::string name;            ///< on the last day of the year; its id where it is not listed
    std::optional<int> year;     ///< absent: all years together
    ledger::StandingCounts counts;
    bool operator==(const TimelinessLine&) const = default;
};

/// Units in the order of the list (those that it no longer has: last, by id), each by year; then
/// all units in each year and, where there are several, in all of them.
std::vector<TimelinessLine> timeliness_lines(const ledger::Timeliness& table,
                                             const units::Registry& units);

/// "66,7 %": what was on time, of what is settled; "–" where nothing is. Never more than 100.
std::string timeliness_rate(const ledger::StandingCounts& counts);

/// Plain text in Vietnamese with columns aligned by display width; no colour. Ends with a line
/// feed. The counts of a line add up to its first one.
std::string render_timeliness(const ledger::Timeliness& table, const units::Registry& units);

}  // namespace report
}  // namespace tiendo
