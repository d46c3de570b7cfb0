#include "tiendo/model/unit.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo {

namespace {

constexpr EnumNames<UnitKind, 10> unit_kinds{
    "unit kind",
    {{{UnitKind::authority, "authority"},
      {UnitKind::ward, "ward"},
      {UnitKind::office, "office"},
      {UnitKind::public_service_unit, "public_service_unit"},
      {UnitKind::front, "front"},
      {UnitKind::council, "council"},
      {UnitKind::company, "company"},
      {UnitKind::party, "party"},
      {UnitKind::community_board, "community_board"},
      {UnitKind::superior, "superior"}}}};

}  // namespace

std::string_view to_string(UnitKind kind) noexcept {
    return unit_kinds.name(kind);
}

Result<UnitKind> parse_unit_kind(std::string_view text) {
    return unit_kinds.parse(text);
}

}  // namespace tiendo
