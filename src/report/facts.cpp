#include "facts.hpp"

#include "phrases.hpp"

#include <utility>

namespace tiendo::report {

const Submission* standing_submission(const Owed& owed) {
    const Submission* newest = nullptr;
    for (const auto& each : owed.rounds) {
        const bool stands = each.state != ReportState::draft &&
                            each.state != ReportState::returned &&
                            each.state != ReportState::withdrawn;
        if (stands && (newest == nullptr || newest->round < each.round)) {
            newest = &each;
        }
    }
    return newest;
}

Run FigureBook::print(const Figure& figure, std::string printed) {
    figures_.emplace(figure.id, figure);
    return Run{std::move(printed), figure.id};
}

std::vector<Figure> FigureBook::take() && {
    std::vector<Figure> all;
    all.reserve(figures_.size());
    for (auto& [id, figure] : figures_) {
        all.push_back(std::move(figure));
    }
    return all;
}

UnitGroup group_of(UnitKind kind) {
    switch (kind) {
        case UnitKind::ward: return UnitGroup::wards;
        case UnitKind::office: return UnitGroup::offices;
        case UnitKind::public_service_unit: return UnitGroup::service_units;
        case UnitKind::authority:
        case UnitKind::front:
        case UnitKind::council:
        case UnitKind::company:
        case UnitKind::party:
        case UnitKind::community_board:
        case UnitKind::superior:
        case UnitKind::territory:
        case UnitKind::district:
        case UnitKind::province:
        case UnitKind::ministry: return UnitGroup::others;
    }
    return UnitGroup::others;
}

std::string_view word_of(UnitGroup group) {
    switch (group) {
        case UnitGroup::wards: return "wards";
        case UnitGroup::offices: return "offices";
        case UnitGroup::service_units: return "service-units";
        case UnitGroup::others: return "others";
    }
    return "others";
}

std::string_view name_of(UnitGroup group) {
    switch (group) {
        case UnitGroup::wards: return phrases::group_wards;
        case UnitGroup::offices: return phrases::group_offices;
        case UnitGroup::service_units: return phrases::group_service_units;
        case UnitGroup::others: return phrases::group_others;
    }
    return phrases::group_others;
}

}  // namespace tiendo::report
