#pragma once

#include "tiendo/base/id.hpp"

#include <string_view>

namespace tiendo {

struct PlanKind {
    static constexpr std::string_view name = "plan id";
};
struct NodeKindTag {
    static constexpr std::string_view name = "node id";
};
struct UnitKindTag {
    static constexpr std::string_view name = "unit id";
};
struct CycleKind {
    static constexpr std::string_view name = "cycle id";
};
struct DutyKind {
    static constexpr std::string_view name = "duty id";
};
struct ObligationKind {
    static constexpr std::string_view name = "obligation id";
};
struct SubmissionKind {
    static constexpr std::string_view name = "submission id";
};
struct EvidenceKind {
    static constexpr std::string_view name = "evidence id";
};
struct ConnectionKind {
    static constexpr std::string_view name = "connection id";
};

using PlanId = Id<PlanKind>;              ///< "ke-hoach-118"
using NodeId = Id<NodeKindTag>;           ///< path in the plan: "II.1.1.1-3"
using UnitId = Id<UnitKindTag>;           ///< "ubnd-phuong-7"
using CycleId = Id<CycleKind>;            ///< "2021-half-year"
using DutyId = Id<DutyKind>;              ///< "ke-hoach-118/II.5-1/ubnd-phuong-7"
using ObligationId = Id<ObligationKind>;  ///< "ke-hoach-118/2021-half-year/ubnd-phuong-7"
using SubmissionId = Id<SubmissionKind>;  ///< "<obligation>/1"
using EvidenceId = Id<EvidenceKind>;
using ConnectionId = Id<ConnectionKind>;  ///< "mot-cua"

}  // namespace tiendo
