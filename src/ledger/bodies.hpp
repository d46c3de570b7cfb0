#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/units/registry.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::ledger {

/// The bodies that a sentence means on one day.
struct Meaning {
    std::vector<UnitId> units;
    std::string rule;  ///< how they were found, Vietnamese
};

/// Turns assignees into bodies and gathers what is doubtful on the way; one doubt for the same
/// thing in many places.
class Bodies {
public:
    Bodies(const units::Registry& registry, UnitId authority);

    Meaning of(const Assignee& assignee, const NodeId& node, Date day);
    /// `day`, or the authority's last day where it has ended by then: afterwards nobody is under
    /// it, and what its bodies owe passes on by the events that ended them.
    Date last_day(Date day);
    [[nodiscard]] const units::Registry& registry() const noexcept { return registry_; }
    [[nodiscard]] const UnitId& authority() const noexcept { return authority_; }
    [[nodiscard]] std::vector<Doubt> doubts() const;

private:
    struct Raised {
        Doubt doubt;
        std::vector<NodeId> nodes;
    };
    Meaning collective(const Assignee& assignee, const NodeId& node, Date day);
    void compare_count(const Assignee& assignee,
                       const std::vector<UnitId>& found,
                       const NodeId& node,
                       Date day);
    void raise(const std::string& key, const NodeId& node, Doubt doubt);

    const units::Registry& registry_;
    UnitId authority_;
    std::optional<Date> ended_;  ///< last day of the authority
    std::vector<std::string> order_;
    std::map<std::string, Raised> raised_;
};

}  // namespace tiendo::ledger
