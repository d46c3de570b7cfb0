#include "check.hpp"
#include "days.hpp"
#include "name_key.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

namespace tiendo::units {

namespace {

class Oddities {
public:
    explicit Oddities(const std::vector<Unit>& units) : units_(units) {
        for (const auto& unit : units) {
            by_id_.emplace(unit.id, &unit);
        }
    }

    std::vector<ListFault> run() && {
        for (std::size_t i = 0; i < units_.size(); ++i) {
            for (std::size_t state = 0; state < units_[i].states.size(); ++state) {
                const auto days = days_of(units_[i], state);
                if (!days.none()) {
                    look_above(i, units_[i].states[state], days);
                    look_for_twin(i, units_[i].states[state], days);
                }
            }
        }
        return std::move(odd_);
    }

private:
    void look_above(std::size_t at, const UnitState& state, const Days& days) {
        const bool wants_parent = state.kind == UnitKind::ward || state.kind == UnitKind::office ||
                                  state.kind == UnitKind::public_service_unit;
        if (wants_parent && !state.parent()) {
            odd_.push_back(
                {at,
                 "it has no parent, so no collective (“các phường”, “các phòng”) reaches it",
                 "state its parent"});
        }
        for (const auto& [hierarchy, parent] : state.parents) {
            look_at_life(at, "parent", parent, days);
        }
        if (state.territory) {
            look_at_life(at, "territory", *state.territory, days);
        }
    }

    void look_at_life(std::size_t at, std::string_view what, const UnitId& id, const Days& days) {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) {
            return;
        }
        const auto life = life_of(*found->second);
        if (days.first < life.first || life.last < days.last) {
            odd_.push_back(
                {at,
                 fmt::format("its {} '{}' is there only {}",
                             what,
                             id.str(),
                             days.first < life.first ? "from " + life.first.iso()
                                                     : "until " + life.last.iso()),
                 fmt::format("state another {} for the other days, or end the unit with it",
                             what)});
        }
    }

    /// One finding for each unit: a country has hundreds of Phường 1.
    void look_for_twin(std::size_t at, const UnitState& state, const Days& days) {
        const bool territory = state.kind == UnitKind::territory;
        auto& holders = names_[fmt::format("{}\n{}", canonical_name(state.name), territory)];
        for (const auto& [other, held] : holders) {
            if (other != at && !held.shared_with(days).none()) {
                odd_.push_back(
                    {at,
                     fmt::format("the name '{}' is also that of '{}' on the same day",
                                 state.name,
                                 units_[other].id.str()),
                     "right where both exist; a name typed by hand then needs the place above it"});
                break;
            }
        }
        holders.emplace_back(at, days);
    }

    const std::vector<Unit>& units_;
    std::unordered_map<UnitId, const Unit*> by_id_;
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, Days>>> names_;
    std::vector<ListFault> odd_;
};

}  // namespace

std::vector<ListFault> oddities_of(const std::vector<Unit>& units) {
    return Oddities(units).run();
}

}  // namespace tiendo::units
