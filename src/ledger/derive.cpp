#include "derive.hpp"

#include "bodies.hpp"
#include "cycles.hpp"

#include "tiendo/ledger/adopt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

namespace tiendo::ledger {

namespace {

/// A receiver, or the office on the way, has nothing to do.
bool acts(const Assignee& assignee) {
    return assignee.role != Role::recipient && !assignee.via;
}

/// Only bodies that the authority can order owe it a paper.
bool may_owe(UnitKind kind) {
    switch (kind) {
        case UnitKind::ward:
        case UnitKind::office:
        case UnitKind::public_service_unit:
        case UnitKind::district:
        case UnitKind::province:
        case UnitKind::ministry: return true;
        case UnitKind::authority:
        case UnitKind::front:
        case UnitKind::council:
        case UnitKind::company:
        case UnitKind::party:
        case UnitKind::community_board:
        case UnitKind::superior:
        case UnitKind::territory: return false;
    }
    return false;
}

/// "ke-hoach-118/II.5-1/ubnd-phuong-7"; a second role of the same body adds "/advise".
class DutyList {
public:
    explicit DutyList(const PlanId& plan) : plan_(plan) {}

    void add(const Node& node, const Assignee& assignee, const UnitId& unit) {
        auto& roles = seen_[{node.id, unit}];
        if (!roles.insert(assignee.role).second) {
            return;
        }
        const auto id = fmt::format("{}/{}/{}", plan_.str(), node.id.str(), unit.str());
        Duty duty;
        duty.id =
            DutyId::of(roles.size() == 1 ? id : fmt::format("{}/{}", id, to_string(assignee.role)));
        duty.plan = plan_;
        duty.node = node.id;
        duty.unit = unit;
        duty.role = assignee.role;
        duty.source = assignee.source;
        duty.collective = assignee.collective;
        duty.doubtful = assignee.doubt.has_value();
        duties_.push_back(std::move(duty));
    }
    std::vector<Duty> take() && { return std::move(duties_); }

private:
    PlanId plan_;
    std::map<std::pair<NodeId, UnitId>, std::set<Role>> seen_;
    std::vector<Duty> duties_;
};

std::vector<Duty> duties_of(const Plan& plan, const AdoptOptions& options, Bodies& bodies) {
    DutyList list(options.plan);
    for (const auto& node : plan.nodes) {
        if (node.kind != NodeKind::task) {
            continue;
        }
        for (const auto& assignee : node.assignees) {
            if (!acts(assignee)) {
                continue;
            }
            for (const auto& unit :
                 bodies.of(assignee, node.id, bodies.last_day(options.as_of)).units) {
                list.add(node, assignee, unit);
            }
        }
    }
    return std::move(list).take();
}

std::vector<Obligation> obligations_of(const OrderedCycle& ordered, Bodies& bodies) {
    const auto day = bodies.last_day(ordered.debtors_on);
    std::vector<Obligation> owed;
    std::set<UnitId> seen;
    for (const auto& assignee : ordered.node->assignees) {
        if (assignee.role != Role::lead || assignee.via || assignee.doubt) {
            continue;
        }
        const auto meaning = bodies.of(assignee, ordered.node->id, day);
        for (const auto& id : meaning.units) {
            const auto* unit = bodies.registry().find(id);
            if (unit == nullptr || !may_owe(unit->on(day).kind) || !seen.insert(id).second) {
                continue;
            }
            Obligation obligation;
            obligation.id = ObligationId::of(fmt::format(
                "{}/{}/{}", ordered.cycle.plan.str(), ordered.cycle.id.str(), id.str()));
            obligation.plan = ordered.cycle.plan;
            obligation.cycle = ordered.cycle.id;
            obligation.unit = id;
            obligation.why = fmt::format(
                "mục {}: “{}”; {}", ordered.node->id.str(), ordered.sentence, meaning.rule);
            owed.push_back(std::move(obligation));
        }
    }
    return owed;
}

/// By cycle, in the order of `cycles`. Looked at from the earliest day on, so that a doubt names
/// the first day on which it matters.
std::vector<std::vector<Obligation>> owed_in_all(Cycles& cycles, Bodies& bodies) {
    std::vector<std::size_t> order(cycles.ordered.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t at) { return cycles.ordered[at].debtors_on; });
    std::vector<std::vector<Obligation>> owed(order.size());
    for (const auto at : order) {
        const auto& each = cycles.ordered[at];
        owed[at] = obligations_of(each, bodies);
        if (owed[at].empty()) {
            cycles.doubts.push_back(
                {"nobody-owes",
                 each.node->id.str(),
                 fmt::format("{}: văn bản không nêu đơn vị nào phải gửi", each.cycle.name),
                 "không đơn vị nào bị tính là nợ báo cáo này",
                 each.cycle.source_span});
        }
    }
    return owed;
}

}  // namespace

Result<Adoption> derive(const Plan& plan,
                        const units::Registry& registry,
                        const Reckoning& reckoning,
                        const AdoptOptions& options) {
    return derive_again(plan, registry, reckoning, options, {});
}

Result<Adoption> derive_again(const Plan& plan,
                              const units::Registry& registry,
                              const Reckoning& reckoning,
                              const AdoptOptions& options,
                              std::span<const Cycle> stored) {
    if (options.plan.empty()) {
        return Error{
            ErrorCode::malformed_input, "the plan has no id", "give one like 'ke-hoach-118'"};
    }
    auto authority = registry.last_authority_on(options.as_of);
    if (!authority) {
        return std::move(authority).error().at("units");
    }
    const bool has_tasks = std::ranges::any_of(
        plan.nodes, [](const Node& node) { return node.kind == NodeKind::task; });
    if (!has_tasks) {
        return Error{ErrorCode::malformed_input,
                     "the plan holds no task",
                     "give the document with its tasks, or look at the doubts of its reading"}
            .at(plan.source_name);
    }
    auto cycles = cycles_of(plan, reckoning, options, stored);
    if (!cycles) {
        return std::move(cycles).error().at(plan.source_name);
    }
    Bodies bodies(registry, *authority);
    Adoption adoption;
    adoption.duties = duties_of(plan, options, bodies);
    auto owed = owed_in_all(*cycles, bodies);
    adoption.obligations.reserve(std::transform_reduce(
        owed.begin(), owed.end(), std::size_t{0}, std::plus<>(), [](const auto& each) {
            return each.size();
        }));
    for (std::size_t i = 0; i < owed.size(); ++i) {
        std::ranges::move(owed[i], std::back_inserter(adoption.obligations));
        owed[i] = {};
        adoption.cycles.push_back(std::move(cycles->ordered[i].cycle));
    }
    adoption.doubts = bodies.doubts();
    adoption.doubts.insert(adoption.doubts.end(), cycles->doubts.begin(), cycles->doubts.end());
    return adoption;
}

}  // namespace tiendo::ledger
