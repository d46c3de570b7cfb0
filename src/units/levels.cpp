#include "levels.hpp"

namespace tiendo::units {

std::optional<UnitLevel> level_of_kind(UnitKind kind) noexcept {
    switch (kind) {
        case UnitKind::ward: return UnitLevel::commune;
        case UnitKind::district: return UnitLevel::district;
        case UnitKind::province: return UnitLevel::province;
        case UnitKind::ministry: return UnitLevel::central;
        case UnitKind::authority:
        case UnitKind::office:
        case UnitKind::public_service_unit:
        case UnitKind::front:
        case UnitKind::council:
        case UnitKind::company:
        case UnitKind::party:
        case UnitKind::community_board:
        case UnitKind::superior:
        case UnitKind::territory: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace tiendo::units
