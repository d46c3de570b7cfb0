#include "day_rules.hpp"

#include <fmt/format.h>

namespace tiendo::calendar {

namespace {

using Entry = WorkingCalendar::Entry;

Error wrong(std::string message, std::string remedy) {
    return {ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

/// The line of `day`; `known` says whether its year stands in the table at all.
struct Other {
    const Entry* entry = nullptr;
    bool known = false;
};

Other line_of(Date day, const WorkingCalendar& calendar) {
    const auto found = calendar.entries().find(day);
    return {found == calendar.entries().end() ? nullptr : &found->second,
            calendar.covers(day.year()) || calendar.estimated_years().contains(day.year())};
}

std::optional<Error> unfit_lieu(Date day, const Entry& entry, const WorkingCalendar& calendar) {
    const auto holiday = *entry.stands_for;
    if (!is_weekly_rest(holiday) || day <= holiday) {
        return wrong(fmt::format("{} is off in lieu of {}, which is no rest day before it",
                                 day.iso(),
                                 holiday.iso()),
                     "name in the last field the holiday that fell on a Saturday or Sunday");
    }
    const auto other = line_of(holiday, calendar);
    if (other.known && (other.entry == nullptr || other.entry->kind != DayKind::holiday)) {
        return wrong(fmt::format("{} is off in lieu of {}, which is no holiday of the table",
                                 day.iso(),
                                 holiday.iso()),
                     fmt::format("add the holiday {} or correct the last field", holiday.iso()));
    }
    return std::nullopt;
}

std::optional<Error> unfit_swap(Date day, const Entry& entry, const WorkingCalendar& calendar) {
    const bool worked = entry.kind == DayKind::swapped_workday;
    if (is_weekly_rest(day) != worked) {
        return wrong(fmt::format("{} is {}", day.iso(), vietnamese_weekday(day)),
                     worked ? "only a Saturday or Sunday is worked in exchange"
                            : "only a Monday to Friday is given in exchange");
    }
    const auto partner = *entry.stands_for;
    const auto other = line_of(partner, calendar);
    const auto wanted = worked ? DayKind::swapped_day_off : DayKind::swapped_workday;
    if (other.known && (other.entry == nullptr || other.entry->kind != wanted)) {
        return wrong(
            fmt::format("the swap of {} has no counterpart: {} is no {}",
                        day.iso(),
                        partner.iso(),
                        to_string(wanted)),
            fmt::format("add a line {},…,{},…,{}", partner.iso(), to_string(wanted), day.iso()));
    }
    if (other.known && other.entry->stands_for != day) {
        return wrong(fmt::format("{} names {} as the other day of its swap, which names {}",
                                 day.iso(),
                                 partner.iso(),
                                 other.entry->stands_for->iso()),
                     "let both days of a swap name each other");
    }
    return std::nullopt;
}

}  // namespace

std::optional<Error> unfit(Date day, const Entry& entry, const WorkingCalendar& calendar) {
    switch (entry.kind) {
        case DayKind::compensatory_off: return unfit_lieu(day, entry, calendar);
        case DayKind::swapped_day_off:
        case DayKind::swapped_workday: return unfit_swap(day, entry, calendar);
        case DayKind::holiday:
        case DayKind::working:
        case DayKind::weekly_rest: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace tiendo::calendar
