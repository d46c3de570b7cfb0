#pragma once

#include "days.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/units/event.hpp"
#include "tiendo/units/history.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace tiendo::units {

/// The units while events change them. An event is a transaction: `begin`, changes, then `commit`
/// or `roll_back`; the units that it touched are kept as they were before.
class UnitMap {
public:
    UnitMap() = default;
    /// @pre `check_units` finds nothing in `units`
    explicit UnitMap(std::vector<Unit> units);

    [[nodiscard]] const std::vector<Unit>& units() const noexcept { return units_; }
    [[nodiscard]] const Unit* find(const UnitId& id) const noexcept;
    /// @return not_found where there is no such unit, or not on `day`
    [[nodiscard]] Result<const Unit*> there(const UnitId& id, Date day) const;
    /// @see Registry::level_of
    [[nodiscard]] std::optional<UnitLevel> level_of(const Unit& unit, Date day) const;

    /// @return conflict where the id is taken
    Result<void> add(Unit unit);
    /// The unit, to be changed in the open transaction. @pre it is there
    Unit& touch(const UnitId& id);
    /// All that is wrong with what was touched, on `day` and after it.
    [[nodiscard]] std::vector<Error> findings(Date day) const;
    void commit();
    void roll_back();

private:
    using Holders = std::unordered_map<std::string, std::vector<std::size_t>>;  // by key

    /// Under what a unit is found by others: its codes, its names under their parent, its parents,
    /// its territory, in any of its states.
    [[nodiscard]] static std::vector<std::string> keys_of(const Unit& unit);
    void hold(std::size_t at);
    void let_go(std::size_t at);
    static void check_codes(const Unit& unit, std::vector<Error>& findings);
    void check_shared(std::size_t at, const Holders& holders, std::vector<Error>& findings) const;
    /// The one that has the key on any of the days, or nullptr.
    [[nodiscard]] const Unit* holder_in(const std::vector<std::size_t>& holders,
                                        const std::string& key,
                                        const Days& days) const;
    void check_above(const Unit& unit, Date day, std::vector<Error>& findings) const;
    void check_below(const Unit& unit, Date day, std::vector<Error>& findings) const;

    std::vector<Unit> units_;
    std::unordered_map<UnitId, std::size_t> by_id_;
    Holders holders_;
    std::map<std::size_t, Unit> touched_;  // as they were before
    std::size_t size_before_ = 0;          // units from here on are new
};

}  // namespace tiendo::units
