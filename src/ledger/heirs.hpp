#pragma once

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/units/history.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tiendo::ledger {

/// Where something comes to rest that a unit had.
struct Resting {
    std::vector<UnitId> heirs;      ///< who have it; the unit itself where it did not pass on
    std::vector<UnitId> unknown;    ///< those of them that ended, with nobody stated to have it
    std::vector<UnitId> closed;     ///< ended with it
    std::map<UnitId, UnitId> from;  ///< of an heir: the unit that passed it on last
};

/// Who has what, by the events of a map. What the first list itself says of ends moves nothing:
/// it was known when the plan was adopted.
class Heirs {
public:
    /// @param history  borrowed
    explicit Heirs(const units::History& history);

    /// Whether an event ended the unit, before `on` where a day is given.
    [[nodiscard]] bool ended(const UnitId& unit, std::optional<Date> on) const;
    /// Those to whom it passed at once, by the event's policy; none where closed or unknown.
    /// @pre ended(unit, …)
    [[nodiscard]] std::vector<UnitId> next(const UnitId& unit) const;
    /// Follows `next` as long as units ended before `on`. Whoever is in `done` keeps what it has,
    /// and so does one of which nobody stated who comes after it.
    [[nodiscard]] Resting rest(const UnitId& unit,
                               std::optional<Date> on,
                               const std::set<UnitId>& done) const;

    [[nodiscard]] const Unit& unit(const UnitId& id) const;
    [[nodiscard]] std::string name(const UnitId& id) const;
    [[nodiscard]] std::string names(const std::vector<UnitId>& ids) const;
    /// "UBND Phường 3 kết thúc từ ngày 1/1/2021 theo Nghị quyết … (sự kiện nq-1111)"
    [[nodiscard]] std::string end_text(const UnitId& id) const;
    [[nodiscard]] Date day_after(const UnitId& id) const;

private:
    void follow(const UnitId& unit,
                std::optional<Date> on,
                const std::set<UnitId>& done,
                std::set<UnitId>& seen,
                Resting& resting) const;

    const units::History& history_;
    std::map<UnitId, UnitEventId> ended_by_;
};

}  // namespace tiendo::ledger
