#include "tiendo/calendar/office_hours.hpp"

#include "office_table.hpp"
#include "shipped_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace tiendo::calendar {

const std::vector<OfficeWeek>& OfficeHours::weeks_of(UnitKind kind) const {
    const auto own = own_.find(kind);
    return own == own_.end() ? any_ : own->second;
}

Result<OfficeWeek> OfficeHours::week_of(UnitKind kind, Date day) const {
    const auto& weeks = weeks_of(kind);
    const auto found = std::ranges::find_if(
        weeks, [day](const OfficeWeek& week) { return week.in_force_on(day); });
    if (found == weeks.end()) {
        return Error{
            ErrorCode::not_found,
            fmt::format(
                "no office hours of kind '{}' are known for {}", to_string(kind), day.iso()),
            "add an [[hours]] table in force on that day, with its source"};
    }
    return *found;
}

Result<OfficeHours> OfficeHours::parse(std::string_view toml, std::string_view name) {
    auto rows = parse_office_table(toml);
    if (!rows) {
        return std::move(rows).error().at(std::string(name));
    }
    OfficeHours hours;
    for (auto& row : *rows) {
        auto& weeks = row.kind ? hours.own_[*row.kind] : hours.any_;
        weeks.push_back(std::move(row.week));
    }
    return hours;
}

OfficeHours shipped_office_hours() {
    auto hours = OfficeHours::parse(shipped_hours, "gio-lam-viec.toml");
    assert(hours && "the shipped table was tested");
    return hours ? std::move(*hours) : OfficeHours{};
}

}  // namespace tiendo::calendar
