#include "tiendo/calendar/check.hpp"

#include "tiendo/calendar/lunar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tiendo::calendar {

namespace {

using std::chrono::days;

/// A holiday of the law with its first day in one year.
struct Anchor {
    const LegalHoliday* holiday;
    Date day;
};

std::optional<Date> day_in(const LegalHoliday& holiday, int year) {
    if (!holiday.lunar) {
        const auto day = Date::make(year, holiday.month, holiday.day);
        return day ? std::optional(*day) : std::nullopt;
    }
    // The last lunar months end in the next civil year.
    for (const int lunar_year : {year, year - 1}) {
        const auto day = date_of({.year = lunar_year, .month = holiday.month, .day = holiday.day});
        if (day && day->year() == year) {
            return *day;
        }
    }
    return std::nullopt;
}

/// The comparison of one year.
class YearCheck {
public:
    YearCheck(int year,
              const WorkingCalendar& calendar,
              const std::vector<LegalHoliday>& law,
              std::vector<CalendarFinding>& findings)
        : year_(year), calendar_(calendar), findings_(findings) {
        for (const auto& holiday : law) {
            const auto day = day_in(holiday, year);
            if (day && holiday.from <= *day && (!holiday.to || *day <= *holiday.to)) {
                anchors_.push_back({&holiday, *day});
            }
        }
    }

    void run() {
        claim_named();
        claim_decided();
        find_others();
        count();
        check_lieu();
    }

private:
    void add(std::string_view rule, Date day, std::string text, std::string source) {
        findings_.push_back({std::string(rule), day, std::move(text), std::move(source)});
    }
    [[nodiscard]] bool is_holiday(Date day) const {
        const auto found = calendar_.entries().find(day);
        return found != calendar_.entries().end() && found->second.kind == DayKind::holiday;
    }

    void claim_named() {
        for (const auto& [holiday, day] : anchors_) {
            for (unsigned i = 0; i < holiday->named; ++i) {
                const auto each = day.plus(days{i});
                claimed_.emplace(each, holiday);
                if (!is_holiday(each)) {
                    add("holiday-missing",
                        each,
                        fmt::format(
                            "bảng không có ngày nghỉ {}{}: tính ra ngày {}",
                            holiday->name,
                            holiday->lunar
                                ? fmt::format(" ({}/{} âm lịch)", holiday->day + i, holiday->month)
                                : "",
                            each.vietnamese()),
                        holiday->source);
                }
            }
        }
    }

    /// Days that are chosen each year lie beside the named ones, after or before them.
    void claim_decided() {
        for (const auto& [holiday, day] : anchors_) {
            const auto wanted = holiday->days - holiday->named;
            unsigned found = 0;
            const auto walk = [&](Date at, days step) {
                while (found < wanted && is_holiday(at) && claimed_.emplace(at, holiday).second) {
                    ++found;
                    at = at.plus(step);
                }
            };
            walk(day.plus(days{holiday->named}), days{1});
            walk(day.plus(days{-1}), days{-1});
            if (found != wanted) {
                add("days-decided",
                    day,
                    fmt::format("{}: luật cho {} ngày, bảng có {} ngày liền nhau",
                                holiday->name,
                                holiday->days,
                                holiday->named + found),
                    holiday->source);
            }
        }
    }

    void find_others() {
        for (const auto& [day, entry] : calendar_.entries()) {
            if (day.year() == year_ && entry.kind == DayKind::holiday && !claimed_.contains(day)) {
                add("holiday-not-in-law",
                    day,
                    fmt::format("“{}” ngày {} không phải ngày lễ theo luật, hoặc không đúng ngày "
                                "tính ra",
                                entry.name,
                                day.vietnamese()),
                    entry.source);
            }
        }
    }

    void count() {
        unsigned by_law = 0;
        std::set<std::string> sources;
        for (const auto& anchor : anchors_) {
            by_law += anchor.holiday->days;
            sources.insert(anchor.holiday->source);
        }
        const auto in_table = std::ranges::count_if(calendar_.entries(), [&](const auto& line) {
            return line.first.year() == year_ && line.second.kind == DayKind::holiday;
        });
        if (in_table != static_cast<std::ptrdiff_t>(by_law)) {
            add("days-of-year",
                Date::of(year_, 1, 1),
                fmt::format(
                    "năm {}: luật cho {} ngày lễ, Tết; bảng có {}", year_, by_law, in_table),
                fmt::format("{}", fmt::join(sources, "; ")));
        }
    }

    /// The next working day after `holiday` that is not given away yet.
    Date lieu_day(Date holiday) {
        auto day = holiday.plus(days{1});
        while (is_weekly_rest(day) || is_holiday(day) || given_.contains(day)) {
            day = day.plus(days{1});
        }
        given_.insert(day);
        return day;
    }

    void check_lieu() {
        std::map<Date, Date> lieu_of;
        for (const auto& [day, entry] : calendar_.entries()) {
            if (entry.kind == DayKind::compensatory_off) {
                lieu_of.emplace(*entry.stands_for, day);
            }
        }
        for (const auto& [day, holiday] : claimed_) {
            if (!is_holiday(day) || !is_weekly_rest(day)) {
                continue;
            }
            const auto found = lieu_of.find(day);
            const bool given = found != lieu_of.end();
            const auto what = fmt::format(
                "{} ngày {} ({})", holiday->name, day.vietnamese(), vietnamese_weekday(day));
            if (!holiday->made_up) {
                if (given) {
                    add("lieu-not-due",
                        found->second,
                        fmt::format("{} không có nghỉ bù theo luật", what),
                        holiday->source);
                }
                continue;
            }
            const auto due = lieu_day(day);
            if (!given) {
                add("lieu-missing",
                    day,
                    fmt::format("{}: thiếu ngày nghỉ bù, tính ra {}", what, due.vietnamese()),
                    holiday->source);
            } else if (found->second != due) {
                add("lieu-elsewhere",
                    found->second,
                    fmt::format("{}: nghỉ bù ngày {}, tính ra {}",
                                what,
                                found->second.vietnamese(),
                                due.vietnamese()),
                    holiday->source);
            }
        }
    }

    int year_;
    const WorkingCalendar& calendar_;
    std::vector<CalendarFinding>& findings_;
    std::vector<Anchor> anchors_;
    std::map<Date, const LegalHoliday*> claimed_;
    std::set<Date> given_;
};

}  // namespace

std::vector<CalendarFinding> check_calendar(const WorkingCalendar& calendar,
                                            const std::vector<LegalHoliday>& law) {
    std::vector<CalendarFinding> findings;
    for (const auto* years : {&calendar.years(), &calendar.estimated_years()}) {
        for (const int year : *years) {
            YearCheck(year, calendar, law, findings).run();
        }
    }
    std::ranges::stable_sort(
        findings, {}, [](const CalendarFinding& each) { return std::tie(each.day, each.rule); });
    return findings;
}

}  // namespace tiendo::calendar
