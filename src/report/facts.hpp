#pragma once

#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/stated.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/report.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::report {

/// What a unit owes, with the unit as it was on the day on which it was due.
struct Owed : ledger::Owed {
    UnitState unit;
};

/// Everything that a report says, read from the store; what follows is pure.
struct Facts {
    PlanId plan_id;
    Plan plan;
    Cycle cycle;
    std::vector<Cycle> cycles;      ///< of the plan
    std::vector<Unit> units;        ///< in the order of the register
    std::vector<Owed> owed;         ///< of all cycles
    std::vector<Measure> measures;  ///< of this cycle
    std::map<NodeId, std::int64_t> evidence;
    std::vector<ledger::FigureRule> rules;  ///< how stated figures come together
    std::vector<Doubt> doubts;
    std::vector<std::string>
        unmatched;  ///< records that no unit could be given to, a sentence each
    std::int64_t journal_entries = 0;
    std::string journal_hash;
    Instant at;
    std::optional<Instant> known_at;  ///< by what was recorded up to this instant
    /// Since when what is derived from records is kept, where that is later than `known_at`: what
    /// it was then cannot be told.
    std::optional<Instant> derived_since;

    [[nodiscard]] std::vector<const Owed*> owed_now() const {
        std::vector<const Owed*> found;
        for (const auto& each : owed) {
            if (each.obligation.cycle == cycle.id) {
                found.push_back(&each);
            }
        }
        return found;
    }
    /// The day on whose map this cycle is told: the last of its window, else that of the report.
    [[nodiscard]] Date day() const { return cycle.window ? cycle.window->last : at.date(); }
    /// Whether a reader has to be told by what was known: at `at` itself it goes without saying.
    [[nodiscard]] bool tells_known_at() const { return known_at && *known_at != at; }
    /// The name for texts on that day: the short one where there is one.
    [[nodiscard]] std::string name_of(const UnitId& id) const {
        for (const auto& unit : units) {
            if (unit.id == id) {
                return unit.on(day()).brief_name();
            }
        }
        return id.str();
    }
};

/// The submission whose words go into the report: the newest that stands (sent or accepted, neither
/// draft nor returned); nullptr where there is none.
const Submission* standing_submission(const Owed& owed);

/// Keeps each figure once, however often it is printed.
class FigureBook {
public:
    /// @param printed  how it looks here
    Run print(const Figure& figure, std::string printed);
    Run print(const Figure& figure) { return print(figure, figure.text); }
    std::vector<Figure> take() &&;

private:
    std::map<std::string, Figure> figures_;
};

/// Groups under which units are counted.
enum class UnitGroup : std::uint8_t { wards, offices, service_units, others };
inline constexpr UnitGroup unit_groups[] = {UnitGroup::wards,
                                            UnitGroup::offices,
                                            UnitGroup::service_units,
                                            UnitGroup::others};
UnitGroup group_of(UnitKind kind);
std::string_view word_of(UnitGroup group);  ///< "wards"
std::string_view name_of(UnitGroup group);  ///< Vietnamese

/// Part I: summary, tally, table of units, lists.
void compose_reporting(const Facts& facts, FigureBook& book, Report& report);
/// Part II: the sections by dimension.
void compose_dimensions(const Facts& facts, FigureBook& book, Report& report);
/// Tables of figures that the measures of one dimension make, with their chart; empty where there
/// are none.
struct MeasuredPart {
    std::vector<Table> tables;
    Chart chart;  ///< of the first table
};
MeasuredPart compose_measures(const Facts& facts, const Dimension& dimension, FigureBook& book);
/// Parts III and IV, annexes.
void compose_remainder(const Facts& facts, Report& report);
/// Figures that units state: tables, what could not be put together, questions. After the parts.
void compose_stated(const Facts& facts, FigureBook& book, Report& report);
std::vector<Question> questions_in(const Facts& facts);
/// Narratives of more than `longest` columns to their first sentence, the whole into an annex.
void shorten_texts(std::size_t longest, Report& report);

}  // namespace tiendo::report
