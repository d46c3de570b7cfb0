#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <vector>

/// How timely units were over the years (tình hình thực hiện đúng hạn): a table that may span many
/// plans, where `owed` tells of one plan paper by paper.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// Which papers, and on which axes of time.
struct TimelinessQuestion {
    StandingQuestion when;
    std::vector<PlanId> plans{};  ///< empty: all
    int first_year = 1;           ///< of the cycle, 1..9999
    int last_year = 9999;         ///< included
};

/// Papers of one unit in cycles of one year, by where they stand.
struct TimelinessRow {
    UnitId unit;
    int year = 0;
    StandingCounts counts;
    bool operator==(const TimelinessRow&) const = default;
};

struct UnitTimeliness {
    UnitId unit;
    StandingCounts counts;
    bool operator==(const UnitTimeliness&) const = default;
};

struct YearTimeliness {
    int year = 0;
    StandingCounts counts;
    bool operator==(const YearTimeliness&) const = default;
};

/// Each paper is counted once in `rows`; `units`, `years` and `total` are their sums.
struct Timeliness {
    StandingQuestion when;
    std::vector<TimelinessRow> rows;    ///< by unit, then year; only where something is owed
    std::vector<UnitTimeliness> units;  ///< over the years
    std::vector<YearTimeliness> years;  ///< over the units
    StandingCounts total;
    bool operator==(const Timeliness&) const = default;
};

/// Counts what `owed` would tell, paper by paper: by the same rules, so it never differs from it.
///
/// By what is recorded now it reads an index and no papers: 168 units in ten years take some
/// milliseconds. With `known_at` it reads the versions of every paper, as `owed` does, and takes as
/// long as that for each plan.
/// @return not_found for an unknown plan; malformed_input where the last year is before the first
Result<Timeliness> timeliness(store::Transaction& tx, const TimelinessQuestion& question);

}  // namespace ledger
}  // namespace tiendo
