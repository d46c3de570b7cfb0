#include "tiendo/units/event.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo::units {

namespace {

constexpr EnumNames<ShareBasis, 4> bases{"basis of shares",
                                         {{{ShareBasis::stated, "stated"},
                                           {ShareBasis::population, "population"},
                                           {ShareBasis::area, "area"},
                                           {ShareBasis::territory, "territory"}}}};

}  // namespace

std::string_view to_string(ShareBasis basis) noexcept {
    return bases.name(basis);
}

Result<ShareBasis> parse_share_basis(std::string_view text) {
    return bases.parse(text);
}

UnitState changed(UnitState state, const Change& change, Date from) {
    state.from = from;
    state.legal_basis.clear();
    if (change.name) {
        state.name = *change.name;
        state.short_name = change.short_name.empty() ? *change.name : change.short_name;
    } else if (!change.short_name.empty()) {
        state.short_name = change.short_name;
    }
    state.kind = change.kind.value_or(state.kind);
    if (change.level) {
        state.level = change.level;
    }
    if (change.territory) {
        state.territory = change.territory;
    }
    if (change.parent) {
        state.parents[own_hierarchy(state.kind)] = *change.parent;
    }
    for (const auto& [hierarchy, parent] : change.parents) {
        if (parent) {
            state.parents[hierarchy] = *parent;
        } else {
            state.parents.erase(hierarchy);
        }
    }
    for (const auto& [system, code] : change.codes) {
        if (code.empty()) {
            state.codes.erase(system);
        } else {
            state.codes[system] = code;
        }
    }
    return state;
}

const UnitEventId& id_of(const Entry& entry) {
    return std::visit([](const auto& each) -> const UnitEventId& { return each.id; }, entry);
}

}  // namespace tiendo::units
