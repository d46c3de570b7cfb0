#pragma once

#include "tiendo/model/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// What a new version of a plan does to one node of the old one.
enum class ChangeKind : std::uint8_t {
    added,        ///< bổ sung
    dropped,      ///< bỏ
    moved,        ///< chuyển sang mục khác; a mere change of numbers is none
    reworded,     ///< sửa câu chữ, beyond names of units and times
    reassigned,   ///< đổi đơn vị hoặc vai trò
    rescheduled,  ///< đổi thời hạn
};
std::string_view to_string(ChangeKind kind) noexcept;

struct PlanChange {
    ChangeKind kind = ChangeKind::added;
    std::optional<NodeId> before;  ///< absent where added
    std::optional<NodeId> after;   ///< absent where dropped
    std::string text;              ///< one sentence, Vietnamese
    bool operator==(const PlanChange&) const = default;
};

/// What `after` changes against `before`, in the order of `after`, dropped nodes last. Nodes are
/// matched by what they say, so that new numbers alone change nothing; remainder nodes are left
/// out. Pure; any thread; time near linear in the number of nodes.
std::vector<PlanChange> diff_plans(const Plan& before, const Plan& after);

}  // namespace reader
}  // namespace tiendo
