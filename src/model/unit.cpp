#include "tiendo/model/unit.hpp"

#include "tiendo/base/enum_names.hpp"

#include <algorithm>

namespace tiendo {

namespace {

constexpr EnumNames<UnitKind, 14> unit_kinds{
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
      {UnitKind::superior, "superior"},
      {UnitKind::territory, "territory"},
      {UnitKind::district, "district"},
      {UnitKind::province, "province"},
      {UnitKind::ministry, "ministry"}}}};

constexpr EnumNames<UnitLevel, 4> unit_levels{"level",
                                              {{{UnitLevel::central, "central"},
                                                {UnitLevel::province, "province"},
                                                {UnitLevel::district, "district"},
                                                {UnitLevel::commune, "commune"}}}};

constexpr EnumNames<Hierarchy, 3> hierarchies{"hierarchy",
                                              {{{Hierarchy::administrative, "administrative"},
                                                {Hierarchy::front, "front"},
                                                {Hierarchy::professional, "professional"}}}};

constexpr EnumNames<Succession, 4> successions{"way to pass duties on",
                                               {{{Succession::unknown, "unknown"},
                                                 {Succession::inherited, "inherited"},
                                                 {Succession::shared, "shared"},
                                                 {Succession::closed, "closed"}}}};

}  // namespace

std::string_view to_string(UnitKind kind) noexcept {
    return unit_kinds.name(kind);
}

Result<UnitKind> parse_unit_kind(std::string_view text) {
    return unit_kinds.parse(text);
}

std::string_view to_string(UnitLevel level) noexcept {
    return unit_levels.name(level);
}

Result<UnitLevel> parse_unit_level(std::string_view text) {
    return unit_levels.parse(text);
}

std::string_view to_string(Hierarchy hierarchy) noexcept {
    return hierarchies.name(hierarchy);
}

Result<Hierarchy> parse_hierarchy(std::string_view text) {
    return hierarchies.parse(text);
}

Hierarchy own_hierarchy(UnitKind kind) noexcept {
    return kind == UnitKind::front ? Hierarchy::front : Hierarchy::administrative;
}

std::string_view to_string(Succession succession) noexcept {
    return successions.name(succession);
}

Result<Succession> parse_succession(std::string_view text) {
    return successions.parse(text);
}

std::optional<UnitId> UnitState::parent_in(Hierarchy hierarchy) const {
    const auto found = parents.find(hierarchy);
    return found == parents.end() ? std::nullopt : std::optional(found->second);
}

const UnitState& Unit::on(Date day) const noexcept {
    const auto next = std::upper_bound(
        states.begin() + 1, states.end(), day, [](Date each, const UnitState& state) {
            return each < *state.from;
        });
    return *(next - 1);
}

}  // namespace tiendo
