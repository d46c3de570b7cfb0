#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/figures.hpp"
#include "tiendo/units/registry.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::ledger {

using DossierCells = std::array<std::optional<store::DossierCell>, 2>;

/// One measure of dossiers: the cells that it adds up, and those that it is out of.
struct DossierMeasure {
    std::string_view code;
    std::string_view name;  ///< Vietnamese
    DossierCells count;
    std::optional<store::DossierCell> out_of;
};
std::span<const DossierMeasure> dossier_measures() noexcept;

struct FeedbackMeasure {
    std::string_view code;
    std::string_view name;
    store::FeedbackCell count = store::FeedbackCell::total;
    std::optional<store::FeedbackCell> out_of;
};
std::span<const FeedbackMeasure> feedback_measures() noexcept;

/// What one row of figures says in one cell.
std::int64_t value_of(const store::DossierFigures& row, store::DossierCell cell) noexcept;
std::int64_t value_of(const store::FeedbackFigures& row, store::FeedbackCell cell) noexcept;

/// The unit on `window.last` to which a code of a source system belongs; the heir where its holder
/// ended on the way. `why` tells, where there is none.
struct Holder {
    std::optional<UnitId> unit;
    std::string why;  ///< Vietnamese
};
Holder holder_of_code(const units::Registry& registry,
                      std::string_view system,
                      const std::string& code,
                      const Window& window);
/// As above for an agency's name as written.
Holder holder_of_name(const units::Registry& registry,
                      const std::string& name,
                      const Window& window);

/// The days that the figures of a cycle really cover at `today`; nothing where it has no window, or
/// where the window has not begun.
std::optional<Window> covered(const Cycle& cycle, Date today);

/// Records that could be given to no unit.
struct Homeless {
    std::string written;  ///< code or name in the source
    std::string why;
    std::int64_t count = 0;
};

struct Measured {
    std::vector<Measure> measures;
    std::vector<Homeless> homeless;
};
/// The measures of one cycle, by unit in the order of the registry, then the totals.
Result<Measured> measure_dossiers(store::Transaction& tx,
                                  const units::Registry& registry,
                                  const Cycle& cycle,
                                  const Window& window);
Result<Measured> measure_feedback(store::Transaction& tx,
                                  const units::Registry& registry,
                                  const Cycle& cycle,
                                  const Window& window);

/// The records that count for the measure's unit: filters that share no record. Where a code was
/// given out again, those of the days on which it meant that unit.
Result<std::vector<store::RecordFilter>> records_behind(store::Transaction& tx,
                                                        const units::Registry& registry,
                                                        const Measure& measure);

}  // namespace tiendo::ledger
